// A made-up month, understood before anybody asks: the first file of a process takes as long as the next six, because everything
// that understanding does runs for the first time. A process that is started ahead has that time while its core opens the store.
// Nothing of it is kept or sent. Not here: when (1-read/parse-process.ts).

import { DEFAULT_SETTINGS } from '../../../shared/model/default-settings.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import type { StoredIndicator } from '../store/indicator-store.js';
import { columnsFromCells, sheetOverColumns } from './1-read/cell-columns.js';
import type { RawBook, RawCell } from './1-read/raw-book.js';
import { envOf, type GivenWords } from './3-map/given-words.js';
import { understandFile, type UnderstoodFile } from './understand-file.js';
import { packUnderstood } from './understood-wire.js';

const UNITS = ['东山区', '西山区', '南湖县', '北湖县', '中河镇', '下河镇'];
const INDICATORS: readonly [name: string, measure: string, kind: StoredIndicator['kind']][] = [
  ['甲类授权量', '件', 'flow'],
  ['乙类拥有量', '件', 'stock'],
  ['丙类质押金额', '万元', 'flow'],
  ['丁类合格率', '%', 'ratio'],
];
const FIGURES = ['本月', '本年累计', '上年同期', '同比增长（%）', '年度目标'];

/** Units and indicators of the made-up month. */
export function wordsOfThat(): GivenWords {
  const units = UNITS.map((name, n): ReportingUnit => {
    const said = { aliases: [], kind: 'county', gbCode: null, contact: '', phone: '' } as const;
    const order = { order: n, countsInTotal: true, ranked: true, parentId: null, validFrom: null, validTo: null };
    return { ...said, ...order, id: n + 1, name, aliases: [] };
  });
  const indicators = INDICATORS.map(([name, measure, kind], n): StoredIndicator => {
    const told = { shortName: '', category: 'creation', direction: 'up', note: '', enabled: true } as const;
    const counted = {
      precision: 0,
      total: 'sum',
      numerator: null,
      denominator: null,
      factor: 1,
      partOf: null,
    } as const;
    return {
      ...told,
      ...counted,
      id: n + 1,
      code: `Z0${n}`,
      order: n,
      shipped: false,
      aliases: [],
      name,
      measure,
      kind,
    };
  });
  return { place: '中山市', units, indicators, settings: DEFAULT_SETTINGS, remembered: [], ownLedgers: [] };
}

function numberAt(row: number, column: number): number | string {
  if ((row + column) % 7 === 0) return '—';
  const isWhole = INDICATORS[Math.floor(column / FIGURES.length)]![1] === '件';
  return row * 100 + column + (isWhole ? 0 : 0.25);
}

function bookOfThat(): RawBook {
  const width = INDICATORS.length * FIGURES.length;
  const cells: RawCell[] = [{ r: 0, c: 0, t: 's', v: '中山市2024年1—6月主要数据统计表' }];
  const merges: RawBook['sheets'][number]['merges'] = [
    [0, 0, 0, width],
    [2, 0, 3, 0],
  ];
  const put = (r: number, c: number, v: string | number): void =>
    void cells.push({ r, c, t: typeof v === 'string' ? 's' : 'n', v });
  put(1, 0, '填报单位：中山市市场监督管理局');
  put(2, 0, '填报单位');
  for (const [n, [name, measure]] of INDICATORS.entries()) {
    put(2, 1 + n * FIGURES.length, `${name}（${measure}）`);
    merges.push([2, 1 + n * FIGURES.length, 2, (n + 1) * FIGURES.length]);
  }
  for (let c = 0; c < width; c += 1) put(3, c + 1, FIGURES[c % FIGURES.length]!);
  for (const [n, name] of [...UNITS, '合计'].entries()) {
    put(4 + n, 0, name);
    for (let c = 0; c < width; c += 1) put(4 + n, c + 1, numberAt(n, c));
  }
  put(5 + UNITS.length, 0, '注：“—”表示未报。');
  const columns = columnsFromCells(cells, [], new Map());
  const sheet = sheetOverColumns({ name: '月报', state: 'visible', merges, hiddenRows: [], hiddenCols: [] }, columns);
  return { kind: 'xlsx', date1904: false, sheets: [sheet], remarks: [] };
}

/** Some 30 ms of work the first time, 10 the second. Returns what was understood, for the test. */
export function warmUp(): UnderstoodFile {
  const env = { ...envOf(wordsOfThat()), answers: {}, periodHint: null };
  const file = { index: 0, file: '中山市2024年6月月报.xlsx', sha256: '', size: 0 };
  const understood = understandFile({ ...file, book: bookOfThat(), env });
  packUnderstood(understood);
  return understood;
}
