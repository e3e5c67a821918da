// 考核方式 that a table of targets writes, against what is in force: asked where they differ, refused where the kind of the
// indicator does not allow it. A 净增 target is kept as the value at the end of the year, so what was written is asked.

import type { CheckIssue, Question } from '../../../../shared/import/plan.js';
import { KIND_LABEL } from '../../../../shared/indicators/define.js';
import { scaleOf } from '../../../../shared/indicators/measures.js';
import { makePeriod } from '../../../../shared/model/period.js';
import { shortestDecimal } from '../../../../shared/model/scaled-number.js';
import {
  defaultTargetMode,
  TARGET_MODE_LABEL,
  type TargetMode,
} from '../../../../shared/statistics/target-progress.js';
import { modeFor } from '../../../../shared/targets/target-words.js';
import { targetBasesOfYear, type TargetBasis } from '../../store/target-basis-store.js';
import type { MapEnv } from '../3-map/env.js';
import type { StatedMode } from '../3-map/decide-targets.js';
import type { ReadCell } from '../3-map/read-values.js';
import type { CheckEnv } from '../4-validate/check-env.js';

/** What receiving the file does to 考核方式. */
export interface PlannedMode {
  year: number;
  code: string;
  unitId: number | null;
  mode: TargetMode;
}

export interface TargetModesInput {
  stated: readonly StatedMode[];
  cells: ReadCell[];
  env: MapEnv;
  check: CheckEnv;
  questions: Question[];
  issues: CheckIssue[];
}

/** Call before the fates: cells of 净增 targets get the value that is kept. Returns what is to be stored. */
export function planTargetModes(input: TargetModesInput): PlannedMode[] {
  const years = new Map<number, TargetBasis[]>();
  const basesOf = (year: number): TargetBasis[] => {
    let bases = years.get(year);
    if (!bases) years.set(year, (bases = targetBasesOfYear(input.check.view.store, year)));
    return bases;
  };
  const written = input.stated.flatMap((stated) => {
    const mode = fittingMode(stated, input);
    return mode === null ? [] : [{ ...stated, mode }];
  });
  const fitting = settleBounds(written, basesOf, input);
  settleIncreases(fitting, basesOf, input);
  const changed = fitting.filter(({ year, code, unitId, mode }) => {
    const indicator = input.env.indicators.get(code)!;
    const kept = basesOf(year).find((one) => one.indicatorId === indicator.id && one.unitId === (unitId ?? 0));
    return kept === undefined ? mode !== defaultTargetMode(indicator) || unitId !== null : kept.mode !== mode;
  });
  const replaced = changed.filter(({ year, code, unitId }) => {
    const { id } = input.env.indicators.get(code)!;
    return basesOf(year).some((one) => one.indicatorId === id && one.unitId === (unitId ?? 0));
  });
  if (replaced.length === 0 || isAccepted(replaced, basesOf, input)) return changed.map(plannedOf);
  return changed.filter((one) => !replaced.includes(one)).map(plannedOf);
}

const plannedOf = ({ year, code, unitId, mode }: PlannedMode): PlannedMode => ({ year, code, unitId, mode });

/** The mode for the kind of the indicator; a stock or ratio that is written as 累计 is said and stays as it is judged now. */
function fittingMode(stated: StatedMode, input: TargetModesInput): TargetMode | null {
  const indicator = input.env.indicators.get(stated.code)!;
  const mode = modeFor(stated.modes, indicator.kind);
  if (mode === null)
    input.issues.push({
      severity: 'warn',
      rule: 'target-mode',
      sheet: stated.sheet,
      cell: stated.cell,
      message: `“${indicator.name}”的考核方式写的是“${stated.text}”，${KIND_LABEL[indicator.kind]}指标不能这样考核。目标数照收，考核方式不变，请核实后在“目标任务”中选择。`,
    });
  return mode;
}

type FittingMode = StatedMode & { mode: TargetMode };

/**
 * Numbers that are written as ≥90: as a matter of course where 不低于 is how the indicator is judged anyway, asked where the table,
 * the office or the kind of the indicator says otherwise. Unanswered, these numbers wait.
 */
