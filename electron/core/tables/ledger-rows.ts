// Rows out of a ledger: grouped by one of its fields, with counts and sums of the year. Sums are exact integers of the store.

import type { Ctx } from '../context.js';
import { ledgersOf } from '../store/ledger-list.js';
import { unitThen } from '../store/former-unit-store.js';
import { rollupWhere } from '../store/rollup-where.js';
import { both, whereOf, type Where } from '../store/ledger-filter.js';
import { anyRow, groupRows, summedFields, type RowGroup } from '../store/ledger-store.js';
import { listUnits } from '../store/unit-store.js';
import { AppError } from '../../../shared/errors/app-error.js';
import { fieldOf, fieldsOf, type DateRule, type FieldValue, type Ledger } from '../../../shared/ledgers/define.js';
import { lineTotals } from '../../../shared/ledgers/line-totals.js';
import { keyText as groupText } from '../../../shared/ledgers/group-title.js';
import { basesOf, daysOfPeriod } from '../../../shared/ledgers/rollup.js';
import { addMonths, yearOf, type Period } from '../../../shared/model/period.js';
import type { LedgerRef } from '../../../shared/reports/print-table.js';
import type { LayoutRows } from '../../../shared/reports/define.js';
import type { Leaf } from './plan-columns.js';

type LedgerLeaf = Extract<Leaf, { kind: 'ledger' }>;

export interface LedgerRows {
  ledger: Ledger;
  head: string;
  isByUnit: boolean;
  groups: { key: FieldValue; label: string }[];
  /** How the rows of the period are told, for the note. */
  rule: string;
  /** Store integer and the decimals that it has. `group` null: all rows. */
  number(leaf: LedgerLeaf, group: number | null): { value: bigint; scale: number; decimals: number };
  /** The rows behind it; null where a value of theirs cannot be asked for. */
  rowsBehind(leaf: LedgerLeaf, group: number | null): LedgerRef | null;
}

/** Amounts are stored in 分 and printed in 万元. */
const AMOUNT = { scale: 6, decimals: 2 } as const;

export function ledgerNamed(ctx: Pick<Ctx, 'store'>, id: string): Ledger {
  const ledger = ledgersOf(ctx.store).find((one) => one.id === id);
  if (!ledger) throw new AppError('data.not-found', { what: `台账“${id}”` });
  return ledger;
}

interface OfPeriod {
  where: Where;
  /** Of these rows those that are of their 年度 for want of a day, and their rule; absent where none can be. */
  undated?: { where: Where; rule: string };
  rule: string;
  /** SQL of the unit that a row was of then; null: its present one. */
  unit: string | null;
}

/** Rows of the year up to the end of the period: by the ledger's own rule where it feeds an indicator, else by year or first date. */
export function periodWhere(ledger: Ledger, period: Period): OfPeriod {
  const [rollup] = ledger.rollups;
  if (rollup) {
    const basis = basesOf(rollup)[0]!;
    const when = listed(rollup.when);
    const where = rollupWhere(ledger, { ...rollup, when, where: [] }, period, basis);
    const known = { where, rule: rowsRule(ledger, when), unit: unitThen(ledger, rollup, period, basis) };
    if (when.kind !== 'dateIn' || when.orYear === undefined) return known;
    const rule = `没有${fieldOf(ledger, when.fields[0]!)!.label}的按年度`;
    return { ...known, undated: { where: ofYear(ledger, when.orYear, period, when.fields), rule } };
  }
  if (fieldOf(ledger, 'year')?.kind === 'integer')
    return { where: ofYear(ledger, 'year', period, []), rule: `${yearOf(period)}年度的记录`, unit: null };
  const date = fieldsOf(ledger).find(([, field]) => field.kind === 'date');
  if (!date) return { where: { sql: '1', values: [] }, rule: '全部记录', unit: null };
  const from = `${yearOf(period)}-01-01`;
  const to = `${addMonths(period, 1)}-00`; // any day of the month sorts before it
  return {
    where: whereOf(ledger, { text: '', conditions: [{ op: 'between', field: date[0], from, to }] }),
    rule: `${date[1].label}在本年截至本期的记录`,
    unit: null,
  };
}

/** Rows of the year of a period in which nothing is written in these fields. */
function ofYear(ledger: Ledger, year: string, period: Period, without: readonly string[]): Where {
  return whereOf(ledger, {
    text: '',
    conditions: [
      { op: 'in', field: year, values: [yearOf(period)] },
      ...without.map((field) => ({ op: 'empty' as const, field, isEmpty: true })),
    ],
  });
}

/** A list has the rows of the year, whatever became of them by the end of the period. */
function listed(when: DateRule): DateRule {
  return when.kind === 'yearIs' ? { kind: 'yearIs', field: when.field } : when;
}

/** Which rows a rule of dates takes, in words. */
function rowsRule(ledger: Ledger, when: DateRule): string {
  switch (when.kind) {
    case 'dateIn':
      return `${when.fields.map((name) => fieldOf(ledger, name)!.label).join('（没有时为')}${'）'.repeat(when.fields.length - 1)}在本年截至本期的记录`;
    case 'lineIn':
      return `${fieldOf(ledger, when.lines)!.label}在本年截至本期有记载的记录`;
    case 'validAt':
      return '期末当日有效的记录';
    case 'yearIs':
      return '本年度的记录';
    case 'newestBatch':
      return '本年最近一批的记录';
  }
}

