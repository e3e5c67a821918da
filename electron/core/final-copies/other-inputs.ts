// What a table was made of beside the submitted values: targets and how they are judged, 上级下发, 台账汇总 with the rows behind it,
// 同口径调整. Made when a table is finalised and again when it is compared: a line that is not there any more, is new, or says
// something else, has changed since.

import { z } from 'zod';

import type { Ctx } from '../context.js';
import { chosenValues } from '../statistics/chosen-values.js';
import { comparableBases } from '../store/comparable-store.js';
import { listIndicators, type StoredIndicator } from '../store/indicator-store.js';
import { issuedOrigin } from '../store/issued-store.js';
import { formerUnits } from '../store/former-unit-store.js';
import { rollupWhere } from '../store/rollup-where.js';
import type { Where } from '../store/ledger-filter.js';
import { listRows } from '../store/ledger-store.js';
import { ownTargetsOfYear, targetBasesOfYear, targetPacesOfYear } from '../store/target-basis-store.js';
import { targetsOfYear } from '../store/target-store.js';
import { listUnits } from '../store/unit-store.js';
import { ledgerNamed, periodWhere } from '../tables/ledger-rows.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import { fieldsOf, unitFieldOf, type Ledger, type LedgerRow, type Rollup } from '../../../shared/ledgers/define.js';
import { fieldText } from '../../../shared/ledgers/field-text.js';
import { unitThenOf, usualBasis } from '../../../shared/ledgers/rollup.js';
import type { CellSource } from '../../../shared/model/observation.js';
import { periodTitle, yearOf, type Basis, type Period } from '../../../shared/model/period.js';
import { shortestDecimal } from '../../../shared/model/scaled-number.js';
import type { TableLayout } from '../../../shared/reports/define.js';
import { TARGET_MODE_LABEL } from '../../../shared/statistics/target-progress.js';
import { TARGET_LEVEL_LABEL } from '../../../shared/targets/define.js';

export const otherInputSchema = z.object({
  what: z.string(), //   台账汇总, 台账记录, 上级下发, 同口径调整, 下达任务, 上级下达任务, 自定目标, 考核方式, 进度
  key: z.string(), //    what makes it the same line later
  unit: z.string(),
  code: z.string(), //   '' for rows of a ledger that is printed itself
  name: z.string(), //   indicator or ledger
  when: z.string(),
  text: z.string(),
  source: z.string(), // file › sheet › cell, or how it is counted
});
export type OtherInput = z.infer<typeof otherInputSchema>;

export interface InputScope {
  codes: ReadonlySet<string>;
  periods: readonly Period[];
  /** The period that the table is of: its year has the targets. */
  period: Period;
  layout: TableLayout;
}

/** A list of all valid patents of a city is kept by its number and by what it counted for each unit, not row by row. */
const MOST_ROWS = 2000;
/** Fields that say what a row is; a long remark is cut. */
const MOST_TEXT = 300;

export function otherInputs(ctx: Pick<Ctx, 'store' | 'settings'>, scope: InputScope): OtherInput[] {
  const indicators = new Map(
    listIndicators(ctx.store)
      .filter((one) => scope.codes.has(one.code))
      .map((one) => [one.id, one]),
  );
  const units = new Map(listUnits(ctx.store).map((unit) => [unit.id, unit.name]));
  const names: Names = { indicators, unitName: (id) => (id === null ? '' : (units.get(id) ?? '')) };
  return [
    ...chosen(ctx, scope.periods, names),
    ...comparable(ctx, scope.periods, names),
    ...targets(ctx, yearOf(scope.period), names),
    ...printedLedger(ctx, scope, names),
  ];
}

interface Names {
  indicators: ReadonlyMap<number, StoredIndicator>;
  unitName(id: number | null): string;
}

function numberText(value: number, indicator: StoredIndicator): string {
  return shortestDecimal(BigInt(value), scaleOf(indicator.measure));
}

