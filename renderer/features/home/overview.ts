// What 首页 computes from the values grid: which units have submitted, and which indicators lead. Pure.

import type { Insight } from '../../../shared/insights/define.js';
import type { GridValue, ValuesGrid } from '../../../shared/contract/calls/values.js';

export interface UnitChip {
  unitId: number;
  unit: string;
  values: number;
  issues: number;
  state: 'received' | 'issues' | 'missing';
}

const SUBMITTED: ReadonlySet<GridValue['origin']> = new Set(['import', 'manual', 'setup']);

/** A population alone (基础数据, often set up beforehand) is no submission. */
export function unitChips(grid: ValuesGrid): UnitChip[] {
  return grid.rows.flatMap((row) => {
    if (row.unitId === null) return [];
    const own = row.values.filter(
      (value, index) =>
        SUBMITTED.has(value.origin) && value.state !== 'not_submitted' && grid.columns[index]?.category !== 'base',
    );
    const issues = row.values.filter((value) => value.hasIssue).length;
    const state = own.length === 0 ? 'missing' : issues > 0 ? 'issues' : 'received';
    return [{ unitId: row.unitId, unit: row.unit, values: own.length, issues, state }];
  });
}

export interface KeyFigure {
  code: string;
  name: string;
  measure: string;
  basis: ValuesGrid['columns'][number]['basis'];
  text: string;
  change: string;
  lastYear: string;
  completion: string;
  missing: number;
  hasOtherSourceLastYear: boolean;
}

/** Those with a target first (they are assessed), then in the order of the catalogue. */
export function keyFigures(grid: ValuesGrid, targeted: ReadonlySet<string>, count: number): KeyFigure[] {
  const total = grid.rows.find((row) => row.unitId === null);
  if (!total) return [];
  const figures = grid.columns.flatMap((column, index) => {
    const value = total.values[index];
    if (!value || value.value === null || column.category === 'base') return [];
    const { text, change, lastYear, completion, missing, hasOtherSourceLastYear = false } = value;
    const { code, name, measure, basis } = column;
    return [{ code, name, measure, basis, text, change, lastYear, completion, missing, hasOtherSourceLastYear }];
  });
  const isAssessed = (figure: KeyFigure): boolean => figure.completion !== '' || targeted.has(figure.code);
  return [...figures.filter(isAssessed), ...figures.filter((figure) => !isAssessed(figure))].slice(0, count);
}

/** -2.6 → ↓ 2.6%; 1.2个百分点 stays as it is written. */
export function changeWords(change: string): string {
  const found = /^([+-]?)(\d.*)$/.exec(change);
  if (!found) return change;
  const sign = found[1] === '-' ? '↓' : /^0(\.0*)?%?$/.test(found[2] ?? '') ? '=' : '↑';
  const rest = found[2] ?? '';
  return `${sign} ${/[%点]/.test(rest) ? rest : `${rest}%`}`;
}

/** 上年同期 beside 同比. Without one the two are sums of different units: side by side they mislead. */
export function lastYearWords({ change, lastYear }: Pick<KeyFigure, 'change' | 'lastYear'>): string {
  if (lastYear === '') return '';
  return change === '—' && /[1-9]/.test(lastYear) ? '与上年同期不可比' : `上年同期 ${lastYear}`;
}

/** 上级下发 over last year's sum of submissions: the change may be that of the source. As the note of the printed tables says it. */
export function sourceWords({
  change,
  hasOtherSourceLastYear,
}: Pick<KeyFigure, 'change' | 'hasOtherSourceLastYear'>): string {
  return hasOtherSourceLastYear && /\d/.test(change) ? '与上年同期数来源不同，同比仅供参考' : '';
}

/** Width of a bar, 0–100; completion beyond 100 % fills it. */
export function barPercent(text: string): number {
  const found = /^\d+(\.\d+)?/.exec(text);
  return found ? Math.min(100, Number(found[0])) : 0;
}

/** What stands above already (总量和变化) is left out; one sentence of each rule comes before the second of any. */
export function pickInsights(insights: readonly Insight[], most: number): Insight[] {
  const usable = insights.filter((one) => one.use !== 'hidden' && one.kind !== 'headline');
  const seen = new Set<string>();
  const first = usable.filter((one) => !seen.has(one.rule) && seen.add(one.rule));
  const rest = usable.filter((one) => !first.includes(one));
  return [...first, ...rest].slice(0, most);
}