/** Which sums end with the period, and which are of today: nothing else is kept of then. */
function untilRule(ledger: Ledger, leaves: readonly Leaf[]): string {
  const measures = leaves.flatMap((leaf) => (leaf.kind === 'ledger' && leaf.measure !== 'rows' ? [leaf.measure] : []));
  const shown = [...new Set(measures)];
  if (shown.length === 0) return '';
  const ending = new Set(lineTotals(ledger).map(({ field }) => field));
  const labels = (fields: readonly string[]): string => fields.map((field) => fieldOf(ledger, field)!.label).join('、');
  const ended = shown.filter((field) => ending.has(field));
  return ended.length === 0
    ? `；${labels(shown)}为台账现在登记的数`
    : `；${labels(ended)}计至本期末，其余为台账现在登记的数`;
}

export function readLedgerRows(
  ctx: Pick<Ctx, 'store'>,
  axis: Extract<LayoutRows, { axis: 'ledger' }>,
  period: Period,
  leaves: readonly Leaf[],
): LedgerRows {
  const ledger = ledgerNamed(ctx, axis.ledger);
  const field = fieldOf(ledger, axis.by);
  if (!field) throw new AppError('data.not-found', { what: `${ledger.title}的“${axis.by}”一栏` });
  const { where, undated, rule, unit } = periodWhere(ledger, period);
  // Said only where there are any.
  const rules = undated !== undefined && anyRow(ctx.store, ledger, undated.where) ? [rule, undated.rule] : [rule];
  const read = (only: LedgerLeaf['only']): Map<string, RowGroup> => {
    if (only !== null && !fieldOf(ledger, only.field))
      throw new AppError('data.not-found', { what: `${ledger.title}的“${only.field}”一栏` });
    const condition = only
      ? whereOf(ledger, { text: '', conditions: [{ op: 'in', field: only.field, values: [only.value] }] }, unit)
      : null;
    const rows = groupRows(ctx.store, ledger, {
      where: both(where, condition),
      by: [{ field: axis.by, part: 'value' }],
      unit,
      until: daysOfPeriod(period, 'ytd').to,
    });
    return new Map(rows.map((row) => [keyText(row.keys[0] ?? null), row]));
  };
  const all = read(null);
  const isByUnit = field.kind === 'unit';
  const units = listUnits(ctx.store);
  const env = { unitName: (id: number): string => units.find((unit) => unit.id === id)?.name ?? '' };
  const labelOf = (key: FieldValue): string =>
    key === null || key === '' ? '未注明' : groupText(ledger, { field: axis.by, part: 'value' }, key, env);
  const groups = isByUnit
    ? [
        ...units.map((unit) => ({ key: unit.id as FieldValue, label: unit.name })),
        { key: null as FieldValue, label: '未注明单位' },
      ].filter((group) => all.has(keyText(group.key)))
    : [...all.values()].map(({ keys: [key = null] }) => ({ key, label: labelOf(key) }));
  const parts = new Map<string, Map<string, RowGroup>>([['', all]]);
  const summed = new Set(summedFields(ledger));
  for (const leaf of leaves) {
    if (leaf.kind !== 'ledger') continue;
    if (leaf.measure !== 'rows' && !summed.has(leaf.measure))
      throw new AppError('data.not-found', { what: `${ledger.title}可以合计的“${leaf.measure}”一栏` });
    const name = partName(leaf.only);
    if (!parts.has(name)) parts.set(name, read(leaf.only));
  }
  return {
    ledger,
    head: field.label,
    isByUnit,
    groups,
    rule: `${rules.join('，')}${untilRule(ledger, leaves)}`,
    rowsBehind(leaf, group) {
      const key = group === null ? undefined : groups[group]!.key;
      if (key !== undefined && key !== null && typeof key !== 'string' && typeof key !== 'number') return null;
      return {
        ledger: ledger.id,
        period,
        measured: leaf.measure === 'rows' ? null : leaf.measure,
        where: [
          ...(key === undefined ? [] : [{ field: axis.by, value: key }]),
          ...(leaf.only === null ? [] : [leaf.only]),
        ],
      };
    },
    number(leaf, group) {
      const rows = parts.get(partName(leaf.only))!;
      const chosen = group === null ? [...rows.values()] : [rows.get(keyText(groups[group]!.key))];
      const isAmount = leaf.measure !== 'rows' && fieldOf(ledger, leaf.measure)?.kind === 'amount';
      const value = chosen.reduce(
        (sum, row) =>
          sum + BigInt(row === undefined ? 0 : leaf.measure === 'rows' ? row.count : (row.sums[leaf.measure] ?? 0)),
        0n,
      );
      return isAmount ? { value, ...AMOUNT } : { value, scale: 0, decimals: 0 };
    },
  };
}

function partName(only: LedgerLeaf['only']): string {
  return only === null ? '' : `${only.field}=${only.value}`;
}

function keyText(key: FieldValue): string {
  return typeof key === 'string' || typeof key === 'number' ? String(key) : key === null ? '' : JSON.stringify(key);
}
