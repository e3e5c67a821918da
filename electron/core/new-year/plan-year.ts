// What a new year takes over: tasks that end, targets, how they are judged, population until it is published. Preview and
// writing walk the same plan, so that what was shown is what is done; what the new year already has is never touched.

import type { Ctx } from '../context.js';
import { listIndicators, type StoredIndicator } from '../store/indicator-store.js';
import {
  saveTargetBasis,
  saveTargetPace,
  targetBasesOfYear,
  targetPacesOfYear,
  type TargetBasis,
} from '../store/target-basis-store.js';
import { addTarget, targetsOfYear } from '../store/target-store.js';
import { listTasks, ownCalendarYears, saveTask } from '../store/task-store.js';
import { listUnits } from '../store/unit-store.js';
import { addRevisions, valuesOfPeriod } from '../store/value-store.js';
import type { NewYearPart } from '../../../shared/contract/calls/new-year.js';
import { scaleOf } from '../../../shared/indicators/measures.js';
import { makePeriod, periodTitle, yearOf, type Period } from '../../../shared/model/period.js';
import {
  parseScaled,
  pow10,
  roundFraction,
  shortestDecimal,
  toStoreInteger,
} from '../../../shared/model/scaled-number.js';
import { isValidAt, type ReportingUnit } from '../../../shared/model/unit.js';
import { TARGET_MODE_LABEL, targetModesFor, type TargetMode } from '../../../shared/statistics/target-progress.js';
import { SHIPPED_YEARS } from '../../../shared/tasks/holidays.js';

/** One thing to take over, and how it is written. */
export interface Takeover {
  what: string;
  from: string;
  to: string;
  write(changeSetId: number): void;
}

export interface PartPlan {
  part: NewYearPart;
  title: string;
  items: Takeover[];
  kept: number;
  note: string;
}

export interface YearPlan {
  parts: PartPlan[];
  hints: string[];
}

interface Sight {
  ctx: Pick<Ctx, 'store' | 'settings'>;
  year: number;
  /** Hundredths of a percent, exact. */
  growth: bigint;
  indicators: ReadonlyMap<number, StoredIndicator>;
  /** Units that are there at the end of the new year. */
  units: ReadonlyMap<number, ReportingUnit>;
}

/** Population may be unpublished for months: last year's stands in, marked as 预计 wherever it is used. */
const POPULATION = 'P01';
/** Targets of these ways grow with the task; limits and words stay as they are. */
const GROWING: ReadonlySet<TargetMode> = new Set(['cumulative', 'net_increase', 'year_end']);

export function planYear(ctx: Pick<Ctx, 'store' | 'settings'>, year: number, growth: string): YearPlan {
  const units = listUnits(ctx.store).filter((unit) => isValidAt(unit, makePeriod(year, 12)));
  const sight: Sight = {
    ctx,
    year,
    growth: parseScaled(growth, 2)!,
    indicators: new Map(listIndicators(ctx.store).map((indicator) => [indicator.id, indicator])),
    units: new Map(units.map((unit) => [unit.id, unit])),
  };
  return {
    parts: [taskPart(sight), targetPart(sight), basisPart(sight), populationPart(sight)],
    hints: hintsOf(sight),
  };
}

function taskPart({ ctx: { store }, year, units }: Sight): PartPlan {
  const tasks = listTasks(store).filter((task) => task.frequency !== 'once' && task.frequency !== 'round');
  const ending = tasks.filter((task) => task.lastPeriod !== null && yearOf(task.lastPeriod) === year - 1);
  return {
    part: 'tasks',
    title: '报送任务',
    kept: tasks.filter((task) => task.lastPeriod === null || yearOf(task.lastPeriod) >= year).length,
    note: '没有截止期的任务自动延续，不在此列。',
    items: ending.map((task) => ({
      what: task.name,
      from: `到${periodTitle(task.lastPeriod!, 'month')}为止`,
      to: `延续到${year}年12月`,
      write: () => {
        saveTask(store, task.id, {
          ...task,
          lastPeriod: makePeriod(year, 12),
          unitIds: task.unitIds.filter((id) => units.has(id)),
        });
      },
    })),
  };
}

/** How a target is judged: its own basis, that of all holders, or the first of its kind. */
function modeOf(bases: readonly TargetBasis[], indicator: StoredIndicator, unitId: number): TargetMode {
  const of = bases.filter((basis) => basis.indicatorId === indicator.id);
  const basis = of.find((one) => one.unitId === unitId) ?? of.find((one) => one.unitId === 0);
  return basis?.mode ?? targetModesFor(indicator.kind)[0]!;
}

/** `value` × (1 + growth), rounded once at the indicator's precision. */
function grown(value: number, growth: bigint, indicator: StoredIndicator): number {
  const scale = scaleOf(indicator.measure);
  const exact = { n: BigInt(value) * (10_000n + growth), d: pow10(scale) * 10_000n };
  return toStoreInteger(roundFraction(exact, indicator.precision, 'half-up') * pow10(scale - indicator.precision));
}

