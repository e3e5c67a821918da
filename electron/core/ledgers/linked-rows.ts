// From a row to the row of another ledger that came of it, and back: a check and its case. They are held together by the number that
// both name, so that lists from Excel are linked as typed rows are.

import type { Ctx } from '../context.js';
import { ledgersOf } from '../store/ledger-list.js';
import type { StoredRow } from '../store/ledger-store.js';
import { listUnits } from '../store/unit-store.js';
import { write } from '../store/write.js';
import { find } from './asked.js';
import { choiceOf } from './link-rows.js';
import { linkedRow, numberIn, rowsWithNumber, storedRow } from './row-by-number.js';
import { prepare, writeRows } from './save.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { fieldsOf, statusFieldOf, type LeadsTo, type Ledger } from '../../../shared/ledgers/define.js';
import { fieldText } from '../../../shared/ledgers/field-text.js';
import { passesFilter } from '../../../shared/ledgers/rollup.js';
import { rowName } from '../../../shared/ledgers/row-name.js';
import { hasBlock } from '../../../shared/ledgers/validate.js';
import { chinaDate } from '../../../shared/tasks/working-days.js';

/** What the new row begins with, in the order of its form: what is taken over, what it must have, and its number. */
function begunRow(
  ctx: Ctx,
  from: Ledger,
  { row }: StoredRow,
  step: LeadsTo,
  to: Ledger,
): { field: string; text: string }[] {
  const units = new Map(listUnits(ctx.store).map((unit) => [unit.id, unit.name]));
  const env = { unitName: (id: number): string => units.get(id) ?? '' };
  const takes = new Map<string, string>([...Object.entries(step.takes), [step.to, step.by]]);
  const status = statusFieldOf(to);
  const today = chinaDate(ctx.store.now());
  return fieldsOf(to).flatMap(([field, declared]) => {
    if (field === status || (declared.required !== true && !takes.has(field))) return [];
    const source = takes.get(field);
    const known = source === undefined ? '' : fieldText(from.fields[source]!, row[source] ?? null, env);
    return [{ field, text: known === '' && declared.kind === 'date' ? today : known }];
  });
}

export function linked(ctx: Ctx, { ledger: name, id }: ParsedParams<'ledgers.linked'>): Result<'ledgers.linked'> {
  const ledger = find(ctx, name);
  const here = storedRow(ctx, ledger, id);
  const all = ledgersOf(ctx.store);
  const from = all.flatMap((other) =>
    other.leadsTo?.ledger === ledger.id
      ? rowsWithNumber(ctx, other, other.leadsTo.by, here.row[other.leadsTo.to]).map((row) => linkedRow(other, row, ''))
      : [],
  );
  const step = ledger.leadsTo;
  const target = all.find((one) => one.id === step?.ledger);
  if (step === undefined || target === undefined)
    return { to: [], from, next: null, choose: choiceOf(ctx, ledger, here.row, false) };
  const to = rowsWithNumber(ctx, target, step.to, here.row[step.by]).map((row) => linkedRow(target, row, step.to));
  const isOffered = to.length === 0 && step.where.every((filter) => passesFilter(ledger, here.row, filter));
  const next = isOffered
    ? { what: step.what, ledger: target.id, title: target.title, fields: begunRow(ctx, ledger, here, step, target) }
    : null;
  return { to, from, next, choose: choiceOf(ctx, ledger, here.row, to.length > 0) };
}

/** The new row there and its number here, in one step: undone together. */
export function leadOn(ctx: Ctx, params: ParsedParams<'ledgers.lead-on'>): Result<'ledgers.lead-on'> {
  const { store, operator } = ctx;
  const ledger = find(ctx, params.ledger);
  const step = ledger.leadsTo;
  if (step === undefined) throw new AppError('input.invalid', { what: `${ledger.title}的记录不转入其他台账` });
  const target = find(ctx, step.ledger);
  const here = storedRow(ctx, ledger, params.id);
  const [known] = rowsWithNumber(ctx, target, step.to, here.row[step.by]);
  if (known !== undefined)
    throw new AppError('input.invalid', {
      what: `这一条已经${step.what}（${linkedRow(target, known, step.to).name}），没有重复登记`,
    });
  const [added] = prepare(store, target, [{ id: null, values: params.values }], params.period);
  const { row, findings } = added!;
  if (hasBlock(findings)) return { row: null, findings };
  const number = numberIn(row[step.to]);
  const [same] = rowsWithNumber(ctx, target, step.to, number);
  if (same !== undefined)
    throw new AppError('input.invalid', {
      what: `${target.title}中已有同一号码的一条（${linkedRow(target, same, step.to).name}），没有重复登记。如果就是这一件，请把它的号码填到这一行`,
    });
  const sets = Object.entries(step.sets).map(([name, text]) => [name, text ?? null] as const);
  const values = Object.fromEntries([...sets, [step.by, number]]);
  const [changed] = prepare(store, ledger, [{ id: here.id, values }], params.period);
  const refused = changed!.findings.find(({ severity }) => severity === 'block');
  if (refused) throw new AppError('input.invalid', { what: `${ledger.title}的这一条不能修改：${refused.message}` });
  const id = write(
    store,
    {
      kind: 'ledgers',
      label: `${ledger.title}：${step.what}“${number}”`,
      operator,
      topics: ['ledgers'],
      detail: rowName(ledger, here.row),
    },
    () => {
      writeRows(store, ledger, { operator, rows: 1 }, (writer) => writer.write(changed!));
      return writeRows(store, target, { operator, rows: 1 }, (writer) => writer.write(added!));
    },
  );
  return { row: linkedRow(target, storedRow(ctx, target, id), step.to), findings };
}
