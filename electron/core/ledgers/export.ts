// ledgers.template and ledgers.export: a blank workbook of a ledger, and its rows as they are filtered in the grid, as .xlsx or
// CSV. Both come back through the import without a question. Long ledgers are written row by row.

import { writeFileSync } from 'node:fs';

import type { LedgerFilter } from '../../../shared/contract/calls/ledgers.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { fieldText, type TextEnv } from '../../../shared/ledgers/field-text.js';
import { unitFieldOf, type Ledger, type LedgerRow } from '../../../shared/ledgers/define.js';
import { FORMER_UNITS_HEAD, formerUnitsText } from '../../../shared/ledgers/former-units.js';
import { isValidAt } from '../../../shared/model/unit.js';
import { chinaDate } from '../../../shared/tasks/working-days.js';
import type { Ctx } from '../context.js';
import { formerUnits, hasFormerUnits } from '../store/former-unit-store.js';
import { findLedger } from '../store/ledger-list.js';
import type { Where } from '../store/ledger-filter.js';
import { orderRows, readRows } from '../store/ledger-order.js';
import { rowsOf } from '../store/ledger-store.js';
import type { Store } from '../store/store.js';
import { listUnits } from '../store/unit-store.js';
import { writeLongSheet } from '../tables/long-sheet.js';
import { csvText } from '../tables/to-csv.js';
import { columnLetters } from '../../../shared/model/cell-address.js';
import { HEAD_ROWS, longLedgerModel, writeLedgerWorkbook } from './ledger-workbook.js';
import { columnsOf, contentOf, type CellContent, type LedgerColumn } from './sheet-columns.js';

/** Rows that are written with lines around every cell; more are written one by one, in bounded memory. */
const DRAWN_ROWS = 5000;
const SPARE_ROWS = 300;
const ROWS_PER_STEP = 500;

export async function template(
  ctx: Ctx,
  params: ParsedParams<'ledgers.template'>,
): Promise<Result<'ledgers.template'>> {
  const ledger = ledgerById(ctx.store, params.ledger);
  ctx.job.step({ done: 0, total: 1, stage: `生成模板：${ledger.title}` });
  const month = chinaDate(ctx.store.now()).slice(0, 7);
  const units = listUnits(ctx.store).filter((unit) => isValidAt(unit, month));
  const bytes = await writeLedgerWorkbook({
    ledger,
    columns: columnsOf(ledger, { withPersonal: true }),
    title: `${ledger.title}台账`,
    rows: [],
    spare: SPARE_ROWS,
    unitNames: units.map((unit) => unit.name),
    notes: [
      '一行填写一条记录；橙色表头的栏目必填，其余没有内容的留空。',
      `已登记过的记录按${keyWords(ledger)}识别，再次导入时更新原来的那一条，不会重复。`,
      '号码按文字填写（单元格格式已设为文本），不要让表格软件改成科学计数法。',
      '可以增加行、调整栏目顺序；请不要改动表头文字。填好后以 .xlsx 格式报回。',
    ],
  });
  const output = ctx.files.output(`${ledger.title}台账模板.xlsx`);
  writeFileSync(output.path, bytes);
  ctx.job.step({ done: 1, total: 1, stage: '完成' });
  return { file: output.finish() };
}

/** What a row is known by again, in words. */
export function keyWords(ledger: Ledger): string {
  return ledger.keys
    .map((names) => `“${names.map((name) => ledger.fields[name]!.label).join('、')}”`)
    .join('，没有时按');
}

