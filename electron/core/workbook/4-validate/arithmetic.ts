// Rules inside one unit's report: signs, sums, 其中 ≤ total, 期末 = 上年末 + 新增 − 注销.

import { SUM_RULES, STOCK_RULES } from '../../../../shared/checks/rules.js';
import { scaleOf } from '../../../../shared/indicators/measures.js';
import { makePeriod, yearOf } from '../../../../shared/model/period.js';
import { shortestDecimal } from '../../../../shared/model/scaled-number.js';
import type { ReadCell } from '../3-map/read-values.js';
import type { CheckEnv } from './check-env.js';
import { earlierValue, nameOf, plain, type Group, type OwnClaims } from './groups.js';
import type { Reporter } from './reporter.js';

export function checkSigns(group: Group, reporter: Reporter): void {
  for (const cell of group.cells.values())
    if (cell.value! < 0n)
      reporter.report({ rule: 'negative', cells: [cell], params: { name: cell.indicator!.name, value: plain(cell) } });
}

/** 发明+新型+外观=授权 and the like: exactly. */
export function checkSums(group: Group, reporter: Reporter, warnAtMost = false): void {
  for (const rule of SUM_RULES) {
    const total = group.cells.get(rule.total);
    const parts = rule.parts.flatMap((code) => group.cells.get(code) ?? []);
    if (!total) continue;
    if (parts.length === rule.parts.length) compareSum(total, parts, reporter, warnAtMost);
    else if (parts.length > 1) comparePartly(total, parts, reporter, warnAtMost);
  }
}

/** Some of the parts are missing; those that are there cannot be more than the whole all the same. */
function comparePartly(total: ReadCell, parts: readonly ReadCell[], reporter: Reporter, warnAtMost: boolean): void {
  // One part alone is told by checkParts.
  if (parts.some((part) => part.value! < 0n || part.value! > total.value!)) return;
  const sum = parts.reduce((value, part) => value + part.value!, 0n);
  if (sum <= total.value!) return;
  reporter.report({
    rule: 'part-exceeds-whole',
    cells: [...parts, total],
    expected: `不大于${plain(total)}`,
    warnAtMost,
    params: {
      name: parts.map((part) => part.indicator!.name).join('＋'),
      value: shortestDecimal(sum, scaleOf(total.indicator!.measure)),
      where: total.cell,
      whole: total.indicator!.name,
      expected: plain(total),
    },
  });
}

function compareSum(total: ReadCell, parts: readonly ReadCell[], reporter: Reporter, warnAtMost: boolean): void {
  const sum = parts.reduce((value, part) => value + part.value!, 0n);
  if (sum === total.value) return;
  const scale = scaleOf(total.indicator!.measure);
  const expected = shortestDecimal(sum, scale);
  reporter.report({
    rule: 'sum-of-parts',
    cells: [total, ...parts],
    expected,
    warnAtMost,
    params: {
      name: total.indicator!.name,
      value: plain(total),
      parts: parts.map((part) => `${part.cell}“${part.indicator!.name}”${plain(part)}`).join(' + '),
      expected,
      difference: shortestDecimal(sum - total.value!, scale),
    },
  });
}

/** 其中 ≤ total, in the file or stored. */
export function checkParts(group: Group, env: CheckEnv, reporter: Reporter, warnAtMost = false): void {
  for (const cell of group.cells.values()) {
    const code = cell.indicator!.partOf;
    if (code === null) continue;
    const whole = group.cells.get(code);
    const indicator = env.indicators.get(code);
    const stored =
      whole || !indicator ? null : env.view.best(group.unitId, indicator.id, group.period, group.basis)?.value;
    const value = whole?.value ?? stored;
    if (value === null || value === undefined || cell.value! <= value) continue;
    const expected = shortestDecimal(value, scaleOf(cell.indicator!.measure));
    reporter.report({
      rule: 'part-exceeds-whole',
      cells: whole ? [cell, whole] : [cell],
      ...(whole ? {} : { compared: [`${code}=${expected}`] }),
      expected: `不大于${expected}`,
      warnAtMost,
      params: {
        name: cell.indicator!.name,
        value: plain(cell),
        where: whole ? whole.cell : '已存的',
        whole: nameOf(env, code),
        expected,
      },
    });
  }
}

/**
 * Stocks whose additions and removals are indicators of their own. The base is what is stored of 31 December; where only reports
 * have said it, this file's own 上年末 goes before that of earlier ones.
 */
export function checkStocks(groups: readonly Group[], claims: OwnClaims, env: CheckEnv, reporter: Reporter): void {
  for (const rule of STOCK_RULES) {
    const find = (code: string): ReadCell | undefined =>
      groups.flatMap((group) => group.cells.get(code) ?? []).find((cell) => cell.value !== null);
    const stock = find(rule.stock);
    const added = find(rule.added);
    const removed = find(rule.removed);
    if (!stock || !added || !removed) continue;
    const yearEnd = makePeriod(yearOf(stock.period!) - 1, 12);
    const { value: base, claim } = earlierValue(
      { unitId: stock.unit!.id, indicator: stock.indicator!, period: yearEnd, basis: 'asof' },
      claims,
      env,
    );
    if (base === null) continue;
    const expected = base + added.value! - removed.value!;
    if (expected === stock.value) continue;
    const scale = scaleOf(stock.indicator!.measure);
    reporter.report({
      rule: 'stock-identity',
      cells: [stock, added, removed, ...(claim ? [claim] : [])],
      ...(claim ? {} : { compared: [`${rule.stock}@${yearEnd}=${base}`] }),
      expected: shortestDecimal(expected, scale),
      params: {
        name: stock.indicator!.name,
        value: plain(stock),
        base: shortestDecimal(base, scale),
        added: plain(added),
        removed: plain(removed),
        expected: shortestDecimal(expected, scale),
      },
    });
  }
}