function settleBounds(
  written: readonly FittingMode[],
  basesOf: (year: number) => TargetBasis[],
  input: TargetModesInput,
): FittingMode[] {
  const declared = new Map(written.map((one) => [one, declaredMode(one, basesOf, input)]));
  const differing = written.filter((one) => one.declared !== undefined && declared.get(one)!.mode !== one.mode);
  const answer = differing.length > 0 ? askBounds(differing, (one) => declared.get(one)!.mode, input) : undefined;
  return written.flatMap((one) => {
    if (one.declared === undefined || (differing.includes(one) && answer === 'bound')) return [one];
    const { mode, isWritten } = declared.get(one)!;
    return isWritten ? [{ ...one, mode }] : [];
  });
}

/** How the indicator is judged apart from the bound: as the table says elsewhere, else as it is now. */
function declaredMode(
  one: FittingMode,
  basesOf: (year: number) => TargetBasis[],
  input: TargetModesInput,
): { mode: TargetMode; isWritten: boolean } {
  const indicator = input.env.indicators.get(one.code)!;
  const written = modeFor(one.declared ?? [], indicator.kind);
  if (written !== null) return { mode: written, isWritten: true };
  const bases = basesOf(one.year).filter((basis) => basis.indicatorId === indicator.id);
  const kept = bases.find((basis) => basis.unitId === one.unitId) ?? bases.find((basis) => basis.unitId === 0);
  return { mode: kept?.mode ?? defaultTargetMode(indicator), isWritten: false };
}

function askBounds(
  differing: readonly FittingMode[],
  modeNow: (one: FittingMode) => TargetMode,
  input: TargetModesInput,
): string | undefined {
  const [first] = differing;
  const texts = differing.map(
    (one) =>
      `“${input.env.indicators.get(one.code)!.name}”填“${one.text}”，考核方式是“${TARGET_MODE_LABEL[modeNow(one)]}”`,
  );
  const id = 'target-bound';
  input.questions.push({
    id,
    kind: id,
    sheet: first!.sheet,
    cell: first!.cell,
    text: `目标数写成了“不低于”“不高于”，与考核方式不同：${[...new Set(texts)].join('；')}。按哪种考核？`,
    options: [
      { value: 'bound', label: '按目标数写的“不低于”“不高于”考核' },
      { value: 'number', label: '考核方式不变，只取其中的数' },
    ],
    default: null,
    remembered: false,
  });
  const answer = input.env.answers[id];
  if (answer === 'bound' || answer === 'number') return answer;
  for (const cell of input.cells)
    if (cell.role === 'target' && differing.some((one) => one.sheet === cell.sheet && isHeldBy(one, cell)))
      cell.undecided ||= '按哪种考核方式待回答';
  return undefined;
}

/** The cell is a target that this mode speaks of. */
function isHeldBy(one: FittingMode, cell: ReadCell): boolean {
  return one.code === cell.indicator?.code && (one.unitId === null || one.unitId === cell.unit?.id);
}

/** Modes that the officer chose, or an earlier table gave, are replaced only after a yes. */
function isAccepted(
  replaced: readonly (StatedMode & { mode: TargetMode })[],
  basesOf: (year: number) => TargetBasis[],
  input: TargetModesInput,
): boolean {
  const texts = replaced.map(({ year, code, unitId, mode }) => {
    const indicator = input.env.indicators.get(code)!;
    const kept = basesOf(year).find((one) => one.indicatorId === indicator.id && one.unitId === (unitId ?? 0))!;
    return `“${indicator.name}”现在按“${TARGET_MODE_LABEL[kept.mode]}”，表中写“${TARGET_MODE_LABEL[mode]}”`;
  });
  const id = 'target-mode';
  input.questions.push({
    id,
    kind: id,
    sheet: replaced[0]!.sheet,
    cell: replaced[0]!.cell,
    text: `考核方式与现在的不同：${[...new Set(texts)].join('；')}。改按表中的吗？`,
    options: [
      { value: 'accept', label: '改按表中写的' },
      { value: 'keep', label: '保留现在的考核方式' },
    ],
    default: null,
    remembered: false,
  });
  return input.env.answers[id] === 'accept';
}

