// What the import page computes from a plan: open questions grouped over files, what may be received. Pure.

import { yearOf, type Period } from '../../../shared/model/period.js';
import {
  FATE_LABEL,
  isAcceptable,
  isUnknownCell,
  openQuestions,
  type CheckIssue,
  type Fate,
  type Offer,
  type PlannedCell,
  type PlannedFile,
  type Question,
} from '../../../shared/import/plan.js';
import { periodTitle } from '../../../shared/model/period.js';
import { countsOf, ledgerTitles, rowsLeftOut } from './ledger-facts.js';

/**
 * The period to look at after receiving files: their newest. Null where the one on screen stays: tables of an earlier year
 * (上年同期) are received for the sake of this year's numbers. `latest`: newest period that had numbers before.
 */
export function periodToShow(
  files: readonly Pick<PlannedFile, 'form' | 'periods'>[],
  shown: Period,
  latest: Period | null,
): Period | null {
  const newest = files
    .filter((file) => file.form !== 'targets' && file.form !== 'population')
    .flatMap((file) => file.periods)
    .sort()
    .at(-1);
  if (newest === undefined) return null;
  const isEarlierYear = yearOf(newest) < yearOf(shown) && latest !== null && yearOf(latest) > yearOf(newest);
  return isEarlierYear ? null : newest;
}

/** One card: the same question of several files is answered once. */
export interface QuestionCard {
  key: string;
  question: Question;
  /** Where it was asked. */
  asked: { index: number; file: string; questionId: string }[];
}

/** Not answered yet, those that may stay open included. */
function unanswered(file: PlannedFile): Question[] {
  return file.questions.filter((question) => !Object.hasOwn(file.answers, question.id));
}

/** Answered by one of its options, and asked still. */
export function answeredQuestions(file: PlannedFile): Question[] {
  return file.questions.filter(({ id, options }) => options.some((option) => option.value === file.answers[id]));
}

export function questionCards(files: readonly PlannedFile[]): QuestionCard[] {
  const cards = new Map<string, QuestionCard>();
  for (const file of files) {
    if (file.status !== 'asks' && file.status !== 'planned') continue;
    for (const question of unanswered(file)) {
      const key = JSON.stringify([question.kind, question.text, question.options]);
      const card = cards.get(key) ?? { key, question, asked: [] };
      card.asked.push({ index: file.index, file: file.file, questionId: question.id });
      cards.set(key, card);
    }
  }
  // Those that hold a file back come first.
  return [...cards.values()].sort(
    (a, b) => Number(a.question.optional ?? false) - Number(b.question.optional ?? false),
  );
}

/** Those that nobody has let pass. */
export function countIssues(file: PlannedFile, severity: 'block' | 'warn' | 'hint'): number {
  return file.issues.filter((issue) => issue.severity === severity && !issue.waiver).length;
}

export function countWaived(file: PlannedFile): number {
  return file.issues.filter((issue) => issue.waiver).length;
}

/** Has something to send back: 必改 or 需核实 that nobody has let pass, and no corrected file in its place. */
export function canReturn(file: PlannedFile): boolean {
  return !isCorrected(file) && countIssues(file, 'block') + countIssues(file, 'warn') > 0;
}

/** Sent back, and its correction was received: done with, whether a part of it had been received or not. */
export function isCorrected(file: PlannedFile): boolean {
  return file.returned?.corrected != null;
}

/** Nothing of it is taken: the officer said that another file holds instead. */
export function isSetAside(file: PlannedFile): boolean {
  const { cells } = file;
  const isDecided = answeredQuestions(file).some((question) => question.kind === 'file-conflict');
  return isDecided && cells.new + cells.changed + cells.same + cells.conflict + cells.rejected === 0;
}

/** Replaces stored values, so that receiving it is a 更正 and wants a reason. */
export function isCorrection(file: PlannedFile): boolean {
  return file.cells.changed > 0;
}

/** The officer may leave it out: receiving the file would store it. */
export function isChoosable(cell: PlannedCell): boolean {
  return cell.fate === 'new' || cell.fate === 'changed';
}

export type CellView = Fate | 'all' | 'left-out' | 'unknown';

/** What becomes of a cell, in a word. */
export function fateWord(cell: PlannedCell): string {
  if (cell.chosen === false) return '不接收';
  return isUnknownCell(cell.role, cell.fate) ? '未识别' : FATE_LABEL[cell.fate];
}

/** Cells of a view of the difference; 不接收 is a choice and not a fate, 未识别 the reason of one. */
export function cellsOfView(cells: readonly PlannedCell[], view: CellView): PlannedCell[] {
  if (view === 'all') return [...cells];
  if (view === 'left-out') return cells.filter((cell) => cell.chosen === false);
  return cells.filter((cell) => (isUnknownCell(cell.role, cell.fate) ? view === 'unknown' : cell.fate === view));
}

/** Cells and rows that the officer left out by hand. */
export function leftOut(file: PlannedFile): number {
  const cells = Object.entries(file.answers).filter(([id, answer]) => id.startsWith('cell:') && answer === 'leave');
  return cells.length + rowsLeftOut(file);
}

/** Cells and rows that receiving stores nowhere: not right, contradicted by another file, or of a name that stands for no indicator. */
export function notAdopted(file: PlannedFile): number {
  const counts = countsOf(file);
  return counts.rejected + counts.conflict + (file.unknown ?? 0);
}

