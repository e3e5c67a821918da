// 当月, 季度 and 累计 of one year that came in different files: 1月, 2月, 3月 received one by one and 1—3月 later, or the other way
// round. Months are points on a line from 0 to 12 and every number is a span between two of them; where other numbers lead from
// the beginning of a span to its end, their sum must be the number.

import { scaleOf } from '../../../../shared/indicators/measures.js';
import { makePeriod, monthOf, periodTitle, yearOf, type Basis, type Period } from '../../../../shared/model/period.js';
import { shortestDecimal } from '../../../../shared/model/scaled-number.js';
import { partsOfYear } from '../../store/year-parts-store.js';
import type { CellsByName } from '../3-map/cells-by-name.js';
import type { ReadCell } from '../3-map/read-values.js';
import type { CheckEnv } from './check-env.js';
import { plain } from './groups.js';
import type { Reporter } from './reporter.js';
import { pendingPlace, storedPlace } from './stored-place.js';
import type { StoredView } from './stored-view.js';

/** A number of the year: from the end of one month to the end of another. */
interface Span {
  from: number;
  to: number;
  period: Period;
  basis: Basis;
  value: bigint;
  /** Where it stands in this file; null for what is stored or comes with another file. */
  cell: ReadCell | null;
  /** Another file of the plan. */
  pendingFile: string | null;
}

/** A span as it is passed: backwards it is taken away. */
interface Step {
  span: Span;
  isBack: boolean;
}

const SPANNING: readonly Basis[] = ['ytd', 'month', 'quarter'];

export function checkStoredSums(
  cells: readonly ReadCell[],
  byName: CellsByName,
  env: CheckEnv,
  reporter: Reporter,
): void {
  if (!reporter.isOn('stored-sums-differ')) return;
  const told = new Set<string>();
  for (const cell of cells) {
    if (cell.role !== 'value' || !isSpan(cell)) continue;
    const inFile = byName.at(cell.unit!.id, cell.indicator!.id).filter(isSpan);
    if (!hasMonths(cell, inFile, env.view) || !mayBeReached(cell, inFile, env.view)) continue;
    const [from, to] = ends(cell.period!, cell.basis!);
    const steps = shortestWay(spansBeside(cell, inFile, env.view), from, to);
    // Numbers of one file are told by the rules of that file.
    if (steps === null || steps.every(({ span }) => span.cell !== null)) continue;
    const expected = sumOf(steps);
    if (expected === cell.value) continue;
    // Another file of the plan corrects what is stored, and with it this number is right.
    const corrected = shortestWay(spansBeside(cell, inFile, env.view, 'corrected'), from, to);
    if (corrected !== null && sumOf(corrected) === cell.value) continue;
    // The same numbers contradict each other once, from wherever one looks.
    const key = [cell, ...steps.map(({ span }) => span)].map(({ period, basis }) => `${period}${basis}`).toSorted();
    const name = `${cell.unit!.id}|${cell.indicator!.code}|${key.join(' ')}`;
    if (told.has(name)) continue;
    told.add(name);
    report(cell, steps, expected, env, reporter);
  }
}

function sumOf(steps: readonly Step[]): bigint {
  return steps.reduce((sum, { span, isBack }) => (isBack ? sum - span.value : sum + span.value), 0n);
}

/** A number of this file that spans months, or a 本月 beside 累计 that is only compared. */
function isSpan(cell: ReadCell): boolean {
  if (!cell.unit || cell.indicator?.kind !== 'flow' || cell.value === null || cell.period === null) return false;
  if (cell.basis === null || !SPANNING.includes(cell.basis) || cell.rejected !== '' || cell.undecided !== '')
    return false;
  return cell.role === 'value' || (cell.role === 'check' && cell.figure === 'month');
}

function ends(period: Period, basis: Basis): [from: number, to: number] {
  const month = monthOf(period);
  return [basis === 'ytd' ? 0 : month - (basis === 'quarter' ? 3 : 1), month];
}

function hasMonths(cell: ReadCell, inFile: readonly ReadCell[], view: StoredView): boolean {
  if (inFile.some(({ basis }) => basis !== 'ytd')) return true;
  const [unitId, indicatorId, year] = [cell.unit!.id, cell.indicator!.id, yearOf(cell.period!)];
  return (
    view.spans(indicatorId, year).some(({ basis }) => basis !== 'ytd') ||
    view
      .pendingSpans(unitId, indicatorId, year)
      .some(({ period, basis }) => basis !== 'ytd' && view.pending(unitId, indicatorId, period, basis))
  );
}

/** Some other number of the year begins or ends where this one ends: without one no way leads there, and most have none. */
function mayBeReached(cell: ReadCell, inFile: readonly ReadCell[], view: StoredView): boolean {
  const year = yearOf(cell.period!);
  const [, to] = ends(cell.period!, cell.basis!);
  const touches = ({ period, basis }: { period: Period | null; basis: Basis | null }): boolean =>
    !(period === cell.period && basis === cell.basis) && ends(period!, basis!).includes(to);
  const { id } = cell.indicator!;
  return (
    view.spans(id, year).some(touches) ||
    view.pendingSpans(cell.unit!.id, id, year).some(touches) ||
    inFile.some((other) => yearOf(other.period!) === year && touches(other) && isBeside(other, view))
  );
}

