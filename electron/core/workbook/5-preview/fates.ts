// What would happen to each cell: compared with the store and with the other files of the plan (rules.md 14, 15, 17).

import { fileInWords } from '../../../../shared/model/file-ref.js';
import type { Fate, PlannedCell, Question } from '../../../../shared/import/plan.js';
import { scaleOf } from '../../../../shared/indicators/measures.js';
import { STATE_LABEL } from '../../../../shared/model/observation.js';
import { remembered } from '../../../../shared/model/remembered.js';
import { shortestDecimal } from '../../../../shared/model/scaled-number.js';
import { VALUE_SOURCE_LABEL } from '../../../../shared/model/value-source.js';
import type { ChosenValue } from '../../statistics/chosen-values.js';
import { holderName, labelOf } from '../3-map/cell-label.js';
import type { MapEnv } from '../3-map/env.js';
import type { ReadCell } from '../3-map/read-values.js';
import type { CheckEnv } from '../4-validate/check-env.js';
import type { Reporter } from '../4-validate/reporter.js';
import type { Known, StoredView } from '../4-validate/stored-view.js';
import { askAboutPeople, isPeople } from './people-question.js';

export interface FateInput {
  file: string;
  form: string;
  env: MapEnv;
  check: CheckEnv;
  view: StoredView;
  reporter: Reporter;
  duplicates: ReadonlySet<ReadCell>;
  questions: Question[];
}

export interface CellFate {
  fate: Fate;
  reason: string;
  before: Before;
  /** 去年同期 that stays with the submission, whether it stands in for a value or not (rules.md 14). */
  isKeptClaim?: boolean;
}

/** By cell; null where there is nothing to say of it. */
export function decideFates(cells: readonly ReadCell[], input: FateInput): (CellFate | null)[] {
  const revised: Revised = { changed: [], blanked: [] };
  const people: RevisedCell[] = [];
  // Half of the cells of a file, for a handful of reasons.
  const compared = remembered((reason): CellFate => ({ fate: 'ignored', reason, before: NOTHING }));
  const fates = cells.map((cell): CellFate | null => {
    if (cell.role === 'unknown' || cell.role === 'check') return cell.text === '' ? null : compared(cell.undecided);
    if (cell.rejected !== '') return { fate: 'rejected', reason: cell.rejected, before: NOTHING };
    if (cell.undecided !== '')
      return cell.state === 'not_submitted' || cell.state === null
        ? null
        : { fate: 'rejected', reason: cell.undecided, before: NOTHING };
    const rejected = input.reporter.rejected.get(cell);
    if (rejected !== undefined) return { fate: 'rejected', reason: rejected, before: NOTHING };
    if (input.duplicates.has(cell)) return { fate: 'ignored', reason: '与同一文件中前面的数值相同', before: NOTHING };
    if (cell.state === null) return null;
    const fate = compareWithStore(cell, input, revised);
    if (fate !== null && isPeople(cell)) people.push({ cell, fate });
    return fate;
  });
  askAbout(revised, input);
  const { env, view, questions } = input;
  askAboutPeople(people, { units: env.units, answers: env.answers, view, questions }, ({ fate }, outcome, reason) => {
    fate.fate = outcome;
    fate.reason = reason;
  });
  return fates;
}

/** A cell that is asked about — mostly one that would change a stored value — with the fate that the answer may take back. */
interface RevisedCell {
  cell: ReadCell;
  fate: CellFate;
}

interface Revised {
  changed: RevisedCell[];
  /** Those that are blank in this file. */
  blanked: RevisedCell[];
}

function revision(cell: ReadCell, fate: CellFate, among: RevisedCell[]): CellFate {
  among.push({ cell, fate });
  return fate;
}

interface Before {
  state: PlannedCell['beforeState'];
  value: bigint | null;
}
const NOTHING: Before = { state: null, value: null };

/** Reason of a 去年同期 that is not the stored value; the officer may turn it into 同口径调整 (choices.ts). */
export const CLAIM_DIFFERS = '与已存的上年数不同，仅比较';

