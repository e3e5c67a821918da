// 增减量 and 完成率 that a district computed itself: computed anew from the numbers beside them in the same file. Never stored.

import { scaleOf } from '../../../../shared/indicators/measures.js';
import { parseScaled, formatFraction, shortestDecimal, type Fraction } from '../../../../shared/model/scaled-number.js';
import type { ReadCell } from '../3-map/read-values.js';
import type { CheckEnv } from './check-env.js';
import { plain } from './groups.js';
import type { Reporter } from './reporter.js';
import { isPrintedEqual } from './roundings.js';

/** Of another month or day than 去年同期, or of a target. */
const OTHER_BASE = /月|季|末|底|初|环比|目标|任务|计划|进度/;

export function checkStatedFigures(cells: readonly ReadCell[], env: CheckEnv, reporter: Reporter): void {
  const stated = cells.filter(
    (cell) => (cell.figure === 'difference' || cell.figure === 'completion') && cell.decimal !== null && cell.unit,
  );
  if (stated.length === 0) return;
  const keyOf = (cell: ReadCell): string => `${cell.sheetIndex}|${cell.unit?.id}|${cell.indicator?.code}`;
  const find = (test: (cell: ReadCell) => boolean): Map<string, ReadCell> => {
    const found = new Map<string, ReadCell>();
    for (const cell of cells)
      if (
        cell.unit &&
        cell.indicator?.kind !== 'ratio' &&
        cell.value !== null &&
        cell.sourceMeasure === '' &&
        test(cell)
      )
        if (!found.has(keyOf(cell))) found.set(keyOf(cell), cell);
    return found;
  };
  const currents = find((cell) => cell.role === 'value' && cell.figure !== 'month');
  const claims = find((cell) => cell.role === 'claim' && cell.figure === 'last-year');
  const targets = find((cell) => cell.role === 'target' && cell.increase === undefined);
  for (const cell of stated) {
    const current = currents.get(keyOf(cell));
    if (!current) continue;
    const claim = claims.get(keyOf(cell));
    const target = targets.get(keyOf(cell));
    if (cell.figure === 'difference' && claim) checkDifference(cell, current, claim, reporter);
    if (cell.figure === 'completion' && target) checkCompletion(cell, current, target, env, reporter);
  }
}

function checkDifference(cell: ReadCell, current: ReadCell, claim: ReadCell, reporter: Reporter): void {
  if (OTHER_BASE.test(cell.head) || cell.measure === '%' || /[%％]/u.test(cell.text)) return;
  const scale = scaleOf(cell.indicator!.measure);
  const difference = current.value! - claim.value!;
  if (parseScaled(cell.decimal!, scale) === difference) return;
  const expected = shortestDecimal(difference, scale);
  reporter.report({
    rule: 'difference-differs',
    cells: [cell, current, claim],
    expected,
    params: {
      name: cell.indicator!.name,
      value: cell.decimal!,
      current: plain(current),
      base: plain(claim),
      expected,
    },
  });
}

function checkCompletion(cell: ReadCell, current: ReadCell, target: ReadCell, env: CheckEnv, reporter: Reporter): void {
  if (target.value! <= 0n) return;
  const share: Fraction = { n: current.value!, d: target.value! };
  const exact: Fraction = { n: share.n * 100n, d: share.d };
  const { rounding } = env.settings;
  if (isPrintedEqual(cell.decimal!, exact, rounding)) return;
  if (cell.measure !== '%' && isPrintedEqual(cell.decimal!, share, rounding)) return;
  const decimals = Math.min(cell.decimal!.split('.')[1]?.length ?? 0, 6);
  const expected = formatFraction(exact, Math.max(decimals, 1), rounding);
  reporter.report({
    rule: 'completion-differs',
    cells: [cell, current, target],
    expected: `${expected}%`,
    params: {
      name: cell.indicator!.name,
      value: cell.decimal!,
      current: plain(current),
      base: plain(target),
      expected,
    },
  });
}