function targetPart({ ctx: { store }, year, growth, indicators, units }: Sight): PartPlan {
  const bases = targetBasesOfYear(store, year - 1);
  const present = new Set(targetsOfYear(store, year).map((target) => `${target.indicatorId}/${target.unitId}`));
  const old = targetsOfYear(store, year - 1).filter(
    (target) => target.value !== null && units.has(target.unitId) && indicators.has(target.indicatorId),
  );
  const missing = old.filter((target) => !present.has(`${target.indicatorId}/${target.unitId}`));
  const percent = `${growth > 0n ? '+' : ''}${shortestDecimal(growth, 2)}%`;
  return {
    part: 'targets',
    title: '年度目标',
    kept: old.length - missing.length,
    note: `累计、净增、期末达到的目标按${percent}调整并按该指标的小数位取整；不低于、不高于和定性目标照原样。正式任务下达后在“目标任务”中更正。`,
    items: missing.map((target) => {
      const indicator = indicators.get(target.indicatorId)!;
      const isGrowing = GROWING.has(modeOf(bases, indicator, target.unitId));
      const value = isGrowing && growth !== 0n ? grown(target.value!, growth, indicator) : target.value!;
      const text = (number: number): string =>
        `${shortestDecimal(number, scaleOf(indicator.measure))}${indicator.measure}`;
      return {
        what: `${units.get(target.unitId)!.name} ${indicator.name}`,
        from: text(target.value!),
        to: text(value),
        write: (changeSetId) =>
          addTarget(
            store,
            changeSetId,
            { year, indicatorId: target.indicatorId, unitId: target.unitId, value },
            {
              importFileId: null,
              sheet: null,
              cell: null,
              text: null,
              sourceMeasure: indicator.measure,
              reason: `新年度结转：按${year - 1}年目标${growth === 0n || !isGrowing ? '' : percent}`,
            },
          ),
      };
    }),
  };
}

function basisPart({ ctx: { store }, year, indicators, units }: Sight): PartPlan {
  const present = new Set(targetBasesOfYear(store, year).map((basis) => `${basis.indicatorId}/${basis.unitId}`));
  const old = targetBasesOfYear(store, year - 1).filter(
    (basis) => indicators.has(basis.indicatorId) && (basis.unitId === 0 || units.has(basis.unitId)),
  );
  const missing = old.filter((basis) => !present.has(`${basis.indicatorId}/${basis.unitId}`));
  const paces = targetPacesOfYear(store, year);
  const oldPaces = [...targetPacesOfYear(store, year - 1)].filter(([id]) => indicators.has(id));
  const missingPaces = oldPaces.filter(([id]) => !paces.has(id));
  return {
    part: 'bases',
    title: '考核方式和进度',
    kept: old.length - missing.length + oldPaces.length - missingPaces.length,
    note: '上年末数和定性目标的完成情况不结转，在新年度另填。',
    items: [
      ...missing.map((basis) => {
        const holder = basis.unitId === 0 ? '各填报单位' : units.get(basis.unitId)!.name;
        return {
          what: `${holder} ${indicators.get(basis.indicatorId)!.name}`,
          from: TARGET_MODE_LABEL[basis.mode],
          to: TARGET_MODE_LABEL[basis.mode],
          write: () => saveTargetBasis(store, year, { ...basis, base: null, done: null }),
        };
      }),
      ...missingPaces.map(([id, points]) => ({
        what: `${indicators.get(id)!.name}的分月进度`,
        from: `${year - 1}年`,
        to: `${year}年相同`,
        write: () => saveTargetPace(store, year, id, points),
      })),
    ],
  };
}

function populationPart({ ctx: { store }, year, indicators, units }: Sight): PartPlan {
  const indicator = [...indicators.values()].find((one) => one.code === POPULATION);
  const wanted: Period = makePeriod(year - 1, 12);
  const valuesAt = (period: Period) =>
    valuesOfPeriod(store, period).filter(
      (value) => value.indicatorId === indicator?.id && value.basis === 'asof' && value.value !== null,
    );
  const present = new Set(valuesAt(wanted).map((value) => value.unitId));
  const before = valuesAt(makePeriod(year - 2, 12)).filter((value) => units.has(value.unitId));
  const missing = indicator ? before.filter((value) => !present.has(value.unitId)) : [];
  return {
    part: 'population',
    title: '人口数',
    kept: present.size,
    note: `${year - 1}年末人口公布前，暂按${year - 2}年末数计算，表中标“预计”；公布后在“设置 › 人口数”更正。`,
    items: missing.map((value) => {
      const text = `${shortestDecimal(value.value!, scaleOf(indicator!.measure))}${indicator!.measure}`;
      return {
        what: units.get(value.unitId)!.name,
        from: `${year - 2}年末${text}`,
        to: `${year - 1}年末${text}（预计）`,
        write: (changeSetId) =>
          void addRevisions(store, changeSetId, [
            {
              unitId: value.unitId,
              indicatorId: indicator!.id,
              period: wanted,
              basis: 'asof',
              state: 'forecast',
              value: value.value,
              origin: 'manual',
              submissionId: null,
              sheet: null,
              cell: null,
              text: null,
              sourceMeasure: indicator!.measure,
              reason: `新年度结转：暂按${year - 2}年末数，公布后更正`,
            },
          ]),
      };
    }),
  };
}

function hintsOf({ ctx: { store }, year }: Sight): string[] {
  const hints: string[] = [];
  const [before, after] = [makePeriod(year - 1, 12), makePeriod(year, 12)];
  const all = listUnits(store);
  const gone = all.filter((unit) => isValidAt(unit, before) && !isValidAt(unit, after)).map((unit) => unit.name);
  const come = all.filter((unit) => !isValidAt(unit, before) && isValidAt(unit, after)).map((unit) => unit.name);
  if (gone.length > 0) hints.push(`${year}年不再填报：${gone.join('、')}，其目标和任务不结转。`);
  if (come.length > 0) hints.push(`${year}年新增填报单位：${come.join('、')}，请补录目标和人口数，并加入报送任务。`);
  if (!SHIPPED_YEARS.includes(year) && !ownCalendarYears(store).includes(year))
    hints.push(
      `还没有${year}年的节假日安排，截止日期暂按周一至周五计算。国务院办公厅通知公布后请在“设置 › 节假日”录入。`,
    );
  return hints;
}