function compareWithStore(cell: ReadCell, input: FateInput, revised: Revised): CellFate | null {
  const indicator = cell.indicator!;
  const period = cell.period!;
  if (cell.role === 'target' || cell.role === 'benchmark' || cell.role === 'issued') {
    if (cell.value === null) return null;
    const stored =
      cell.role === 'target'
        ? input.view.target(Number(period.slice(0, 4)), indicator.id, cell.unit?.id ?? cell.level!)
        : cell.role === 'issued'
          ? input.view.issued(period, indicator.id, cell.basis!, cell.unit?.id ?? null)
          : input.view.benchmark(period, indicator.id, cell.basis!, cell.place!);
    const reason = cell.increase ?? '';
    if (stored === undefined) return { fate: 'new', reason, before: NOTHING };
    const before: Before = { state: stored === null ? null : stored === 0n ? 'zero' : 'value', value: stored };
    if (stored === cell.value) return { fate: 'same', reason, before };
    return revision(cell, { fate: 'changed', reason, before }, revised.changed);
  }
  const unitId = cell.unit!.id;
  const basis = cell.basis!;
  const stored = input.view.stored(unitId, indicator.id, period, basis);
  if (cell.role === 'claim') {
    const printed = input.check.printed(unitId, indicator.id, period, basis);
    return printed ? printedClaimFate(cell, printed, input) : claimFate(cell, stored, input);
  }
  if (stored && !stored.isClaim) {
    const before: Before = { state: stored.state, value: stored.value };
    if (stored.state === cell.state && stored.value === cell.value) return { fate: 'same', reason: '', before };
    const form = input.view.formOf(unitId, indicator.id, period, basis);
    if (input.form === 'unit-table' && form === 'unit-report') return cityTableDiffers(cell, before, input);
    const among = cell.state === 'not_submitted' ? revised.blanked : revised.changed;
    return revision(cell, { fate: 'changed', reason: '', before }, among);
  }
  if (stored?.isClaim === true && cell.state !== 'not_submitted') claimReplaced(cell, stored, input);
  const pending = input.view.pending(unitId, indicator.id, period, basis);
  if (pending) {
    if (pending.state === cell.state && pending.value === cell.value)
      return {
        fate: 'same',
        reason: `与本次“${fileInWords(pending.pendingFile ?? '', input.file)}”相同`,
        before: NOTHING,
      };
    if (input.form === 'unit-table' && pending.form === 'unit-report')
      return cityTableDiffers(cell, { state: pending.state, value: pending.value }, input);
    if (cell.state === 'not_submitted')
      return {
        fate: 'ignored',
        reason: `本次“${fileInWords(pending.pendingFile ?? '', input.file)}”已有数值`,
        before: NOTHING,
      };
  }
  return { fate: 'new', reason: '', before: NOTHING };
}

/** The value comes after a later year's report that said another 去年同期: it holds, and the difference is told (rules.md 14). */
function claimReplaced(cell: ReadCell, { state, value }: Known, { reporter }: FateInput): void {
  if (value === null || (state === cell.state && value === cell.value)) return;
  const expected = shortestDecimal(value, scaleOf(cell.indicator!.measure));
  reporter.report({
    rule: 'claim-replaced',
    cells: [cell],
    compared: [`上年同期栏=${expected}`],
    expected,
    params: { name: cell.indicator!.name, value: cell.text, expected },
  });
}

function cityTableDiffers(cell: ReadCell, before: Before, input: FateInput): CellFate {
  const expected = before.value === null ? '未报' : shortestDecimal(before.value, scaleOf(cell.indicator!.measure));
  input.reporter.report({
    rule: 'city-table-differs',
    cells: [cell],
    compared: [`自报=${expected}`],
    expected,
    params: { unit: cell.unit!.name, name: cell.indicator!.name, value: cell.text || '空白', expected },
  });
  return { fate: 'ignored', reason: CITY_TABLE_DIFFERS, before };
}

/** Reason of a city table's value that a unit's own report outweighs; it stands in where that report is undone. */
export const CITY_TABLE_DIFFERS = '与单位自报的数不同，仅比较';

