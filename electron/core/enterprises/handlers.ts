// Calls about the enterprise register beyond finding and saving (core/ledgers/register.ts): the page of one enterprise with all that
// the ledgers hold about it, and entries that may be one and the same. The Excel list is in enterprises-workbook.ts.

import type { Ctx } from '../context.js';
import { find } from '../ledgers/register.js';
import { enterpriseChanges, type EnterpriseChange } from '../store/enterprise-history.js';
import { countRowsOf, rowsAbout } from '../store/enterprise-rows.js';
import { addDistinctPair, allEnterprises, distinctPairs } from '../store/enterprise-store.js';
import type { SqlValue } from '../store/ledger-columns.js';
import { allLedgersOf } from '../store/ledger-list.js';
import { listRows, summedFields } from '../store/ledger-store.js';
import { listUnits, unitWordOf } from '../store/unit-store.js';
import { write } from '../store/write.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import {
  fieldsOf,
  type EnterpriseRef,
  type Field,
  type FieldValue,
  type Ledger,
} from '../../../shared/ledgers/define.js';
import { amountText, fieldText, headText, measureOf, type TextEnv } from '../../../shared/ledgers/field-text.js';
import { likePairs } from '../../../shared/model/enterprise-likeness.js';
import { enterpriseName, type Enterprise } from '../../../shared/model/enterprise.js';

export { exportList, importList } from './enterprises-workbook.js';

const MOST_ROWS = 200;
const MOST_PAIRS = 200;

type Page = Result<'enterprises.get'>;

function namesOfUnits(ctx: Ctx): Map<number, string> {
  return new Map(listUnits(ctx.store).map((unit) => [unit.id, unit.name]));
}

/** The day by which rows of a ledger follow each other: its first date. */
function dayField(ledger: Ledger): string | null {
  return fieldsOf(ledger).find(([, field]) => field.kind === 'date')?.[0] ?? null;
}

function rowsIn(ctx: Ctx, ledger: Ledger, enterprise: Enterprise, env: TextEnv): Page['ledgers'][number] | null {
  const where = rowsAbout(ledger, enterprise);
  if (where === null) return null;
  const day = dayField(ledger);
  const found = listRows(ctx.store, ledger, {
    where,
    sort: day === null ? [] : [{ field: day, isDescending: true }],
    offset: 0,
    limit: MOST_ROWS,
  });
  if (found.total === 0) return null;
  // Its own name and code stand at the head of the page already. Who it is that a row is of, and on which side the enterprise
  // stood, is told where that is somebody else.
  const own = new Set([enterprise.name, ...enterprise.formerNames].map(enterpriseName));
  const isOther = (field: Field, value: FieldValue): boolean => {
    if (field.kind === 'enterprise') return (value as EnterpriseRef).id !== enterprise.id;
    return !(field.kind === 'text' && field.isParty === true && own.has(enterpriseName(value as string)));
  };
  const isTold = (name: string, field: Field): boolean =>
    found.rows.some(({ row }) => (row[name] ?? null) !== null && isOther(field, row[name]!));
  const codes = new Set(
    fieldsOf(ledger).flatMap(([name, field]) =>
      field.kind === 'enterprise' && !isTold(name, field) ? (field.codeField ?? []) : [],
    ),
  );
  const shown = fieldsOf(ledger).filter(([name, field]) => !codes.has(name) && isTold(name, field));
  return {
    ledger: ledger.id,
    title: ledger.title,
    total: found.total,
    sums: summedFields(ledger)
      .filter((name) => found.sums[name] !== 0)
      .map((name) => {
        const field = ledger.fields[name]!;
        const sum = found.sums[name]!;
        return {
          label: headText(field),
          text: field.kind === 'amount' ? amountText(sum, measureOf(field)) : String(sum),
        };
      }),
    columns: shown.map(([name, field]) => ({
      field: name,
      head: headText(field),
      isNumber: field.kind === 'amount' || field.kind === 'integer' || field.kind === 'personCount',
    })),
    rows: found.rows.map(({ id, row }) => ({
      id,
      texts: shown.map(([name, field]) => fieldText(field, row[name] ?? null, env)),
    })),
  };
}

function columnLabels(unitHead: string): Record<string, string> {
  return {
    name: '企业名称',
    uscc: '统一社会信用代码',
    former_codes: '曾用代码',
    unit_id: unitHead,
    industry: '行业',
    tags: '标签',
    note: '备注',
  };
}

function changeOf(
  change: EnterpriseChange,
  units: ReadonlyMap<number, string>,
  labels: Readonly<Record<string, string>>,
): Page['changes'][number] {
  const text = (column: string, value: SqlValue | undefined): string => {
    if (value === null || value === undefined) return '';
    if (column === 'unit_id') return units.get(Number(value)) ?? '';
    return column === 'tags' || column === 'former_codes'
      ? (JSON.parse(String(value)) as string[]).join('、')
      : String(value);
  };
  const fields = Object.entries(labels)
    .map(([column, label]) => ({
      label,
      before: text(column, change.before?.[column]),
      after: text(column, change.after?.[column]),
    }))
    .filter((one) => one.before !== one.after);
  if (change.addedNames.length + change.removedNames.length > 0)
    fields.push({
      label: '曾用名、简称',
      before: change.removedNames.join('、'),
      after: change.addedNames.join('、'),
    });
  const { changeSetId, at, operator, label } = change;
  return { changeSetId, at, operator, label, fields };
}

export function get(ctx: Ctx, { id }: ParsedParams<'enterprises.get'>): Page {
  const enterprise = find(ctx.store, id);
  const units = namesOfUnits(ctx);
  const labels = columnLabels(unitWordOf(ctx.store));
  const env: TextEnv = { unitName: (unitId) => units.get(unitId) ?? '' };
  return {
    enterprise,
    unit: enterprise.unitId === null ? '' : (units.get(enterprise.unitId) ?? ''),
    ledgers: allLedgersOf(ctx.store).flatMap((ledger) => rowsIn(ctx, ledger, enterprise, env) ?? []),
    changes: enterpriseChanges(ctx.store, id)
      .map((change) => changeOf(change, units, labels))
      .filter((change) => change.fields.length > 0),
  };
}

export function duplicates(ctx: Ctx): Result<'enterprises.duplicates'> {
  const { store } = ctx;
  const all = allEnterprises(store);
  const apart = distinctPairs(store);
  const open = likePairs(all).filter(({ a, b }) => !apart.has(`${a}/${b}`));
  const shown = open.slice(0, MOST_PAIRS);
  const byId = new Map(all.map((one) => [one.id, one]));
  const entries = countRowsOf(
    store,
    shown.flatMap(({ a, b }) => [a, b]),
  );
  const withEntries = (id: number) => ({ ...byId.get(id)!, entries: entries.get(id) ?? 0 });
  return {
    total: open.length,
    pairs: shown.map(({ a, b, likeness }) => ({ likeness, a: withEntries(a), b: withEntries(b) })),
  };
}

export function keepApart(
  ctx: Ctx,
  { a, b }: ParsedParams<'enterprises.keep-apart'>,
): Result<'enterprises.keep-apart'> {
  if (a === b) throw new AppError('input.invalid', { what: '请选择两家不同的企业' });
  const [first, second] = [find(ctx.store, a), find(ctx.store, b)];
  write(
    ctx.store,
    {
      kind: 'ledgers',
      label: `不是同一家企业：${first.name}、${second.name}`,
      operator: ctx.operator,
      topics: ['ledgers'],
    },
    () => addDistinctPair(ctx.store, { a, b, operator: ctx.operator }),
  );
  return {};
}