/** 净增50: the increase, or the value that the year shall end with? Only the officer knows; unanswered, nothing is stored. */
function settleIncreases(
  fitting: readonly (StatedMode & { mode: TargetMode })[],
  basesOf: (year: number) => TargetBasis[],
  input: TargetModesInput,
): void {
  const increases = fitting.filter((one) => one.mode === 'net_increase');
  const cells = input.cells.filter(
    (cell) =>
      cell.role === 'target' &&
      cell.value !== null &&
      increases.some((one) => one.code === cell.indicator?.code && (one.unitId ?? cell.unit?.id) === cell.unit?.id),
  );
  const [first] = cells;
  if (first === undefined) return;
  const id = 'net-increase';
  input.questions.push({
    id,
    kind: id,
    sheet: first.sheet,
    cell: first.cell,
    text: `“${first.indicator!.name}”按净增考核，表中的数（如${first.cell}填${first.text}）是全年要净增的数，还是年末应达到的数？`,
    options: [
      { value: 'increase', label: '是要净增的数：按上年末值加上它，作为年末应达到的数' },
      { value: 'level', label: '是年末应达到的数' },
    ],
    default: null,
    remembered: false,
  });
  const answer = input.env.answers[id];
  if (answer === 'level') return;
  for (const cell of cells) {
    if (answer !== 'increase') {
      cell.undecided = '是净增数还是年末数待回答';
      continue;
    }
    const base = lastYearEnd(cell, basesOf, input);
    if (base === null) {
      cell.rejected = `是净增数，没有${Number(cell.period!.slice(0, 4)) - 1}年末的数，不能换算成年末应达到的数。请先录入上年末值再重新选择这个文件`;
      input.issues.push({
        severity: 'block',
        rule: 'target-mode',
        sheet: cell.sheet,
        cell: cell.cell,
        message: `${cell.cell}“${cell.indicator!.name}”${cell.unit?.name ?? ''}${cell.rejected}。`,
      });
      continue;
    }
    const scale = scaleOf(cell.indicator!.measure);
    cell.increase = `上年末${shortestDecimal(base, scale)}，净增${shortestDecimal(cell.value!, scale)}`;
    cell.value = base + cell.value!;
    cell.decimal = shortestDecimal(cell.value, scale);
  }
}

/** 上年末值 of the holder: as it is printed, else as it was typed with the target. Of the bureau the sum of the units that count. */
function lastYearEnd(
  cell: ReadCell,
  basesOf: (year: number) => TargetBasis[],
  { check }: TargetModesInput,
): bigint | null {
  const { id } = cell.indicator!;
  const year = Number(cell.period!.slice(0, 4));
  const period = makePeriod(year - 1, 12);
  const typedOf = (unitId: number): bigint | null => {
    const typed = basesOf(year).find((one) => one.indicatorId === id && one.unitId === unitId)?.base;
    return typed == null ? null : BigInt(typed);
  };
  const ofUnit = (unitId: number): bigint | null => {
    // The same number that 净增 is measured from: 同口径调整 first.
    const comparable = check.comparable(unitId, id, period, 'asof');
    if (comparable) return comparable.value === null ? null : BigInt(comparable.value);
    const printed = check.printed(unitId, id, period, 'asof');
    if (printed) return printed.value === null ? null : BigInt(printed.value);
    return check.view.stored(unitId, id, period, 'asof')?.value ?? typedOf(unitId);
  };
  if (cell.unit !== null) return ofUnit(cell.unit.id);
  const typed = typedOf(0);
  if (typed !== null || cell.indicator!.total !== 'sum') return typed;
  let sum = 0n;
  for (const unitId of check.countedIds(period)) {
    const part = ofUnit(unitId);
    // A sum without one of its units would be a wrong base.
    if (part === null) return null;
    sum += part;
  }
  return sum;
}
