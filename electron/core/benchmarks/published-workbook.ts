// The list of values and places as higher authorities published them, as a workbook: export, check, import. A row means the record
// of the same period, indicator, kind, scope, place and source; any other row is a new record; what is not in the file stays.

import type { Ctx } from '../context.js';
import { byLabel, Expected, readInteger, readMonth, type ListColumn } from '../lists/list-column.js';
import { importRows, openList } from '../lists/import-list.js';
import { block, readList, type ListRow } from '../lists/read-list.js';
import { writeList } from '../lists/write-list.js';
import { listIndicators, type StoredIndicator } from '../store/indicator-store.js';
import { allPublished, savePublished, type Published } from '../store/published-store.js';
import { getBureau } from '../store/unit-store.js';
import { publishedRow, publishedValue } from './published.js';
import { publishedDraftSchema, type PublishedDraft } from '../../../shared/contract/calls/benchmarks.js';
import type { ListImportResult } from '../../../shared/contract/calls/units.js';
import type { ParsedParams } from '../../../shared/contract/index.js';
import { buildLookup } from '../../../shared/indicators/lookup.js';
import type { FileRef } from '../../../shared/model/file-ref.js';
import { plainPercentText } from '../../../shared/model/number-text.js';

interface Item extends PublishedDraft {
  id: number | null;
  indicator: string;
}

const SHEET = '上级公布';
const FIGURE_LABEL = { value: '数值', growth: '增速' } as const;

function keyOf(item: Pick<PublishedDraft, 'period' | 'code' | 'figure' | 'scope' | 'place' | 'source'>): string {
  return [item.period, item.code, item.figure, item.scope, item.place, item.source].join('|');
}

function itemOf(row: Published, indicator: StoredIndicator): Item {
  const { indicatorId: _indicatorId, ...rest } = row;
  return { ...rest, code: indicator.code, indicator: indicator.name, value: publishedValue(row, indicator) };
}

function itemsOf(ctx: Pick<Ctx, 'store'>): Item[] {
  const indicators = new Map(listIndicators(ctx.store).map((indicator) => [indicator.id, indicator]));
  return allPublished(ctx.store).flatMap((row) => {
    const indicator = indicators.get(row.indicatorId);
    return indicator ? [itemOf(row, indicator)] : [];
  });
}

export async function exportPublished(ctx: Ctx): Promise<FileRef> {
  const output = ctx.files.output('上级公布的数值和位次.xlsx');
  await writeList(output.path, {
    name: SHEET,
    columns: columnsOf(ctx),
    items: itemsOf(ctx),
    notes: [
      '上级公布的数值和位次：照公布的内容填写，保存后在“统计数据 › 位次与对比 › 上级公布”中导入。列的顺序可以变，列名不要改。',
      '期间、指标、类别、范围、地区、来源都相同的行修改原有的一条，其他行新增。清单中没有的保持不变，删除请在程序中操作。',
      '导入前会先检查并列出变化；有一处必改问题时整份不导入。导入后可以撤销。',
    ],
  });
  return output.finish();
}

export async function importPublished(
  ctx: Ctx,
  { file, apply }: ParsedParams<'published.import'>,
): Promise<ListImportResult> {
  const book = await openList(ctx, file);
  const columns = columnsOf(ctx);
  const stored = new Map(itemsOf(ctx).map((item) => [keyOf(item), item]));
  const place = getBureau(ctx.store)?.place ?? '';
  const blank = (): Item => ({
    id: null,
    indicator: '',
    period: '',
    code: '',
    figure: 'value',
    scope: '全省',
    place,
    value: null,
    placeNo: null,
    places: null,
    source: '',
    document: '',
    asOf: '',
    note: '',
  });
  /** The record that the texts of a row name; '' where they name none. */
  const named = (text: (column: string) => string): string => {
    let draft = blank();
    for (const column of columns) {
      if (!KEY_COLUMNS.has(column.key) || text(column.key) === '') continue;
      const read = column.read(text(column.key), draft);
      if (read instanceof Expected) return '';
      draft = { ...draft, ...read };
    }
    return keyOf(draft);
  };
  const {
    columns: read,
    rows,
    issues,
  } = readList<Item>(book, {
    columns,
    keyColumn: 'code',
    schema: publishedDraftSchema,
    find: (_key, text) => stored.get(named(text)) ?? null,
    create: blank,
    normaliseKey: (_key, text) => named(text),
  });
  const indicators = new Map(listIndicators(ctx.store).map((indicator) => [indicator.code, indicator]));
  const values = new Map<ListRow<Item>, Parameters<typeof savePublished>[1]>();
  for (const row of rows) {
    const checked = publishedRow(row.draft, indicators.get(row.draft.code));
    if (!('problem' in checked)) values.set(row, { ...checked, id: row.draft.id });
    else issues.push(block(row.sheet, row.address('value'), 'list.value', `${checked.problem}。`));
  }
  return importRows(ctx, {
    columns: read,
    rows,
    issues,
    file,
    apply,
    list: '上级公布的数',
    counter: '条',
    kind: 'manual',
    topics: ['values', 'history'],
    nameOf: ({ period, place, indicator }) => `${period} ${place} ${indicator}`,
    save: (changed) => {
      for (const row of changed) savePublished(ctx.store, values.get(row)!);
    },
  });
}

