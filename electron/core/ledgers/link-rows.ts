// Linking a check with a case that is there already: the officer chooses it from a list, from either side. What is written is the
// number that both name, as where the case is opened from the check (linked-rows.ts).

import type { Ctx } from '../context.js';
import { columnOf } from '../store/ledger-columns.js';
import { both, whereOf } from '../store/ledger-filter.js';
import { ledgersOf } from '../store/ledger-list.js';
import { hasRows, newestRows, type StoredRow } from '../store/ledger-store.js';
import { listUnits } from '../store/unit-store.js';
import { write } from '../store/write.js';
import { find } from './asked.js';
import { linkedRow, numberIn, rowsWithNumber, storedRow } from './row-by-number.js';
import { prepare, writeRows } from './save.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { fieldsOf, type LeadsTo, type Ledger, type LedgerRow } from '../../../shared/ledgers/define.js';
import { fieldText } from '../../../shared/ledgers/field-text.js';
import { passesFilter } from '../../../shared/ledgers/rollup.js';
import { rowName } from '../../../shared/ledgers/row-name.js';

const SHOWN = 50;

/** `from` has the step to `to`; `isHere`: the row in question is one of `from`. */
interface Pair {
  step: LeadsTo;
  from: Ledger;
  to: Ledger;
  isHere: boolean;
}

function pairOf(ctx: Ctx, ledger: Ledger): Pair | null {
  const all = ledgersOf(ctx.store);
  const target = all.find((one) => one.id === ledger.leadsTo?.ledger);
  if (ledger.leadsTo !== undefined && target !== undefined)
    return { step: ledger.leadsTo, from: ledger, to: target, isHere: true };
  const from = all.find((one) => one.leadsTo?.ledger === ledger.id);
  return from?.leadsTo === undefined ? null : { step: from.leadsTo, from, to: ledger, isHere: false };
}

/** `isLinked`: the row names a row that is there. */
export function choiceOf(
  ctx: Ctx,
  ledger: Ledger,
  row: LedgerRow,
  isLinked: boolean,
): Result<'ledgers.linked'>['choose'] {
  const pair = pairOf(ctx, ledger);
  if (pair === null || isLinked || (!pair.isHere && numberIn(row[pair.step.to]) === '')) return null;
  const other = pair.isHere ? pair.to : pair.from;
  return hasRows(ctx.store, other) ? { ledger: other.id, title: other.title } : null;
}

export function linkChoices(
  ctx: Ctx,
  { ledger: name, id, text }: ParsedParams<'ledgers.link-choices'>,
): Result<'ledgers.link-choices'> {
  const ledger = find(ctx, name);
  const pair = pairOf(ctx, ledger);
  if (pair === null) return { rows: [], isCut: false };
  const here = storedRow(ctx, ledger, id);
  const [other, field] = pair.isHere ? [pair.to, pair.step.to] : [pair.from, pair.step.by];
  // A case needs a number to be named by; a check that names a case is linked already.
  const open = { sql: `${columnOf(other, field)} IS ${pair.isHere ? 'NOT NULL' : 'NULL'}`, values: [] };
  const ask = (words: string): StoredRow[] =>
    newestRows(ctx.store, other, both(whereOf(other, { text: words, conditions: [] }), open), SHOWN + 1);
  const own = rowName(ledger, here.row).replaceAll(/\s/g, '');
  const found = text.trim() === '' ? [...(own === '' ? [] : ask(own)), ...ask('')] : ask(text);
  const rows = [...new Map(found.map((row) => [row.id, row])).values()];
  return {
    rows: rows
      .slice(0, SHOWN)
      .map((row) => ({ ...linkedRow(other, row, field), detail: detailOf(ctx, other, row.row) })),
    isCut: rows.length > SHOWN,
  };
}

/** Where and when, to tell two cases of one party apart. */
function detailOf(ctx: Ctx, ledger: Ledger, row: LedgerRow): string {
  const units = new Map(listUnits(ctx.store).map((unit) => [unit.id, unit.name]));
  const env = { unitName: (id: number): string => units.get(id) ?? '' };
  const [unit, day] = (['unit', 'date'] as const).map((kind) =>
    fieldsOf(ledger).find(([name, field]) => field.kind === kind && (row[name] ?? null) !== null),
  );
  return [unit, day].flatMap((one) => (one === undefined ? [] : fieldText(one[1], row[one[0]]!, env))).join(' ');
}

export function link(ctx: Ctx, params: ParsedParams<'ledgers.link'>): Result<'ledgers.link'> {
  const { store, operator } = ctx;
  const ledger = find(ctx, params.ledger);
  const pair = pairOf(ctx, ledger);
  if (pair === null) throw new AppError('input.invalid', { what: `${ledger.title}的记录不与其他台账关联` });
  const { step, from, to } = pair;
  const here = storedRow(ctx, from, pair.isHere ? params.id : params.other);
  const there = storedRow(ctx, to, pair.isHere ? params.other : params.id);
  const number = numberIn(there.row[step.to]);
  const label = to.fields[step.to]!.label;
  if (number === '') throw new AppError('input.invalid', { what: `${to.title}的这一条没有${label}，请先填写` });
  const [known] = rowsWithNumber(ctx, to, step.to, here.row[step.by]);
  if (known !== undefined)
    throw new AppError('input.invalid', {
      what: `${from.title}的这一条已经关联（${linkedRow(to, known, step.to).name}）。要改关联，请先清空它的“${from.fields[step.by]!.label}”`,
    });
  const isStep = step.where.every((filter) => passesFilter(from, here.row, filter));
  const sets = isStep ? Object.entries(step.sets).map(([name, text]) => [name, text ?? null] as const) : [];
  const values = Object.fromEntries([...sets, [step.by, number]]);
  const [changed] = prepare(store, from, [{ id: here.id, values }], params.period);
  const refused = changed!.findings.find(({ severity }) => severity === 'block');
  if (refused) throw new AppError('input.invalid', { what: `${from.title}的这一条不能修改：${refused.message}` });
  write(
    store,
    {
      kind: 'ledgers',
      label: `${from.title}：关联“${number}”`,
      operator,
      topics: ['ledgers'],
      detail: rowName(from, here.row),
    },
    () => writeRows(store, from, { operator, rows: 1 }, (writer) => writer.write(changed!)),
  );
  const chosen = pair.isHere ? linkedRow(to, there, step.to) : linkedRow(from, storedRow(ctx, from, here.id), '');
  return { row: chosen };
}
