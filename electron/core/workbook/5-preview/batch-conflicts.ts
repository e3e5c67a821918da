// Files of one plan that give different values for one key: name, date and order decide nothing; nothing of these cells is stored
// until the officer has said which file holds (rules.md 15): once for each pair of files, or cell by cell. Equal values count
// once. Runs after all files are planned.

import { fileInWords } from '../../../../shared/model/file-ref.js';
import type { PlannedCell, Question } from '../../../../shared/import/plan.js';
import { isPairAnswer, isPairId, keysOfFiles, NEITHER, pairId, type FileKeys } from './file-pairs.js';
import { settleStatus, type FilePlan } from './plan-file.js';

/** Roles of cells that store something under a key of their own; claims belong to their submission. */
const STORED: ReadonlySet<PlannedCell['role']> = new Set(['value', 'target', 'benchmark', 'issued']);

/** A unit by its id; a place, a level or a total, which have none, by name. */
export type Whose = number | string;

const whoOf = (cell: PlannedCell): Whose => cell.unitId ?? cell.unit;

/** Whom a file gives values of: files that share none of them neither contradict nor repeat each other. */
export function whoseOf({ cells }: FilePlan): Set<Whose> {
  const whose = new Set<Whose>();
  for (const cell of cells) if (STORED.has(cell.role)) whose.add(whoOf(cell));
  return whose;
}

/** Cells that one file gives for one unit, by code of the indicator. */
interface Given {
  plan: FilePlan;
  cells: Map<string | null, PlannedCell>;
}

/** The first cell of each key (role, unit or place, indicator, period, basis), without a text per cell: files have thousands. */
class FirstCells {
  readonly #groups = new Map<string, Map<Whose, Given[]>>();
  #last: { like: PlannedCell; group: Map<Whose, Given[]> } | undefined;

  /** The first cell with the key of this one, which is kept as the first where there was none. */
  orAdd(plan: FilePlan, cell: PlannedCell): { plan: FilePlan; cell: PlannedCell } | undefined {
    const group = this.#groupOf(cell);
    const who = whoOf(cell);
    let given = group.get(who);
    if (!given) group.set(who, (given = []));
    for (const one of given) {
      const earlier = one.cells.get(cell.code);
      if (earlier) return { plan: one.plan, cell: earlier };
    }
    const own = given.find((one) => one.plan === plan);
    if (own) own.cells.set(cell.code, cell);
    else given.push({ plan, cells: new Map([[cell.code, cell]]) });
    return undefined;
  }

  #groupOf(cell: PlannedCell): Map<Whose, Given[]> {
    const { role, period, basis } = cell;
    const last = this.#last;
    if (last && last.like.role === role && last.like.period === period && last.like.basis === basis) return last.group;
    const key = `${role}|${period}|${basis}`;
    let group = this.#groups.get(key);
    if (!group) this.#groups.set(key, (group = new Map<Whose, Given[]>()));
    this.#last = { like: cell, group };
    return group;
  }
}

/** Planned to be stored, or the same as what another file of this plan would store. */
const isGiven = (cell: PlannedCell): boolean =>
  cell.fate === 'new' || cell.fate === 'changed' || (cell.fate === 'same' && cell.beforeState === null);
const isLive = (cell: PlannedCell): boolean => isGiven(cell) && cell.chosen !== false;
const sameValue = (a: PlannedCell, b: PlannedCell): boolean => a.value === b.value && a.state === b.state;
const isWaiting = ({ header, isSentBack }: FilePlan): boolean =>
  (header.status === 'planned' || header.status === 'asks') && isSentBack !== true;

/** A cell of a file. */
export interface Place {
  plan: FilePlan;
  cell: PlannedCell;
}