const AS_CLAIM = '作为上年同期暂存（来源：本年报表同期栏）';
const AS_YEAR_END = '作为上年末数暂存（来源：本年报表上年末栏）';
/** Reason of a 上年末 that is not what is stored of that day: no 同口径调整, there is one number of a day. */
const YEAR_END_DIFFERS = '与已有的上年末数不同，仅比较';

/** 去年同期 is a claim: kept with the submission, compared with the stored value, never overwriting it (rules.md 14). */
function claimFate(cell: ReadCell, stored: ReturnType<StoredView['stored']>, input: FateInput): CellFate | null {
  if (cell.state === 'not_submitted') return null;
  const asClaim = cell.figure === 'year-end' ? AS_YEAR_END : AS_CLAIM;
  if (!stored) return { fate: 'new', reason: asClaim, before: NOTHING, isKeptClaim: true };
  const before: Before = { state: stored.state, value: stored.value };
  const isEqual = stored.state === cell.state && stored.value === cell.value;
  if (cell.figure === 'year-end' && !isEqual && stored.state !== 'not_submitted')
    return yearEndDiffers(cell, before, stored.isClaim, input);
  if (stored.isClaim) return { fate: isEqual ? 'same' : 'new', reason: asClaim, before, isKeptClaim: true };
  if (isEqual) return { fate: 'same', reason: '', before, isKeptClaim: true };
  if (stored.state === 'not_submitted')
    return { fate: 'ignored', reason: '上年数表中为未报，仅比较', before, isKeptClaim: true };
  return comparedClaim(cell, before, input, '');
}

/** Each month's report says 上年末 anew: where only an earlier one had said it, the newest holds, and the change is told. */
function yearEndDiffers(cell: ReadCell, before: Before, isClaim: boolean, input: FateInput): CellFate {
  const expected = before.value === null ? '没有数值' : shortestDecimal(before.value, scaleOf(cell.indicator!.measure));
  input.reporter.report({
    rule: 'year-end-differs',
    cells: [cell],
    compared: [`上年末=${expected}`],
    expected,
    params: {
      name: cell.indicator!.name,
      value: cell.text,
      expected: isClaim ? `${expected}（以前报表的上年末栏）` : expected,
      advice: isClaim ? '以这次填的为准，请核实上年末数是否调整过' : '以已存的为准，请核实上年末数是否调整过',
    },
  });
  return isClaim
    ? { fate: 'new', reason: AS_YEAR_END, before, isKeptClaim: true }
    : { fate: 'ignored', reason: YEAR_END_DIFFERS, before, isKeptClaim: true };
}

/** Not the stored value: only 同口径调整 explains it. `source`: where the stored one is from, blank for the submission. */
function comparedClaim(cell: ReadCell, before: Before, input: FateInput, source: string): CellFate {
  const base = input.check.comparable(cell.unit!.id, cell.indicator!.id, cell.period!, cell.basis!);
  if (base && base.state === cell.state && (base.value === null ? null : BigInt(base.value)) === cell.value)
    return { fate: 'same', reason: `与同口径调整数相同（${base.note}）`, before, isKeptClaim: true };
  const expected = before.value === null ? '没有数值' : shortestDecimal(before.value, scaleOf(cell.indicator!.measure));
  input.reporter.report({
    rule: 'claim-differs',
    cells: [cell],
    compared: [`${source || '已存'}=${expected}`],
    expected,
    params: {
      name: cell.indicator!.name,
      value: cell.text,
      expected: source === '' ? expected : `${expected}（${source}）`,
    },
  });
  return { fate: 'ignored', reason: CLAIM_DIFFERS, before, isKeptClaim: true };
}

/** Last year is printed from another source than the submission: that value is the final one (rules.md 14), so it is compared. */
function printedClaimFate(cell: ReadCell, printed: ChosenValue, input: FateInput): CellFate | null {
  if (cell.state === 'not_submitted') return null;
  const before: Before = {
    state: printed.state,
    value: printed.value === null ? null : BigInt(printed.value),
  };
  const source = VALUE_SOURCE_LABEL[printed.from];
  if (before.value === cell.value)
    return { fate: 'same', reason: `与${source}的上年数相同`, before, isKeptClaim: true };
  if (cell.figure === 'year-end') return yearEndDiffers(cell, before, false, input);
  return comparedClaim(cell, before, input, source);
}