/** A number of this file that leads somewhere: not one that another rule compares. */
function isBeside(other: ReadCell, view: StoredView): boolean {
  return other.role === 'value' || !isToldAlready(other, view);
}

/** All other numbers of the unit's year; of the same span the first is taken: this file's, then what is received, then what waits. */
function spansBeside(
  cell: ReadCell,
  inFile: readonly ReadCell[],
  view: StoredView,
  stored: 'as-it-is' | 'corrected' = 'as-it-is',
): Span[] {
  const [unitId, indicatorId, year] = [cell.unit!.id, cell.indicator!.id, yearOf(cell.period!)];
  const spans: Span[] = [];
  const add = (
    { period, basis, value }: { period: Period; basis: Basis; value: bigint },
    from: ReadCell | null,
    pendingFile: string | null = null,
  ): void => {
    if (cell.period === period && cell.basis === basis) return;
    const [start, to] = ends(period, basis);
    spans.push({ from: start, to, period, basis, value, cell: from, pendingFile });
  };
  for (const other of inFile)
    if (yearOf(other.period!) === year && isBeside(other, view))
      add({ period: other.period!, basis: other.basis!, value: other.value! }, other);
  for (const part of partsOfYear(view.store, unitId, indicatorId, view.spans(indicatorId, year))) {
    const other = stored === 'corrected' ? view.correction(unitId, indicatorId, part.period, part.basis) : null;
    if (other === null) add(part, null);
    else if (other.value !== null) add({ ...part, value: other.value }, null, other.pendingFile);
  }
  for (const { period, basis } of view.pendingSpans(unitId, indicatorId, year)) {
    const known = view.pending(unitId, indicatorId, period, basis);
    if (known && !known.isClaim && known.value !== null && (known.state === 'value' || known.state === 'zero'))
      add({ period, basis, value: known.value }, null, known.pendingFile);
  }
  return spans;
}

/** 本月 beside 累计 with last month's 累计 known: month-differs compares these three. */
function isToldAlready({ period, unit, indicator }: ReadCell, view: StoredView): boolean {
  const month = monthOf(period!);
  if (month === 1) return true;
  const before = view.best(unit!.id, indicator!.id, makePeriod(yearOf(period!), month - 1), 'ytd');
  return before !== null && before.value !== null;
}

/** The fewest numbers that lead from one end of a month to another; null where none do. */
function shortestWay(spans: readonly Span[], from: number, to: number): Step[] | null {
  const ways = new Map<number, Step[]>([[from, []]]);
  const open = [from];
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    if (at === to) return ways.get(at)!;
    for (const isBack of [false, true])
      for (const span of spans) {
        const next = isBack ? span.from : span.to;
        if ((isBack ? span.to : span.from) !== at || ways.has(next)) continue;
        ways.set(next, [...ways.get(at)!, { span, isBack }]);
        open.push(next);
      }
  }
  return null;
}

/** As many places are named as can be read; the numbers themselves are all named. */
const SHOWN_PLACES = 4;

function report(cell: ReadCell, steps: readonly Step[], expected: bigint, env: CheckEnv, reporter: Reporter): void {
  const scale = scaleOf(cell.indicator!.measure);
  // What is added first: 1—3月 − 1—2月, never the other way round.
  const ordered = steps.toSorted((a, b) => Number(a.isBack) - Number(b.isBack) || a.span.to - b.span.to);
  const terms = ordered.map(({ span, isBack }, index) => {
    const sign = isBack ? ' − ' : index === 0 ? '' : ' + ';
    return `${sign}${shortTitle(span)}${shortestDecimal(span.value, scale)}`;
  });
  const places = [...new Set(ordered.map(({ span }) => placeOf(span, cell, env.view)))];
  const shown = shortestDecimal(expected, scale);
  reporter.report({
    rule: 'stored-sums-differ',
    cells: [cell, ...steps.flatMap(({ span }) => (span.cell?.sheetIndex === cell.sheetIndex ? [span.cell] : []))],
    compared: ordered
      .filter(({ span }) => span.cell === null)
      .map(({ span }) => `${span.period}${span.basis}=${span.value}`),
    expected: shown,
    params: {
      name: cell.indicator!.name,
      period: periodTitle(cell.period!, cell.basis!),
      value: plain(cell),
      terms: terms.join(''),
      expected: shown,
      difference: shortestDecimal(cell.value! - expected, scale),
      places: places.slice(0, SHOWN_PLACES).join('；') + (places.length > SHOWN_PLACES ? `；等${places.length}处` : ''),
    },
  });
}

/** 1月, 3月, 1—3月累计, 第三季度 */
function shortTitle({ period, basis }: Span): string {
  const title = periodTitle(period, basis).replace(/^\d{4}年/, '');
  return basis === 'ytd' && monthOf(period) > 1 ? `${title}累计` : title;
}

/** 3月：2024-04-02接收的“3月报表.xlsx”Sheet1!C4 */
function placeOf(span: Span, { unit, indicator }: ReadCell, { store }: StoredView): string {
  const title = shortTitle(span);
  if (span.cell) return `${title}：本文件${span.cell.cell}`;
  if (span.pendingFile !== null) return `${title}：${pendingPlace(span.pendingFile)}`;
  const { period, basis } = span;
  return `${title}：${storedPlace(store, { unitId: unit!.id, indicatorId: indicator!.id, period, basis })}`;
}