const KEY_COLUMNS: ReadonlySet<string> = new Set(['period', 'code', 'figure', 'scope', 'place', 'source']);

function columnsOf(ctx: Pick<Ctx, 'store'>): ListColumn<Item>[] {
  const indicators = listIndicators(ctx.store);
  const lookup = buildLookup(indicators);
  const byCode = new Map(indicators.map((indicator) => [indicator.code, indicator]));
  const text = (
    key: 'scope' | 'place' | 'source' | 'document' | 'asOf' | 'note',
    head: string,
    width: number,
    help: string,
    also: string[] = [],
  ): ListColumn<Item> => ({
    key,
    head,
    also,
    width,
    help,
    write: (item) => item[key],
    // 范围 and 地区 left blank stay what they usually are.
    read: (given) => (given === '' && (key === 'scope' || key === 'place') ? {} : { [key]: given }),
  });
  const count = (key: 'placeNo' | 'places', head: string, help: string, also: string[]): ListColumn<Item> => ({
    key,
    head,
    also,
    width: 8,
    help,
    isNumber: true,
    write: (item) => (item[key] === null ? '' : String(item[key])),
    read: (given) => {
      if (given === '') return { [key]: null };
      const number = readInteger(given.replace(/^第|[位名]$/g, ''));
      return number === null || number < 1 ? new Expected('应为从1起的整数') : { [key]: number };
    },
  });
  return [
    {
      key: 'period',
      head: '期间',
      also: ['统计期间', '年月', '月份'],
      isRequired: true,
      width: 12,
      help: '期末的年月，如2022-07。',
      write: (item) => item.period,
      read: (given) => {
        const period = readMonth(given);
        return period === null ? new Expected('应为年月，如2022-07') : { period };
      },
    },
    {
      key: 'code',
      head: '指标',
      also: ['指标名称'],
      isRequired: true,
      width: 28,
      help: '指标库中的名称、简称、别名或代码。',
      write: (item) => item.indicator,
      read: (given) => {
        const found = lookup.find([given]);
        const code = byCode.has(given) ? given : found.kind === 'found' ? found.code : null;
        return code === null ? new Expected('应为指标库中的指标名称') : { code, indicator: byCode.get(code)!.name };
      },
    },
    {
      key: 'figure',
      head: '类别',
      width: 8,
      help: '数值，或增速。',
      options: Object.values(FIGURE_LABEL),
      write: (item) => FIGURE_LABEL[item.figure],
      read: (given) => {
        if (given === '') return {};
        const figure = byLabel(FIGURE_LABEL, given);
        return figure === null ? new Expected('应为“数值”或“增速”') : { figure };
      },
    },
    text('scope', '范围', 10, '排位的范围，如全省、全国。', ['排名范围']),
    text('place', '地区', 14, '哪个地区的数，空着为本地区。'),
    {
      key: 'value',
      head: '公布的数值',
      also: ['数值'],
      width: 14,
      help: '按指标的计量单位；增速为百分数。与位次至少填一项。',
      isNumber: true,
      write: (item) => item.value ?? '',
      read: (given) => ({ value: given === '' ? null : plainPercentText(given) }),
    },
    count('placeNo', '位次', '公布的位次。与数值至少填一项。', ['排名', '名次']),
    count('places', '共几位', '参加排位的地区数。', ['总位数', '排位个数']),
    text('source', '来源', 28, '应写明出处，如省局2022年7月通报。', ['出处']),
    text('document', '文号', 18, '有文号的填文号。'),
    text('asOf', '数据截至', 16, '如截至2022年7月底。', ['截至']),
    text('note', '备注', 20, '其他说明。'),
  ];
}
