// 定稿: freezing a table, reprinting it, what has changed since, and which copies a change would touch.

import type { Ctx } from '../context.js';
import { FactsReader } from '../statistics/facts-reader.js';
import { addFinalCopy, finalCopyBytes, listFinalCopies, type FinalCopyRow } from '../store/final-copy-store.js';
import { listIndicators } from '../store/indicator-store.js';
import { listUnits } from '../store/unit-store.js';
import { revisionsOf, valuesOfPeriod } from '../store/value-store.js';
import type { Store } from '../store/store.js';
import { write } from '../store/write.js';
import { buildTable, drawTable } from '../tables/build-table.js';
import { planTable } from '../tables/plan-table.js';
import { refuseUnseenTable } from '../tables/shown-table.js';
import { tableDifferences, type TableDifference } from './compare-tables.js';
import { otherInputs, type OtherInput } from './other-inputs.js';
import { freezeTable, frozenTableSchema, type FrozenInput, type FrozenTable } from './content.js';
import type { ParsedParams } from '../../../shared/contract/index.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import { MISSING_SIGNS } from '../../../shared/statistics/format.js';
import { AppError, errorText } from '../../../shared/errors/app-error.js';
import { periodTitle, type Period } from '../../../shared/model/period.js';
import { shortestDecimal } from '../../../shared/model/scaled-number.js';
import type { PrintTable } from '../../../shared/reports/print-table.js';

/** Freezes a table as it would print now. Returns the id of the copy. */
export function finaliseTable(ctx: Ctx, request: ParsedParams<'final-copies.create'>): number {
  const plan = planTable(ctx, request.name, request.period, request.options);
  const table = drawTable(ctx, plan);
  refuseUnseenTable(request.shown, table);
  const { content, periods } = freezeTable(ctx, plan, table);
  return write(
    ctx.store,
    { kind: 'final-copy', label: `定稿“${table.title}”`, operator: ctx.operator, topics: ['tables', 'history'] },
    () =>
      addFinalCopy(
        ctx.store,
        {
          kind: 'table',
          name: request.name,
          period: request.period,
          title: table.title,
          periods,
          operator: ctx.operator,
          note: request.note,
        },
        Buffer.from(JSON.stringify(content), 'utf8'),
      ),
  );
}

/** The frozen content, checked against its hash and its schema. */
export function frozenTable(store: Store, copy: FinalCopyRow): FrozenTable {
  const parsed = frozenTableSchema.safeParse(JSON.parse(finalCopyBytes(store, copy.sha256).toString('utf8')));
  if (!parsed.success)
    throw new AppError('data.not-found', { what: `定稿“${copy.title}”的内容` }, { detail: parsed.error.message });
  return parsed.data;
}

/** The same table from the data as they are now; null with the reason where it cannot be made any more. */
function redrawn(
  ctx: Pick<Ctx, 'store' | 'settings'>,
  frozen: FrozenTable,
  isFresh = false,
): { table: PrintTable } | { table: null; reason: string } {
  try {
    const reader = new FactsReader(ctx, { report: frozen.period, isFresh });
    return { table: buildTable(ctx, frozen.layout, frozen.period, frozen.options, reader) };
  } catch (error) {
    if (error instanceof AppError) return { table: null, reason: errorText(error.code, error.params) };
    throw error;
  }
}

export interface InputChange {
  unit: string;
  code: string;
  indicator: string;
  measure: string;
  /** 统计期间 in words. */
  when: string;
  /** 报送数值, 下达任务, 台账记录 … */
  what: string;
  was: string;
  now: string;
  at: string | null;
  operator: string;
  reason: string;
}

export interface CopyChanges {
  /** Printed texts that would differ today. */
  cells: TableDifference[];
  /** Values behind them that have changed, with who, when and why. */
  inputs: InputChange[];
  /** Why the table cannot be made any more; '' otherwise. */
  obstacle: string;
}

/** 定稿后变动. */
export function changesSince(ctx: Ctx, copy: FinalCopyRow): CopyChanges {
  const frozen = frozenTable(ctx.store, copy);
  const now = redrawn(ctx, frozen);
  return {
    cells: now.table === null ? [] : tableDifferences(frozen.table, now.table),
    inputs: [...inputChanges(ctx.store, frozen, copy.periods), ...otherChanges(ctx, frozen, copy.periods)],
    obstacle: now.table === null ? now.reason : '',
  };
}

const keyOf = (input: Pick<FrozenInput, 'unitId' | 'code' | 'period' | 'basis'>): string =>
  `${input.unitId}/${input.code}/${input.period}/${input.basis}`;

function inputText(input: FrozenInput, measure: string | undefined): string {
  if (input.value === null || measure === undefined)
    return input.state === 'not_applicable' || input.state === 'masked'
      ? MISSING_SIGNS[input.state]
      : MISSING_SIGNS.not_submitted;
  return shortestDecimal(BigInt(input.value), scaleOf(measure));
}

