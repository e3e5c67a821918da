// Months or quarters side by side, and the 累计 or 合计 beside them: what they add up to.

import { scaleOf } from '../../../../shared/indicators/measures.js';
import { shortestDecimal } from '../../../../shared/model/scaled-number.js';
import type { ReadCell } from '../3-map/read-values.js';
import { plain } from './groups.js';
import type { Reporter } from './reporter.js';

function keyOf(cell: ReadCell): string {
  const who = cell.isTotal ? 'total' : String(cell.unit?.id);
  return `${cell.sheetIndex}|${who}|${cell.indicator?.code}|${cell.period?.slice(0, 4)}`;
}

function reportSum(total: ReadCell, parts: readonly ReadCell[], months: string, reporter: Reporter): void {
  const sum = parts.reduce((all, part) => all + part.value!, 0n);
  if (sum === total.value) return;
  const scale = scaleOf(total.indicator!.measure);
  const expected = shortestDecimal(sum, scale);
  reporter.report({
    rule: 'months-differ',
    cells: [total, ...parts],
    expected,
    params: {
      name: total.indicator!.name,
      value: plain(total),
      months,
      expected,
      difference: shortestDecimal(total.value! - sum, scale),
    },
    warnAtMost: true,
  });
}

/** 1月 | 2月 | 3月 beside 合计 or 累计: what they add up to, where every month since January has a number. */
export function checkMonthSums(cells: readonly ReadCell[], reporter: Reporter): void {
  // One month alone sums up to nothing.
  const first = cells.find((cell) => cell.figure === 'month')?.period;
  if (!cells.some((cell) => cell.figure === 'month' && cell.period !== first)) return;
  const months = new Map<string, Map<number, ReadCell>>();
  for (const cell of cells) {
    if (cell.figure !== 'month' || cell.indicator?.kind !== 'flow' || cell.value === null || !cell.period) continue;
    const known = months.get(keyOf(cell)) ?? new Map<number, ReadCell>();
    known.set(Number(cell.period.slice(5)), cell);
    months.set(keyOf(cell), known);
  }
  for (const total of cells) {
    if (total.figure !== 'ytd' || total.value === null || !total.period || total.basis !== 'ytd') continue;
    const last = Number(total.period.slice(5));
    if (last < 2 || months.size === 0) continue;
    const known = months.get(keyOf(total));
    if (!known || known.size < last) continue;
    const parts = Array.from({ length: last }, (_, index) => known.get(index + 1));
    if (parts.some((part) => part === undefined)) continue;
    reportSum(
      total,
      parts.map((part) => part!),
      `1—${last}月各月`,
      reporter,
    );
  }
}

const QUARTERS = ['第一季度', '第二季度', '第三季度', '第四季度'];

/** 一季度 | 二季度 | 上半年: the first quarter is what has come since January, the others stand alone. */
export function checkQuarterSums(cells: readonly ReadCell[], reporter: Reporter): void {
  const isFlow = (cell: ReadCell): boolean =>
    cell.indicator?.kind === 'flow' && cell.value !== null && cell.period !== null && isOfNow(cell);
  const quarters = new Map<string, Map<number, ReadCell>>();
  for (const cell of cells) {
    if (cell.basis !== 'quarter' || !isFlow(cell)) continue;
    const known = quarters.get(keyOf(cell)) ?? new Map<number, ReadCell>();
    known.set(Number(cell.period!.slice(5)) / 3, cell);
    quarters.set(keyOf(cell), known);
  }
  if (quarters.size === 0) return;
  const sums = cells.filter((cell) => cell.basis === 'ytd' && isFlow(cell) && quarters.has(keyOf(cell)));
  for (const total of sums) {
    const last = Number(total.period!.slice(5)) / 3;
    if (last < 2 || !Number.isInteger(last)) continue;
    const first = sums.find((cell) => cell.period!.endsWith('-03') && keyOf(cell) === keyOf(total));
    const parts = [first, ...Array.from({ length: last - 1 }, (_, n) => quarters.get(keyOf(total))!.get(n + 2))];
    if (parts.some((part) => part === undefined)) continue;
    reportSum(
      total,
      parts.map((part) => part!),
      QUARTERS.slice(0, last).join('、'),
      reporter,
    );
  }
}

function isOfNow(cell: ReadCell): boolean {
  return cell.figure === 'current' || cell.figure === 'ytd';
}
