// Random steps of an officer: each done in the program by its call and in the plain bureau by hand. What the program refuses, the
// plain bureau does not do either.

import fc from 'fast-check';

import type { Ctx } from '../../electron/core/context.js';
import { HANDLERS } from '../../electron/core/handlers.js';
import { monthlyTask } from '../../electron/core/tasks/default-task.js';
import { getSettings } from '../../electron/core/store/settings-store.js';
import { CALLS, type CallName, type Params, type Result } from '../../shared/contract/index.js';
import { AppError } from '../../shared/errors/app-error.js';
import { unitDraft } from '../helpers/memory-store.js';
import { INDICATORS, quotient, type PlainBureau, type PlainValue } from './plain-bureau.js';

export const UNIT_NAMES = ['东区', '西区', '南县', '北县', '高新区'] as const;
export const MONTHS = ['2021-06', '2021-07', '2021-12', '2022-01', '2022-03', '2022-06', '2022-07'] as const;
const TYPED = Object.entries(INDICATORS)
  .filter(([code, { ratio }]) => !ratio && code !== 'P01')
  .map(([code]) => code);

/** As a host calls it: parameters checked, settings as stored, the result as the contract says. */
export async function call<K extends CallName>(ctx: Ctx, name: K, params: Params<K>): Promise<Result<K>> {
  const handler = HANDLERS[name as keyof typeof HANDLERS] as unknown as (ctx: Ctx, params: unknown) => unknown;
  const now = { ...ctx, settings: getSettings(ctx.store) };
  return CALLS[name].result.parse(await handler(now, CALLS[name].params.parse(params))) as Result<K>;
}

/** A call of the contract, with whom it is asked known. */
export type Call = <K extends CallName>(name: K, params: Params<K>) => Promise<Result<K>>;

const unit = fc.nat(UNIT_NAMES.length - 1);
const number = fc
  .oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 12 }) },
    { weight: 2, arbitrary: fc.integer({ min: 13, max: 900 }) },
    { weight: 1, arbitrary: fc.constant(0) },
  )
  .map(String);
const amount = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(fc.nat(300), fc.nat(999_999)).map(([a, b]) => `${a}.${String(b).padStart(6, '0')}`),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.nat(30), fc.constantFrom('005', '125', '375', '5', '995')).map(([a, b]) => `${a}.${b}`),
  },
  { weight: 1, arbitrary: number },
);
const code = fc.constantFrom(...TYPED);
const month = fc.constantFrom(...MONTHS);
const entry = fc.record({
  unit,
  code,
  period: month,
  basis: fc.oneof(
    { weight: 5, arbitrary: fc.constant('main' as const) },
    { weight: 1, arbitrary: fc.constantFrom('month' as const, 'quarter' as const) },
  ),
  text: fc.oneof(
    { weight: 8, arbitrary: fc.constant('number') },
    { weight: 1, arbitrary: fc.constantFrom('', '-', '0') },
    { weight: 1, arbitrary: fc.constant('预计') },
  ),
  number,
  amount,
});

