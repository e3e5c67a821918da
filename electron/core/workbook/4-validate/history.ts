// Rules against the unit's own history: cumulative not falling, change far out of the ordinary (small bases left alone), a
// measure off by 10⁴, 本月 against two cumulative values.

import { scaleOf } from '../../../../shared/indicators/measures.js';
import { addMonths, addYears } from '../../../../shared/model/period.js';
import { pow10, shortestDecimal } from '../../../../shared/model/scaled-number.js';
import type { ReadCell } from '../3-map/read-values.js';
import type { CheckEnv } from './check-env.js';
import { earlierValue, plain, type Group, type OwnClaims } from './groups.js';
import { cumulativeAfter, cumulativeBefore, type Neighbour } from './nearest-months.js';
import type { Reporter } from './reporter.js';

/** Fewer values may well all stay as they are for a month. */
const FEWEST_COPIED = 5;

/** Everything that had come by last month and nothing since: last month's sheet with a new title. */
export function checkCopied(group: Group, env: CheckEnv, reporter: Reporter): void {
  if (group.basis !== 'ytd' || group.period.endsWith('-01')) return;
  const lastMonth = addMonths(group.period, -1);
  const compared = [...group.cells.values()].flatMap((cell) => {
    const before = env.view.best(group.unitId, cell.indicator!.id, lastMonth, 'ytd')?.value ?? null;
    return before === null ? [] : [{ cell, isSame: before === cell.value }];
  });
  const counted = compared.filter(({ cell }) => cell.value !== 0n);
  const [first] = counted;
  if (first === undefined || counted.length < FEWEST_COPIED || compared.some(({ isSame }) => !isSame)) return;
  reporter.report({
    rule: 'copied-from-last-month',
    cells: [first.cell, ...counted.slice(1).map(({ cell }) => cell)],
    compared: [`上月=${lastMonth}`],
    params: { name: first.cell.indicator!.name, count: String(counted.length) },
  });
}

export function checkAgainstHistory(group: Group, claims: OwnClaims, env: CheckEnv, reporter: Reporter): void {
  for (const cell of group.cells.values()) {
    const { indicator } = cell;
    const { unitId, basis } = group;
    const before = (period: string): bigint | null =>
      earlierValue({ unitId, indicator: indicator!, period, basis }, claims, env).value;
    const hasLastMonth = group.basis === 'asof' || (group.basis === 'ytd' && !group.period.endsWith('-01'));
    const lastMonth = hasLastMonth ? before(addMonths(group.period, -1)) : null;
    const lastYear = before(addYears(group.period, -1));
    checkFalling(cell, cumulativeBefore(group, cell, claims, env), reporter);
    checkLater(cell, cumulativeAfter(group, cell, claims, env), reporter);
    if (checkMeasure(cell, lastYear, lastMonth, reporter)) continue;
    if (lastYear !== null) checkChange(cell, lastYear, reporter, 'large-change');
    if (lastMonth === null) continue;
    if (group.basis === 'asof') checkChange(cell, lastMonth, reporter, 'large-month-change');
    else checkFlow(cell, lastMonth, monthBefore(group.period, before), reporter);
  }
}

/** A cumulative value never falls; if it does it is a correction and needs a reason (indicators.md B.1). */
function checkFalling(cell: ReadCell, before: Neighbour | null, reporter: Reporter): void {
  if (before === null || cell.value! >= before.value) return;
  const expected = shortestDecimal(before.value, scaleOf(cell.indicator!.measure));
  reporter.report({
    rule: 'cumulative-falls',
    cells: [cell],
    compared: [`${before.when}=${expected}`],
    expected: `不少于${expected}`,
    params: { name: cell.indicator!.name, value: plain(cell), when: before.when, expected },
  });
}

/** The same from the other side: an earlier month that comes, or is corrected, after a later one was stored. */
function checkLater(cell: ReadCell, after: Neighbour | null, reporter: Reporter): void {
  if (after === null || cell.value! <= after.value) return;
  const expected = shortestDecimal(after.value, scaleOf(cell.indicator!.measure));
  reporter.report({
    rule: 'exceeds-later-month',
    cells: [cell],
    compared: [`${after.when}=${expected}`],
    expected: `不大于${expected}`,
    params: { name: cell.indicator!.name, value: plain(cell), when: after.when, expected },
  });
}

/** 万元 typed as 元 and the like: off by powers of ten against the unit's own history. Never corrected, always asked. */
function checkMeasure(cell: ReadCell, lastYear: bigint | null, lastMonth: bigint | null, reporter: Reporter): boolean {
  const measure = cell.indicator!.measure;
  if (!reporter.isOn('measure-suspect') || (!measure.endsWith('元') && !measure.startsWith('万'))) return false;
  const now = cell.value!;
  const limit = BigInt(Math.round(reporter.threshold('measure-suspect', 'times')));
  const isLastYear = lastYear !== null && lastYear > 0n;
  const base = isLastYear ? lastYear : lastMonth;
  if (base === null || base <= 0n || now <= 0n) return false;
  if (now <= base * limit && base <= now * limit) return false;
  const ratio = now > base ? now / base : base / now;
  const shown = shortestDecimal(base, scaleOf(measure));
  reporter.report({
    rule: 'measure-suspect',
    cells: [cell],
    compared: [`${isLastYear ? '上年' : '上月'}=${shown}`],
    params: {
      name: cell.indicator!.name,
      value: plain(cell),
      measure,
      when: isLastYear ? '上年同期' : '上月',
      base: shown,
      factor: ratio >= 50_000_000n ? '一亿' : ratio >= 2_000n ? '一万' : String(ratio),
    },
  });
  return true;
}