/** Marks contradictions in place and asks about each pair of files in both of them. */
export function markBatchConflicts(plans: readonly FilePlan[]): void {
  for (const plan of plans) takeBack(plan);
  const waiting = plans.filter(isWaiting);
  const keys = contradicted(waiting, isLive);
  if (keys.size === 0) return;
  const files = keysOfFiles(waiting);
  const asked: Asked = new Map();
  const answers = answersOf(waiting);
  for (const places of placesOf(waiting, keys, isLive)) settle(places, { files, answers, asked });
  for (const [id, pairs] of asked) ask(pairs, { id, files, answer: answers.get(id) });
  for (const plan of waiting) settleStatus(plan.header);
}

/** Where two files of a plan contradict each other, cells that the officer left out included. `id`: of their question. */
export function contradictionsOf(plans: readonly FilePlan[], id: string): [Place, Place][] {
  for (const plan of plans) takeBack(plan);
  const waiting = plans.filter(isWaiting);
  const files = keysOfFiles(waiting);
  const found: [Place, Place][] = [];
  for (const places of placesOf(waiting, contradicted(waiting, isGiven), isGiven))
    for (const pair of pairsOf(places)) if (pairId(files, pair[0].plan, pair[1].plan) === id) found.push(pair);
  return found;
}

/** Marks of an earlier run are taken back first: an answer for one file may have settled the other. */
function takeBack({ header, cells }: FilePlan): void {
  header.questions = header.questions.filter((question) => question.kind !== CONFLICT);
  for (const cell of cells) {
    if (cell.aside === undefined) continue;
    header.cells[cell.fate] -= 1;
    cell.fate = cell.aside.fate;
    cell.reason = cell.aside.reason;
    header.cells[cell.fate] += 1;
    delete cell.aside;
  }
  settleStatus(header);
}

/** Kind of the questions of this room. */
export const CONFLICT = 'file-conflict';

/** Keys for which different files give different values. */
function contradicted(plans: readonly FilePlan[], isCounted: (cell: PlannedCell) => boolean): Set<string> {
  const first = new FirstCells();
  const keys = new Set<string>();
  for (const plan of plans)
    for (const cell of plan.cells) {
      if (!isCounted(cell) || !STORED.has(cell.role)) continue;
      const earlier = first.orAdd(plan, cell);
      if (earlier && earlier.plan !== plan && !sameValue(earlier.cell, cell)) keys.add(keyOf(cell));
    }
  return keys;
}

function keyOf(cell: PlannedCell): string {
  const { role, period, basis, code } = cell;
  return JSON.stringify([role, period, basis, whoOf(cell), code]);
}

/** The cells of each of these keys, in the order of the files. */
function placesOf(
  plans: readonly FilePlan[],
  keys: ReadonlySet<string>,
  isCounted: (cell: PlannedCell) => boolean,
): Place[][] {
  const groups = new Map<string, Place[]>();
  if (keys.size > 0)
    for (const plan of plans)
      for (const cell of plan.cells) {
        if (!isCounted(cell) || !STORED.has(cell.role)) continue;
        const key = keyOf(cell);
        if (!keys.has(key)) continue;
        const group = groups.get(key);
        if (group) group.push({ plan, cell });
        else groups.set(key, [{ plan, cell }]);
      }
  return [...groups.values()];
}

function pairsOf(places: readonly Place[]): [Place, Place][] {
  return places.flatMap((one, at) =>
    places
      .slice(at + 1)
      .filter((other) => other.plan !== one.plan && !sameValue(one.cell, other.cell))
      .map((other): [Place, Place] => [one, other]),
  );
}

/** Answers about pairs, from either file; where the two say differently, or what was not asked, it is asked again. */
function answersOf(plans: readonly FilePlan[]): Map<string, string> {
  const given = new Map<string, Set<string>>();
  for (const { header } of plans)
    for (const [id, answer] of Object.entries(header.answers))
      if (isPairId(id)) given.set(id, (given.get(id) ?? new Set()).add(answer));
  for (const [id, answers] of given)
    if (answers.size > 1 || [...answers].some((answer) => !isPairAnswer(id, answer)))
      for (const { header } of plans) delete header.answers[id];
  return new Map(
    [...given]
      .filter(([id, answers]) => answers.size === 1 && isPairAnswer(id, [...answers][0]!))
      .map(([id, answers]) => [id, [...answers][0]!]),
  );
}

