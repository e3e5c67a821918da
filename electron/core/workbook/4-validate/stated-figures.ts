// 增减量 and 完成率 that a district computed itself: computed anew from the numbers beside them in the same file. Never stored.

import { addYears } from '../../../../shared/model/period.js';
import { scaleOf } from '../../../../shared/indicators/measures.js';
import { parseScaled, formatFraction, shortestDecimal, type Fraction } from '../../../../shared/model/scaled-number.js';
import type { ReadCell } from '../3-map/read-values.js';
import type { CheckEnv } from './check-env.js';
import { plain } from './groups.js';
import type { Reporter } from './reporter.js';
import { isPrintedEqual } from './roundings.js';

/** Of another month or day than 去年同期, or of a target. */
const OTHER_BASE = /月|季|末|底|初|环比|目标|任务|计划|进度/;
/** 序时进度, 超序时进度: the share of the year that has gone by, and the distance from it. */
const OF_TIME = /序时|时间进度|[超欠][(（]?欠?[)）]?进度/;

export function checkStatedFigures(cells: readonly ReadCell[], env: CheckEnv, reporter: Reporter): void {
  const stated = cells.filter(
    (cell) => (cell.figure === 'difference' || cell.figure === 'completion') && cell.decimal !== null && cell.unit,
  );
  if (stated.length === 0) return;
  const keyOf = (cell: ReadCell): string => `${cell.sheetIndex}|${cell.unit?.id}|${cell.indicator?.code}`;
  const beside = new Map<string, ReadCell[]>(stated.map((cell) => [keyOf(cell), []]));
  for (const cell of cells)
    if (cell.unit && cell.indicator?.kind !== 'ratio' && cell.value !== null) beside.get(keyOf(cell))?.push(cell);
  for (const cell of stated) {
    const others = beside.get(keyOf(cell))!;
    const current = statedOf(cell, others);
    if (current?.role !== 'value' || current.figure === 'month' || current.sourceMeasure !== '') continue;
    const base = (test: (other: ReadCell) => boolean): ReadCell | undefined =>
      others.find((other) => other.sourceMeasure === '' && test(other));
    const { period } = current;
    if (cell.figure === 'difference') {
      const claim = base(
        ({ role, figure, period: of }) => role === 'claim' && figure === 'last-year' && of === addYears(period!, -1),
      );
      if (claim) checkDifference(cell, current, claim, reporter);
    } else {
      const target = base(
        ({ role, increase, period: of }) =>
          role === 'target' && increase === undefined && of?.slice(0, 4) === period!.slice(0, 4),
      );
      if (target) checkCompletion(cell, current, target, env, reporter);
    }
  }
}

/** The number that a comparison is of: the one before it (本月 | 增减量 | 累计 | 增减量), the only one where none is; of its period. */
function statedOf(cell: ReadCell, others: readonly ReadCell[]): ReadCell | undefined {
  const own = others.filter(({ figure }) => figure === 'current' || figure === 'ytd' || figure === 'month');
  const before = own.filter(({ r, c }) => r < cell.r || (r === cell.r && c < cell.c));
  const nearest = before.toSorted((a, b) => a.r - b.r || a.c - b.c).at(-1) ?? (own.length === 1 ? own[0] : undefined);
  return nearest !== undefined && nearest.period !== null && nearest.period === cell.period ? nearest : undefined;
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
  if (target.value! <= 0n || OF_TIME.test(cell.head)) return;
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