/** Cumulative value two months ago; nothing has been counted before January. */
function monthBefore(period: string, before: (period: string) => bigint | null): bigint | null {
  return period.endsWith('-02') ? 0n : before(addMonths(period, -2));
}

/** What this month adds against what last month added. A month without additions is usual, so only a rise is asked about. */
function checkFlow(cell: ReadCell, lastMonth: bigint, earlier: bigint | null, reporter: Reporter): void {
  if (earlier === null) return;
  const rule = 'large-flow-change';
  const scale = scaleOf(cell.indicator!.measure);
  const [now, base] = [cell.value! - lastMonth, lastMonth - earlier];
  const hundredths = (name: string): bigint => BigInt(Math.round(reporter.threshold(rule, name) * 100));
  if (base <= 0n || base * 100n < hundredths('smallBase') * pow10(scale)) return;
  if ((now - base) * 10_000n <= base * hundredths('rise')) return;
  const shown = shortestDecimal(base, scale);
  reporter.report({
    rule,
    cells: [cell],
    compared: [`上月=${shortestDecimal(lastMonth, scale)}`, `上月增加=${shown}`],
    params: {
      name: cell.indicator!.name,
      total: plain(cell),
      value: shortestDecimal(now, scale),
      base: shown,
      limit: String(reporter.threshold(rule, 'rise')),
    },
  });
}

function checkChange(
  cell: ReadCell,
  base: bigint,
  reporter: Reporter,
  rule: 'large-change' | 'large-month-change',
): void {
  const scale = scaleOf(cell.indicator!.measure);
  const now = cell.value!;
  // Thresholds may have decimals (12.5 %): compared in hundredths.
  const hundredths = (name: string): bigint => BigInt(Math.round(reporter.threshold(rule, name) * 100));
  if (base <= 0n || base * 100n < hundredths('smallBase') * pow10(scale)) return;
  const isRise = now > base;
  const limit = isRise ? 'rise' : 'fall';
  const difference = isRise ? now - base : base - now;
  if (difference * 10_000n <= base * hundredths(limit)) return;
  const shown = shortestDecimal(base, scale);
  reporter.report({
    rule,
    cells: [cell],
    compared: [`基数=${shown}`],
    params: {
      name: cell.indicator!.name,
      value: plain(cell),
      base: shown,
      direction: isRise ? '增长' : '下降',
      limit: String(reporter.threshold(rule, limit)),
      advice: isRise ? '是否多填或计量单位有误' : '是否漏填',
    },
  });
}

/** A number of the unit itself that counts from January. */
function isCumulative({ role, figure, basis, value }: ReadCell): boolean {
  return role === 'value' && figure !== 'month' && basis === 'ytd' && value !== null;
}

/** 本月 ≤ 累计; 本月 = 累计 − 上月累计 where that is stored, or in the file where it is not. */
export function checkMonths(cells: readonly ReadCell[], claims: OwnClaims, env: CheckEnv, reporter: Reporter): void {
  for (const month of cells) {
    if (month.figure !== 'month' || month.value === null || !month.unit || !month.indicator || !month.period) continue;
    const { name, measure } = month.indicator;
    if (month.value < 0n)
      reporter.report({
        rule: 'negative',
        cells: [month],
        params: { name: `${name}（本月）`, value: plain(month) },
        warnAtMost: true,
      });
    const total = claims.byName
      .at(month.unit.id, month.indicator.id)
      .findLast((cell) => cell.period === month.period && isCumulative(cell));
    if (!total) continue;
    if (month.value > total.value!) {
      reporter.report({
        rule: 'month-exceeds-cumulative',
        cells: [month, total],
        expected: `不大于${plain(total)}`,
        params: { name, value: plain(month), where: total.cell, expected: plain(total) },
        warnAtMost: true,
      });
      continue;
    }
    if (month.period.endsWith('-01')) continue;
    const { value: before, claim } = earlierValue(
      { unitId: month.unit.id, indicator: month.indicator, period: addMonths(month.period, -1), basis: 'ytd' },
      claims,
      env,
    );
    if (before === null) continue;
    if (total.value! - before === month.value) continue;
    // A 累计 that fell is told of itself: what would be left for the month is less than nothing.
    if (total.value! < before && reporter.isOn('cumulative-falls')) continue;
    const scale = scaleOf(measure);
    const expected = shortestDecimal(total.value! - before, scale);
    reporter.report({
      rule: 'month-differs',
      cells: [month, total, ...(claim ? [claim] : [])],
      ...(claim ? {} : { compared: [`上月累计=${shortestDecimal(before, scale)}`] }),
      expected,
      params: { name, value: plain(month), total: plain(total), before: shortestDecimal(before, scale), expected },
      warnAtMost: true,
    });
  }
}