export async function exportRows(
  ctx: Ctx,
  params: ParsedParams<'ledgers.export'>,
  whereOf: (ledger: Ledger, filter: LedgerFilter) => Where,
): Promise<Result<'ledgers.export'>> {
  const ledger = ledgerById(ctx.store, params.ledger);
  // As the grid stands: texts by pinyin, stages as they follow each other.
  const ids =
    params.ids ??
    orderRows(ctx.store, ledger, { where: whereOf(ledger, params.filter), sort: params.sort, groupBy: [] }).ids;
  const columns = columnsOf(ledger, { withPersonal: params.withPersonal, fields: params.fields });
  const withFormer = columns.some(({ name }) => name === unitFieldOf(ledger)) && hasFormerUnits(ctx.store, ledger);
  if (withFormer) columns.push(FORMER_UNITS);
  if (columns.length === 0) throw new AppError('input.invalid', { what: '请至少选择一个栏目' });
  const names = new Map(listUnits(ctx.store).map((unit) => [unit.id, unit.name]));
  const source: Source = {
    ledger,
    ids,
    columns,
    env: { unitName: (id) => names.get(id) ?? '' },
    withFormer,
  };
  const day = chinaDate(ctx.store.now());
  const output = ctx.files.output(`${ledger.title}台账${day}.${params.format}`);
  if (params.format === 'csv') writeFileSync(output.path, csvOf(ctx, source));
  else {
    const book = {
      ledger,
      columns,
      title: `${ledger.title}台账`,
      unitNames: [...names.values()],
      notes: [`${day}导出，共${ids.length}条。可在本表上修改后再导入，按${keyWords(ledger)}更新原来的记录。`],
    };
    if (ids.length <= DRAWN_ROWS)
      writeFileSync(output.path, await writeLedgerWorkbook({ ...book, rows: [...contents(ctx, source)], spare: 0 }));
    else
      await writeLongSheet(output.path, {
        model: await longLedgerModel(book, ids.length),
        modelRow: HEAD_ROWS + 1,
        columns: columns.map((_, c) => columnLetters(c)),
        rows: contents(ctx, source),
        count: ids.length,
      });
  }
  ctx.job.step({ done: ids.length, total: ids.length, stage: '完成' });
  return { file: output.finish(), rows: ids.length };
}

interface Source {
  ledger: Ledger;
  ids: readonly number[];
  columns: readonly LedgerColumn[];
  env: TextEnv;
  withFormer: boolean;
}

/** Of rows that moved to another unit. */
const FORMER_UNITS: LedgerColumn = {
  name: FORMER_UNITS_HEAD,
  field: { kind: 'text', label: FORMER_UNITS_HEAD },
  head: FORMER_UNITS_HEAD,
  width: 28,
  align: 'left',
  format: '@',
};

/** Rows one by one; one that was removed meanwhile is left out. */
function* storedRows(ctx: Ctx, { ledger, ids, env, withFormer }: Source): Generator<LedgerRow> {
  for (let done = 0; done < ids.length; done += ROWS_PER_STEP) {
    if (ctx.job.isCancelled()) throw new AppError('job.cancelled');
    ctx.job.step({ done, total: ids.length, stage: `导出${ledger.title}` });
    const some = ids.slice(done, done + ROWS_PER_STEP);
    if (!withFormer) {
      yield* rowsOf(ctx.store, ledger, some);
      continue;
    }
    const former = formerUnits(ctx.store, ledger, some);
    for (const { id, row } of readRows(ctx.store, ledger, some))
      yield { ...row, [FORMER_UNITS_HEAD]: formerUnitsText(former.get(id) ?? [], env.unitName) || null };
  }
}

function* contents(ctx: Ctx, source: Source): Generator<CellContent[]> {
  for (const row of storedRows(ctx, source))
    yield source.columns.map(({ name, field }) => contentOf(field, row[name] ?? null, source.env));
}

/** UTF-8 with BOM and CRLF for spreadsheets; texts that they would run as a formula are neutralised. */
function csvOf(ctx: Ctx, source: Source): string {
  const lines = [source.columns.map(({ head }) => csvText(head)).join(',')];
  for (const row of storedRows(ctx, source)) {
    const cells = source.columns.map(({ name, field }) => {
      const text = fieldText(field, row[name] ?? null, source.env);
      return ['integer', 'personCount', 'amount'].includes(field.kind) ? text : csvText(text);
    });
    lines.push(cells.join(','));
  }
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function ledgerById(store: Store, id: string): Ledger {
  const ledger = findLedger(store, id);
  if (ledger === null) throw new AppError('data.not-found', { what: `台账“${id}”` });
  return ledger;
}
