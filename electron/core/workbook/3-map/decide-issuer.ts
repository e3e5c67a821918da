// Whether a table of our own units was issued by the province or CNIPA (上级下发): by who is named around it, else asked where the
// words leave it open. Its values are kept beside the submissions and never replace them.

import { lastingWords } from '../2-recognise/period-text.js';
import type { MappedCell } from './map-cells.js';
import type { TableAsking } from './table-asking.js';

const NATIONAL = /国家知识产权局|国知局|CNIPA/;
const PROVINCIAL = /省知识产权局|省市场监督管理局|省市场监管局|省知识产权保护中心|省局/;
/** 数据来源：国家知识产权局 at the foot of a table, which may look like its last row. */
const SOURCE_LINE = /^(数据|资料)?来源\s*[:：]/;
const LINES_BELOW = 6;
const OPEN = /全省|上级|下发|反馈数|反馈表/;
/** What a note says of numbers that come from there; 以国家知识产权局公布为准, 按国家知识产权局口径 is said of our own, too. */
const SAYS_SOURCE =
  /(?:来源|来自|源自|取自|摘自|引自|提供|导出|下载)(?!.*为准)|(?:发布|公布|通报|下发|反馈|公告)的?(?:数据?|情况|结果)?[。）)]*$/;
/** A note that names a source of some numbers only: 专利数据来源于省局，质押数据由各区县报送. */
const OF_SOME =
  /其他|其它|其余|部分|除.*外|分别|报送|上报|填报|自报|(专利|商标|质押|保险|奖补|地理标志|贯标|案件)[^，,。；;]*来[源自]/;

/** Whose numbers these are; `open`: asked and not answered, then nothing of the table goes anywhere. */
export function decideIssuer(asking: TableAsking): 'issued' | 'own' | 'open' {
  const { table, env, decisions } = asking;
  if (table.form !== 'unit-table') return 'own';
  const below = Array.from({ length: LINES_BELOW }, (_, index) => table.found.data[1] + index)
    .filter((r) => r < table.grid.rowCount)
    .flatMap((r) => table.grid.distinctTexts(r).filter((text) => SOURCE_LINE.test(text)));
  const titles = table.context.titles.map((line) => line.text);
  const lines = [...titles, ...table.context.notes.map((line) => line.text), ...below];
  const higher = env.words.place.endsWith('省') ? [NATIONAL] : [NATIONAL, PROVINCIAL];
  const named = lines.filter((line) => higher.some((pattern) => pattern.test(line)));
  const ofSome = named.find((line) => !titles.includes(line) && (OF_SOME.test(line) || !SAYS_SOURCE.test(line)));
  if (named.length > 0 && ofSome === undefined) {
    decisions.reasons.push(`上级下发的数（依据“${named[0]}”），与报送数分开保存`);
    return 'issued';
  }
  const open = ofSome ?? lines.find((line) => OPEN.test(line));
  if (open === undefined) return 'own';
  const answer = asking.ask({
    id: `issuer:${table.id}`,
    kind: 'issuer',
    text: `“${open}”是上级下发的数，还是本单位汇总的报送数？`,
    options: [
      { value: 'issued', label: '上级下发的数，与报送数分开保存', kept: '上级下发' },
      { value: 'own', label: '本单位汇总的报送数', kept: '本单位汇总' },
    ],
    memory: { topic: `issuer:${lastingWords(open)}`, unitId: null, asks: '这张表是谁的数' },
  });
  return answer ?? 'open';
}

/** Cells of an issued table: values of units, last year's too, and the total as the value of the whole area. */
export function asIssued(cells: readonly MappedCell[]): void {
  for (const cell of cells) {
    if (cell.role === 'value' || cell.role === 'claim') cell.role = 'issued';
    else if (
      cell.isTotal &&
      cell.role === 'check' &&
      (cell.figure === 'current' || cell.figure === 'ytd' || cell.figure === 'last-year') &&
      cell.indicator?.total === 'sum' &&
      cell.period !== null &&
      cell.basis !== null
    )
      cell.role = 'issued';
  }
}