export function storableCells(file: PlannedFile): number {
  const counts = countsOf(file);
  return counts.new + counts.changed;
}

/** May be received, but only its good cells and after an explicit choice. */
export function needsPartial(file: PlannedFile): boolean {
  return (
    (file.status === 'asks' || file.status === 'planned') &&
    !isAcceptable(file) &&
    openQuestions(file).length === 0 &&
    storableCells(file) > 0
  );
}

export function canSelect(file: PlannedFile): boolean {
  return isAcceptable(file) || needsPartial(file);
}

/** One that was sent back waits for its correction; the officer may still tick it. */
export function acceptableFiles(files: readonly PlannedFile[]): PlannedFile[] {
  return files.filter((file) => isAcceptable(file) && file.returned === undefined);
}

/** Of these, the ones with nothing that a person should look at first: no 必改, no 需核实 that nobody has let pass. */
export function cleanFiles(files: readonly PlannedFile[]): PlannedFile[] {
  return acceptableFiles(files).filter((file) => countIssues(file, 'warn') === 0);
}

const NAMED_FILES = 8;

/** What is taken along with 需核实, for the question before it. */
export function doubtsOf(files: readonly PlannedFile[]): { count: number; files: number; list: string } {
  const doubtful = files.flatMap((file) => {
    const count = countIssues(file, 'warn');
    return count > 0 ? [{ name: nameParts(file.file).name, count }] : [];
  });
  const named = doubtful.slice(0, NAMED_FILES).map(({ name, count }) => `“${name}”${count}处`);
  return {
    count: doubtful.reduce((sum, { count }) => sum + count, 0),
    files: doubtful.length,
    list: named.join('、') + (doubtful.length > NAMED_FILES ? `等${doubtful.length}个文件` : ''),
  };
}

/** 薛城区 and 2022年1—7月 ; several units or periods are counted. */
export function recognisedParts(file: PlannedFile): { units: string; rest: string } {
  const units = file.units.length > 2 ? `${file.units.length}个填报单位` : file.units.join('、');
  const newest = [...file.periods].sort().at(-1);
  const title = newest === undefined ? '' : periodWords(file.form, newest);
  const periods = file.periods.length > 1 ? `${title}等${file.periods.length}期` : title;
  return { units, rest: [periods, ledgerTitles(file)].filter((part) => part !== '').join(' · ') };
}

/** 薛城区 · 2022年1—7月 */
export function recognisedAs(file: PlannedFile): string {
  const { units, rest } = recognisedParts(file);
  return [units, rest].filter((part) => part !== '').join(' · ');
}

function periodWords(form: string, period: string): string {
  if (form === 'targets') return `${period.slice(0, 4)}年`;
  if (form === 'population') return `${period.slice(0, 4)}年末`;
  return periodTitle(period, 'ytd');
}

/** What a received batch is about: 2026年1—5月, the newest of several, 台账 where files have no period. */
export function batchPeriods(files: readonly Pick<PlannedFile, 'form' | 'periods'>[]): string {
  const newestFirst = files
    .flatMap(({ form, periods }) => periods.map((period) => ({ period, words: periodWords(form, period) })))
    .sort((a, b) => (a.period < b.period ? 1 : -1));
  const titles = [...new Set(newestFirst.map(({ words }) => words))];
  const [newest] = titles;
  if (newest === undefined) return files.some(({ form }) => form === 'ledger') ? '台账' : '';
  return titles.length > 1 ? `${newest}等${titles.length}期` : newest;
}

const NAMES = new Intl.Collator('zh-CN', { numeric: true });

/** As a folder lists its files, 9月 before 10月: a browser hands them over in any order. */
export function byName<T extends { readonly name: string }>(files: readonly T[]): T[] {
  return files.toSorted((a, b) => NAMES.compare(a.name, b.name));
}

/** Folder and name of a file of a dropped folder. */
export function nameParts(file: string): { folder: string; name: string } {
  const cut = file.lastIndexOf('/') + 1;
  return { folder: file.slice(0, cut), name: file.slice(cut) };
}

/** Names, without folder, that more than one of these files has. */
export function namesOfSeveral(files: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const several = new Set<string>();
  for (const { name } of files.map(nameParts)) (seen.has(name) ? several : seen).add(name);
  return several;
}

/** Months that the file holds, that are not taken, and of which the store lacks something. */
export function monthsLeft({ offers = [] }: Pick<PlannedFile, 'offers'>): number {
  return new Set(offers.flatMap(({ missing = [] }) => missing)).size;
}

/** Offers that one click takes together: two or more that are not taken. */
export function offersToTake({ offers = [], status }: Pick<PlannedFile, 'offers' | 'status'>): Offer[] {
  const open =
    status === 'imported' ? [] : offers.filter(({ isTaken, missing = [] }) => !isTaken && missing.length > 0);
  return open.length > 1 ? open : [];
}

/** Findings without those that an offer of the file says already: 工作表“5月”是2022年5月的数据 stands beside 也接收2022年5月. */
export function issuesBesideOffers({ issues, offers, status }: PlannedFile): CheckIssue[] {
  const told = status === 'imported' ? [] : (offers ?? []).map((offer) => offer.text.split('，')[0]!);
  return issues.filter(
    ({ severity, message }) => severity !== 'hint' || !told.some((text) => text !== '' && message.startsWith(text)),
  );
}