export const stepArbitrary = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('values' as const),
      entries: fc.array(entry, { minLength: 1, maxLength: 12 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('population' as const),
      unit,
      year: fc.constantFrom(2020, 2021),
      text: fc.oneof(
        fc.tuple(fc.integer({ min: 1, max: 99 }), fc.nat(9999)).map(([a, b]) => `${a}.${String(b).padStart(4, '0')}`),
        fc.constant(''),
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('issued' as const),
      unit: fc.option(unit, { nil: null }),
      code,
      period: month,
      text: fc.oneof({ weight: 4, arbitrary: number }, { weight: 1, arbitrary: fc.constant('') }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('target' as const),
      units: fc.uniqueArray(unit, { minLength: 1, maxLength: 5 }),
      code,
      text: fc.option(number, { nil: null, freq: 6 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('net' as const),
      code: fc.constantFrom('C14', 'Y24'),
      isNet: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('comparable' as const),
      unit,
      code,
      text: fc.option(number, { nil: null, freq: 4 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('source' as const),
      code,
      source: fc.constantFrom('issued' as const, 'submitted' as const, 'rollup' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('settings' as const),
      rounding: fc.constantFrom('half-up' as const, 'half-even' as const),
      timeProgress: fc.constantFrom('month' as const, 'day' as const),
      denominator: fc.constantFrom('fixed' as const, 'own-year' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('unit' as const),
      unit,
      name: fc.constantFrom('', '（原）'),
      counts: fc.boolean(),
      ranked: fc.boolean(),
      from: fc.constantFrom(null, null, '2021-08', '2022-02', '2022-07'),
      to: fc.constantFrom(null, null, '2021-12', '2022-06', '2022-07'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('pledge' as const),
      unit,
      amount,
      day: fc.constantFrom(
        '2021-07-31',
        '2022-01-01',
        '2022-01-31',
        '2022-06-30',
        '2022-07-01',
        '2022-07-31',
        '2022-08-01',
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('released' as const), which: fc.nat(9) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('task' as const),
      which: fc.nat(2),
      units: fc.subarray([0, 1, 2, 3, 4], { minLength: 1 }),
      codes: fc.subarray(
        Object.keys(INDICATORS).filter((one) => one !== 'P01'),
        { minLength: 1 },
      ),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('redo' as const) }) },
);
export type Step = typeof stepArbitrary extends fc.Arbitrary<infer T> ? T : never;

/** Does a step in the program; gives the plain bureau after it, or null where the program refused or had nothing to do. */
export async function doStep(
  ctx: Ctx,
  before: PlainBureau,
  step: Exclude<Step, { kind: 'undo' | 'redo' }>,
): Promise<PlainBureau | null> {
  const bureau = before.copy();
  try {
    return (await apply(ctx, bureau, step)) ? bureau : null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

const idOf = (bureau: PlainBureau, index: number): number => bureau.units[index]!.id;
const mainBasis = (of: string): 'ytd' | 'asof' => (INDICATORS[of]!.kind === 'flow' ? 'ytd' : 'asof');
const set = <V>(map: Map<string, V>, key: string, value: V | null): void => {
  if (value === null) map.delete(key);
  else map.set(key, value);
};

async function apply(ctx: Ctx, bureau: PlainBureau, step: Exclude<Step, { kind: 'undo' | 'redo' }>): Promise<boolean> {
  switch (step.kind) {
    case 'values': {
      const { period } = step.entries[0]!;
      const cells = new Map(
        step.entries.map((one) => {
          const basis = one.basis !== 'main' && INDICATORS[one.code]!.kind === 'flow' ? one.basis : mainBasis(one.code);
          const digits = one.code === 'Y01' ? one.amount : one.number;
          const text = one.text === 'number' ? digits : one.text === '预计' ? `${digits}（预计）` : one.text;
          return [
            `${one.unit} ${one.code} ${basis}`,
            { unitId: idOf(bureau, one.unit), code: one.code, basis, text },
          ] as const;
        }),
      );
      const saved = await call(ctx, 'values.save', { period, reason: '更正', cells: [...cells.values()] });
      if (saved.saved === 0) return false;
      for (const cell of cells.values())
        bureau.values.set(`${cell.unitId} ${cell.code} ${period} ${cell.basis}`, typed(cell.text));
      return true;
    }
    case 'population': {
      const unitId = idOf(bureau, step.unit);
      const key = `${unitId} P01 ${step.year}-12 asof`;
      if (step.text === '' && bureau.values.get(key)?.state !== 'number') return false;
      await call(ctx, 'population.save', {
        unitId,
        year: step.year,
        value: step.text,
        source: '公报',
        besides: 'separate',
      });
      bureau.values.set(key, step.text === '' ? { state: 'not_submitted', number: null } : typed(step.text));
      return true;
    }
    case 'issued': {
      const unitId = step.unit === null ? null : idOf(bureau, step.unit);
      const saved = await call(ctx, 'values.save-issued', {
        period: step.period,
        code: step.code,
        origin: '省局通报',
        asOf: null,
        cells: [{ unitId, text: step.text }],
      });
      if (saved.saved === 0) return false;
      set(
        bureau.issued,
        `${unitId ?? 'all'} ${step.code} ${step.period}`,
        step.text === '' ? null : quotient(step.text),
      );
      return true;
    }
    case 'target': {
      const units = step.units.map((index) => idOf(bureau, index));
      const saved = await call(ctx, 'targets.save', {
        year: 2022,
        cells: units.map((unitId) => ({ unitId, code: step.code, level: 'assigned' as const, value: step.text })),
        document: '',
        reason: '调整',
      });
      if (saved.saved === 0) return false;
      for (const unitId of units)
        set(bureau.targets, `${unitId} ${step.code} 2022`, step.text === null ? null : quotient(step.text));
      return true;
    }
    case 'net': {
      if (bureau.netIncrease.has(`${step.code} 2022`) === step.isNet) return false;
      const mode = step.isNet ? ('net_increase' as const) : null;
      await call(ctx, 'targets.basis', {
        year: 2022,
        unitId: null,
        code: step.code,
        mode,
        base: null,
        words: '',
        done: null,
      });
      if (step.isNet) bureau.netIncrease.add(`${step.code} 2022`);
      else bureau.netIncrease.delete(`${step.code} 2022`);
      return true;
    }
    case 'comparable': {
      const unitId = idOf(bureau, step.unit);
      const key = `${unitId} ${step.code} 2021-07`;
      if (step.text === null && !bureau.comparable.has(key)) return false;
      await call(ctx, 'comparable.save', {
        unitId,
        code: step.code,
        period: '2021-07',
        basis: mainBasis(step.code),
        value: step.text,
        note: '区划调整',
      });
      set(bureau.comparable, key, step.text === null ? null : quotient(step.text));
      return true;
    }
    case 'source': {
      if (bureau.sourceOf(step.code) === step.source) return false;
      bureau.sources.set(step.code, step.source);
      await call(ctx, 'settings.save', { valueSources: Object.fromEntries(bureau.sources) });
      return true;
    }
    case 'pledge': {
      const unitId = idOf(bureau, step.unit);
      const name = (await call(ctx, 'units.list', {})).units.find(({ id }) => id === unitId)!.name;
      const values = {
        unit: name,
        enterprise: `企业${step.unit}有限公司`,
        amount: step.amount,
        registeredOn: step.day,
      };
      const saved = await call(ctx, 'ledgers.save', { ledger: 'pledge', rows: [{ id: null, values }] });
      if (!saved.saved) return false;
      bureau.pledges.set(saved.rows[0]!.id!, { unit: unitId, amount: quotient(step.amount), day: step.day });
      return true;
    }
    case 'released': {
      const ids = [...bureau.pledges.keys()];
      const id = ids[step.which % Math.max(1, ids.length)];
      if (id === undefined) return false;
      await call(ctx, 'ledgers.remove', { ledger: 'pledge', ids: [id] });
      bureau.pledges.delete(id);
      return true;
    }
    case 'task': {
      const ids = [...bureau.tasks.keys()];
      const id = ids[step.which] ?? null;
      const units = step.units.map((index) => idOf(bureau, index));
      const task = { ...monthlyTask(units), name: `月报${id ?? ids.length}`, codes: step.codes };
      const saved = await call(ctx, 'tasks.save', { id, task });
      bureau.tasks.set(saved.id, { units, codes: step.codes });
      return true;
    }
    case 'settings': {
      const { rounding, timeProgress, denominator } = step;
      if (bureau.rounding === rounding && bureau.time === timeProgress && bureau.denominator === denominator)
        return false;
      await call(ctx, 'settings.save', { rounding, timeProgress, denominator });
      Object.assign(bureau, { rounding, time: timeProgress, denominator });
      return true;
    }
    case 'unit': {
      const of = bureau.units[step.unit]!;
      const now = (await call(ctx, 'units.list', {})).units.find(({ id }) => id === of.id)!;
      const name = `${UNIT_NAMES[step.unit]!}${step.name}`;
      const draft = unitDraft(name, now.order, {
        countsInTotal: step.counts,
        ranked: step.ranked,
        validFrom: step.from,
        validTo: step.to,
      });
      await call(ctx, 'units.save', { id: of.id, unit: draft });
      Object.assign(of, { counts: step.counts, ranked: step.ranked, from: step.from, to: step.to });
      return true;
    }
  }
}

function typed(text: string): PlainValue {
  if (text === '') return { state: 'not_submitted', number: null };
  if (text === '-') return { state: 'not_applicable', number: null };
  if (text.endsWith('（预计）')) return { state: 'forecast', number: quotient(text.slice(0, -4)) };
  return { state: 'number', number: quotient(text) };
}