/** Pairs of cells by the question about their files. */
type Asked = Map<string, [Place, Place][]>;

interface Settling {
  files: FileKeys;
  answers: ReadonlyMap<string, string>;
  asked: Asked;
}

/** One key: what the answers set aside, and the pairs that are still to be asked about. */
function settle(places: readonly Place[], { files, answers, asked }: Settling): void {
  const pairs = pairsOf(places);
  const out = new Map<Place, string>();
  for (const [one, other] of pairs) {
    const id = pairId(files, one.plan, other.plan);
    const answer = answers.get(id);
    if (answer === undefined) continue;
    note(asked, id, [one, other]);
    if (answer !== files.get(one.plan)) out.set(one, reasonOf(answer, one, other));
    if (answer !== files.get(other.plan)) out.set(other, reasonOf(answer, other, one));
  }
  for (const [place, reason] of out) setAside(place, 'ignored', reason, idsOf(place, pairs, files));
  for (const pair of pairsOf(places.filter((place) => !out.has(place)))) {
    const id = pairId(files, pair[0].plan, pair[1].plan);
    note(asked, id, pair);
    for (const [place, other] of [pair, [pair[1], pair[0]]] as const)
      if (place.cell.aside === undefined)
        setAside(place, 'conflict', `与${named(other, place)}不同，待选择`, idsOf(place, pairs, files));
  }
}

function note(asked: Asked, id: string, pair: [Place, Place]): void {
  const known = asked.get(id);
  if (known) known.push(pair);
  else asked.set(id, [pair]);
}

function idsOf(place: Place, pairs: readonly [Place, Place][], files: FileKeys): string[] {
  return pairs.filter((pair) => pair.includes(place)).map(([one, other]) => pairId(files, one.plan, other.plan));
}

function reasonOf(answer: string, place: Place, other: Place): string {
  return answer === NEITHER
    ? `按您的选择，这个数和${named(other, place)}的都不采用`
    : `按您的选择，以${named(other, place)}的${other.cell.cell}（${shown(other.cell)}）为准`;
}

function named(other: Place, beside: Place): string {
  return `“${fileInWords(other.plan.header.file, beside.plan.header.file)}”`;
}

const shown = (cell: PlannedCell): string => (cell.text === '' ? '空白' : cell.text);

function setAside({ plan, cell }: Place, fate: 'ignored' | 'conflict', reason: string, questions: string[]): void {
  cell.aside = { fate: cell.fate, reason: cell.reason, questions };
  plan.header.cells[cell.fate] -= 1;
  cell.fate = fate;
  cell.reason = reason;
  plan.header.cells[fate] += 1;
}

/** One question for the pair, the same words in both files, so that it is one card and one answer. */
function ask(
  pairs: readonly [Place, Place][],
  { id, files, answer }: { id: string; files: FileKeys; answer: string | undefined },
): void {
  const [one, other] = pairs[0]!;
  const question: Omit<Question, 'sheet' | 'cell'> = {
    id,
    kind: CONFLICT,
    text: `${named(one, other)}与${named(other, one)}对同一数值报得不同（共${pairs.length}处，例如“${one.cell.unit}”的“${one.cell.indicator}”：前者${one.cell.cell}为${shown(one.cell)}，后者${other.cell.cell}为${shown(other.cell)}）。以哪个文件为准？`,
    options: [
      { value: files.get(one.plan)!, label: `以${named(one, other)}为准` },
      { value: files.get(other.plan)!, label: `以${named(other, one)}为准` },
      { value: NEITHER, label: '两个文件的这些数值都不采用' },
    ],
    default: null,
    remembered: false,
  };
  for (const { plan, cell } of [one, other]) {
    plan.header.questions.push({ ...question, sheet: cell.sheet, cell: cell.cell });
    if (answer !== undefined) plan.header.answers[id] = answer;
  }
}