/** A file written before the officer typed a correction would take it back: said where it is decided. */
function typedAmong(changed: readonly RevisedCell[], { view }: FateInput): string {
  const typed = changed.filter(
    ({ cell: { role, unit, indicator, period, basis } }) =>
      role === 'value' && unit !== null && view.isTyped(unit.id, indicator!.id, period!, basis!),
  );
  const first = typed[0]?.cell;
  return first === undefined
    ? ''
    : `，其中${typed.length}个已存的是手工填写的（${first.cell}“${first.indicator!.name}”${typed.length > 1 ? '等' : ''}），请先核对`;
}

/** 9000万元, or 不适用: both sides of a revision in the measure of the store, whatever the file writes. */
function wordsOf({ indicator }: ReadCell, { state, value }: Pick<Before, 'state' | 'value'>): string {
  if (value === null) return state === null ? '没有数值' : STATE_LABEL[state];
  const { measure } = indicator!;
  return `${shortestDecimal(value, scaleOf(measure))}${measure}`;
}

const storedWords = ({ cell, fate }: RevisedCell): string => wordsOf(cell, fate.before);

/** A revision is asked for: in the interface on a card, in batch as a question (rules.md 15, 17). */
function askAbout({ changed, blanked }: Revised, input: FateInput): void {
  const ask = (id: string, involved: readonly RevisedCell[], text: string, accept: string, keep: string): void => {
    const place = involved[0]?.cell;
    if (place === undefined) return;
    input.questions.push({
      id,
      kind: id,
      sheet: place.sheet,
      cell: place.cell,
      text,
      options: [
        { value: 'accept', label: accept },
        { value: 'keep', label: keep },
      ],
      default: null,
      remembered: false,
    });
    if (input.env.answers[id] !== 'keep') return;
    for (const { fate } of involved) {
      fate.fate = 'ignored';
      fate.reason = '按您的选择保留已存数值';
    }
  };
  const first = changed[0]?.cell;
  ask(
    'revision',
    changed,
    first
      ? `有${changed.length}个数值与已存的不同（例如${first.cell}“${first.indicator!.name}”由${storedWords(changed[0]!)}改为${wordsOf(first, first)}）${typedAmong(changed, input)}。是更正吗？`
      : '',
    `是更正，接收这${changed.length}个数值`,
    '保留已存的数值',
  );
  const blank = blanked[0]?.cell;
  ask(
    'blank',
    blanked,
    blank
      ? `有${blanked.length}个已存的数值在本文件中是空白（例如${blank.cell}“${blank.indicator!.name}”，已存${storedWords(blanked[0]!)}）。要改为未报吗？`
      : '',
    '改为未报',
    '保留已存的数值',
  );
}

export function toPlanned(cell: ReadCell, fate: Pick<CellFate, 'fate' | 'reason' | 'before'>): PlannedCell {
  const scale = cell.indicator ? scaleOf(cell.indicator.measure) : 0;
  const label = labelOf(cell);
  // Of a whole year there are a million of these: a list of properties that is always the same is half as large and made at once.
  const planned: PlannedCell = {
    sheet: cell.sheet,
    cell: cell.cell,
    row: cell.r,
    column: cell.c,
    role: cell.role,
    fate: fate.fate,
    label,
    code: cell.indicator?.code ?? null,
    indicator: cell.indicator?.name ?? label,
    unitId: cell.unit?.id ?? null,
    unit: holderName(cell),
    period: cell.period,
    basis: cell.basis,
    text: cell.text,
    state: cell.state,
    value: cell.value === null ? cell.decimal : shortestDecimal(cell.value, scale),
    measure: cell.indicator?.measure ?? '',
    sourceMeasure: cell.sourceMeasure,
    before: fate.before.value === null ? null : shortestDecimal(fate.before.value, scale),
    beforeState: fate.before.state,
    reason: fate.reason,
  };
  if (cell.level !== null) planned.level = cell.level;
  return planned;
}