function inputChanges(store: Store, frozen: FrozenTable, periods: readonly Period[]): InputChange[] {
  const indicators = new Map(listIndicators(store).map((one) => [one.id, one]));
  const byCode = new Map([...indicators.values()].map((one) => [one.code, one]));
  const units = new Map(listUnits(store).map((unit) => [unit.id, unit.name]));
  const codes = new Set(frozen.inputs.map((input) => input.code));
  for (const row of frozen.table.bodyRows) for (const cell of row.cells) if (cell.ref) codes.add(cell.ref.code);
  const was = new Map(frozen.inputs.map((input) => [keyOf(input), input]));
  const now = new Map<string, FrozenInput>();
  for (const period of periods)
    for (const value of valuesOfPeriod(store, period)) {
      const code = indicators.get(value.indicatorId)?.code;
      if (code === undefined || !codes.has(code)) continue;
      const { unitId, basis, state, isClaim } = value;
      const unit = units.get(unitId) ?? '';
      const input = { unit, unitId, code, period, basis, state, value: value.value, source: '' };
      now.set(keyOf(input), { ...input, claim: isClaim });
    }
  const textOf = (input: FrozenInput | undefined): string =>
    input === undefined ? MISSING_SIGNS.not_submitted : inputText(input, byCode.get(input.code)?.measure);
  const changes: (InputChange & { period: Period })[] = [];
  for (const key of new Set([...was.keys(), ...now.keys()])) {
    const [old, fresh] = [was.get(key), now.get(key)];
    if (old?.state === fresh?.state && old?.value === fresh?.value) continue;
    const { unitId, code, period, basis } = (fresh ?? old)!;
    const indicator = byCode.get(code);
    const [newest] = indicator ? revisionsOf(store, { unitId, indicatorId: indicator.id, period, basis }) : [];
    changes.push({
      unit: units.get(unitId) ?? old?.unit ?? '',
      code,
      indicator: indicator?.name ?? code,
      measure: indicator?.measure ?? '',
      period,
      when: periodTitle(period, basis),
      what: SUBMITTED,
      was: textOf(old),
      now: textOf(fresh),
      at: newest?.at ?? null,
      operator: newest?.operator ?? '',
      reason: newest?.reason ?? '',
    });
  }
  return changes
    .sort((a, b) => (a.period < b.period ? 1 : a.period > b.period ? -1 : 0))
    .map(({ period: _period, ...change }) => change);
}

const SUBMITTED = '报送数值';

/** Targets, 上级下发, 台账 … that are not what they were. Copies of older versions did not keep them and say nothing of them. */
function otherChanges(ctx: Ctx, frozen: FrozenTable, periods: readonly Period[]): InputChange[] {
  if (frozen.others === null) return [];
  const codes = new Set([...frozen.inputs, ...frozen.others].map((input) => input.code));
  for (const row of frozen.table.bodyRows) for (const cell of row.cells) if (cell.ref) codes.add(cell.ref.code);
  const { period, layout } = frozen;
  const was = new Map(frozen.others.map((input) => [input.key, input]));
  const now = new Map(otherInputs(ctx, { codes, periods, period, layout }).map((input) => [input.key, input]));
  const measures = new Map(listIndicators(ctx.store).map((one) => [one.code, one.measure]));
  return [...new Set([...was.keys(), ...now.keys()])].flatMap((key): InputChange[] => {
    const [old, fresh] = [was.get(key), now.get(key)];
    if (old?.text === fresh?.text) return [];
    const { what, unit, code, name, when } = (fresh ?? old)!;
    return [
      {
        what,
        unit,
        code,
        indicator: name,
        measure: measures.get(code) ?? '',
        when,
        was: old?.text ?? '',
        now: fresh?.text ?? '',
        at: null,
        operator: '',
        reason: fresh?.source ?? old?.source ?? '',
      },
    ];
  });
}

/** One line of what a copy was made of. */
export type ListedInput = Omit<OtherInput, 'key' | 'code'> & { measure: string };

/** Everything that a copy was made of, as it was then. */
export function listedInputs(store: Store, frozen: FrozenTable): ListedInput[] {
  const indicators = new Map(listIndicators(store).map((one) => [one.code, one]));
  const units = new Map(listUnits(store).map((unit) => [unit.id, unit.name]));
  const submitted = frozen.inputs.map((input): ListedInput => {
    const indicator = indicators.get(input.code);
    return {
      what: SUBMITTED,
      unit: input.unit || (units.get(input.unitId) ?? ''),
      name: indicator?.name ?? input.code,
      measure: indicator?.measure ?? '',
      when: periodTitle(input.period, input.basis),
      text: inputText(input, indicator?.measure),
      source: input.claim ? '本年报表同期栏' : input.source,
    };
  });
  const others = (frozen.others ?? []).map(({ key: _key, code, ...input }): ListedInput => ({
    ...input,
    measure: input.what === '台账记录' || input.what === '考核方式' ? '' : (indicators.get(code)?.measure ?? ''),
  }));
  return [...submitted, ...others];
}

export interface TouchedCopy {
  id: number;
  title: string;
  no: number;
  documentNumber: string | null;
  issuedOn: string | null;
  /** Printed texts of it that would come out differently. */
  cells: TableDifference[];
}

/**
 * Final copies whose table a change would print differently. `apply` makes the change and must be undone by the caller: it runs
 * inside a transaction that is rolled back. Copies that changed before already are compared with how they would print now.
 */
export function copiesTouched(
  ctx: Pick<Ctx, 'store' | 'settings'>,
  periods: readonly Period[],
  afterChange: <T>(work: () => T) => T,
): TouchedCopy[] {
  const copies = listFinalCopies(ctx.store).filter(
    (copy) => copy.kind === 'table' && copy.periods.some((period) => periods.includes(period)),
  );
  if (copies.length === 0) return [];
  const frozen = copies.map((copy) => frozenTable(ctx.store, copy));
  const draw = (): (PrintTable | null)[] => frozen.map((one) => redrawn(ctx, one, true).table);
  const before = draw();
  const after = afterChange(draw);
  return copies.flatMap((copy, index): TouchedCopy[] => {
    const [was, now] = [before[index], after[index]];
    if (!was || !now) return [];
    const cells = tableDifferences(was, now);
    if (cells.length === 0) return [];
    const { id, title, no, documentNumber, issuedOn } = copy;
    return [{ id, title, no, documentNumber, issuedOn, cells }];
  });
}