function cellText(source: CellSource | null): string {
  return source === null ? '' : [source.file, source.sheet, source.cell].filter((part) => part).join(' › ');
}

/** Values that are printed in place of the submitted ones, and the rows that a ledger counted. */
function chosen(ctx: Pick<Ctx, 'store' | 'settings'>, periods: readonly Period[], names: Names): OtherInput[] {
  const found: OtherInput[] = [];
  for (const period of periods) {
    const { values, whole } = chosenValues(ctx, period);
    const counted = new Map<string, Listed & { indicator: StoredIndicator }>();
    for (const value of [...values, ...whole.map((one) => ({ ...one, from: 'issued' as const, issued: one }))]) {
      const indicator = names.indicators.get(value.indicatorId);
      if (!indicator || value.from === 'submitted' || value.value === null) continue;
      const isIssued = value.from === 'issued';
      const rollup = 'ledger' in value ? value.ledger : undefined;
      found.push({
        what: isIssued ? '上级下发' : '台账汇总',
        key: `${value.from}|${value.unitId}|${indicator.code}|${period}|${value.basis}`,
        unit: names.unitName(value.unitId),
        code: indicator.code,
        name: indicator.name,
        when: periodTitle(period, value.basis),
        text: numberText(value.value, indicator),
        source: rollup
          ? `${rollup.ledger.title}：${rollup.rollup.rule}`
          : cellText(value.issued?.source ?? null) || (value.issued ? issuedOrigin(value.issued) : ''),
      });
      // The rows of a month or quarter are among those of the year to date.
      if (rollup && (value.basis === 'ytd' || value.basis === 'asof'))
        counted.set(`${rollup.ledger.id}|${indicator.code}|${value.basis}`, {
          ...rollup,
          indicator,
          period,
          basis: value.basis,
          where: rollupWhere(rollup.ledger, rollup.rollup, period, value.basis),
        });
    }
    for (const [key, { indicator, ...listed }] of counted)
      found.push(
        ...rowsOf(ctx, listed, names).map((row) => ({
          ...row,
          key: `${key}|${period}|${row.key}`,
          code: indicator.code,
          name: indicator.name,
          when: periodTitle(period, listed.basis),
        })),
      );
  }
  return found;
}

/** Rows of a ledger, and the roll-up that says whose they were in a period; null: nothing counts them. */
interface Listed {
  ledger: Ledger;
  rollup: Rollup | null;
  period: Period;
  basis: Basis;
  where: Where;
}

/** Rows of a ledger as they are told apart: what the officer would read of them, without personal data. */
function rowsOf(ctx: Pick<Ctx, 'store'>, listed: Listed, names: Names): OtherInput[] {
  const { ledger, rollup, period, basis, where } = listed;
  const { rows, total } = listRows(ctx.store, ledger, { where, sort: [], offset: 0, limit: MOST_ROWS });
  if (total > MOST_ROWS)
    return [
      {
        what: '台账记录',
        key: 'count',
        unit: '',
        code: '',
        name: ledger.title,
        when: '',
        text: `共${total}条记录`,
        source: `${ledger.title}，超过${MOST_ROWS}条，不逐条列出`,
      },
    ];
  const unit = unitFieldOf(ledger);
  const shown = fieldsOf(ledger).filter(
    ([name, field]) => field.isPersonal !== true && field.kind !== 'attachment' && name !== unit,
  );
  const env = { unitName: (id: number): string => names.unitName(id) };
  const textOf = (row: LedgerRow): string =>
    shown
      .map(([name, field]) => [field.label, fieldText(field, row[name] ?? null, env)] as const)
      .filter(([, text]) => text !== '')
      .map(([label, text]) => `${label}：${text}`)
      .join('，');
  const formerOf = formerUnits(
    ctx.store,
    ledger,
    rows.map(({ id }) => id),
  );
  const unitOf = (id: number, row: LedgerRow): number | null =>
    unit === null || rollup === null
      ? ((row[unit ?? ''] ?? null) as number | null)
      : unitThenOf(ledger, rollup, row, { period, basis, former: formerOf.get(id) ?? [] });
  return rows.map(({ id, row }) => ({
    what: '台账记录',
    key: String(id),
    unit: names.unitName(unitOf(id, row)),
    code: '',
    name: ledger.title,
    when: '',
    text: textOf(row).slice(0, MOST_TEXT),
    source: ledger.title,
  }));
}

/** Rows of the ledger that the table itself lists or groups. */
function printedLedger(ctx: Pick<Ctx, 'store'>, { layout, period }: InputScope, names: Names): OtherInput[] {
  if (layout.rows.axis !== 'ledger') return [];
  const ledger = ledgerNamed(ctx, layout.rows.ledger);
  const [rollup = null] = ledger.rollups;
  const basis = rollup === null ? 'ytd' : usualBasis(rollup);
  const { where } = periodWhere(ledger, period);
  return rowsOf(ctx, { ledger, rollup, period, basis, where }, names).map((row) => ({
    ...row,
    key: `${ledger.id}|${row.key}`,
  }));
}

function comparable(ctx: Pick<Ctx, 'store'>, periods: readonly Period[], names: Names): OtherInput[] {
  const asked = new Set(periods);
  return comparableBases(ctx.store, null).flatMap((base) => {
    const indicator = names.indicators.get(base.indicatorId);
    if (!indicator || !asked.has(base.period)) return [];
    return [
      {
        what: '同口径调整',
        key: `comparable|${base.unitId}|${indicator.code}|${base.period}|${base.basis}`,
        unit: names.unitName(base.unitId),
        code: indicator.code,
        name: indicator.name,
        when: periodTitle(base.period, base.basis),
        text: base.value === null ? '—' : numberText(base.value, indicator),
        source: base.note,
      },
    ];
  });
}

function targets(ctx: Pick<Ctx, 'store'>, year: number, names: Names): OtherInput[] {
  const { store } = ctx;
  const found: OtherInput[] = [];
  const add = (
    what: string,
    indicatorId: number,
    unitId: number | null,
    say: (indicator: StoredIndicator) => { text: string; source: string },
  ): void => {
    const indicator = names.indicators.get(indicatorId);
    if (!indicator) return;
    found.push({
      what,
      key: `${what}|${unitId ?? ''}|${indicator.code}|${year}`,
      unit: names.unitName(unitId),
      code: indicator.code,
      name: indicator.name,
      when: `${year}年`,
      ...say(indicator),
    });
  };
  const typed = (row: { document: string; reason: string; source: CellSource | null }): string =>
    [cellText(row.source), row.document, row.reason].filter((part) => part !== '').join('；');
  for (const row of targetsOfYear(store, year))
    if (row.value !== null)
      add(TARGET_LEVEL_LABEL.assigned, row.indicatorId, row.unitId, (indicator) => ({
        text: numberText(row.value!, indicator),
        source: typed(row),
      }));
  for (const row of ownTargetsOfYear(store, year))
    if (row.value !== null)
      add(TARGET_LEVEL_LABEL[row.level], row.indicatorId, null, (indicator) => ({
        text: numberText(row.value!, indicator),
        source: typed(row),
      }));
  for (const row of targetBasesOfYear(store, year))
    add('考核方式', row.indicatorId, row.unitId === 0 ? null : row.unitId, (indicator) => ({
      text: `${TARGET_MODE_LABEL[row.mode]}${row.base === null ? '' : `，上年末${numberText(row.base, indicator)}`}`,
      source: '',
    }));
  for (const [indicatorId, points] of targetPacesOfYear(store, year))
    add('进度', indicatorId, null, () => ({
      text: points.map((point) => `${shortestDecimal(BigInt(point), 2)}%`).join('、'),
      source: '单独设定',
    }));
  return found;
}
