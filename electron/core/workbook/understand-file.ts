// Stages 2 and 3 of one file: what its cells are, without a look at the store. Runs in the parse process beside reading, where
// a sheet that keeps recognising busy for ever ends with the process, and in tests and for odd files in the core.

import { errorText } from '../../../shared/errors/app-error.js';
import type { PlannedFile, Question } from '../../../shared/import/plan.js';
import { readForm, withoutOwnSheet } from '../forms/read-form.js';
import { isLedgerFile, readLedgerMeta } from '../ledgers/ledger-meta.js';
import type { Explanation as FormExplanation } from '../forms/located.js';
import type { RawBook } from './1-read/raw-book.js';
import { writesDaysOrRounds } from './2-recognise/days-of-rows.js';
import type { LedgerHeads } from './2-recognise/ledger-table.js';
import { whatWasFound } from './2-recognise/no-table.js';
import { namesLedger, NO_NUMBERS, NO_TABLE } from './2-recognise/recognise-sheet.js';
import { recogniseBook, type RecognisedSheet } from './2-recognise/recognise.js';
import type { StatedMode } from './3-map/decide-targets.js';
import type { MapEnv } from './3-map/env.js';
import { mapTable, type MappedTable } from './3-map/map-cells.js';
import { keepNewest, offerSheets } from './3-map/older-periods.js';
import { readValues, type ReadCell } from './3-map/read-values.js';
import { emptyHeader } from './5-preview/empty-header.js';
import {
  addHeadless,
  addRemarks,
  rejectSplitNumbers,
  settleDuplicates,
  settleMonths,
  unreadNumbers,
} from './5-preview/file-findings.js';
import type { CommitDetail } from './5-preview/plan-file.js';
import { staleResults, type StaleResult } from './5-preview/stale-results.js';
import { explanations, type Explanation } from './return-copy/recognise-own.js';

export interface UnderstandInput {
  index: number;
  file: string;
  sha256: string;
  size: number;
  book: RawBook;
  env: MapEnv;
  /** Heads of all ledgers; absent in the parse process, which leaves ledgers to the core. */
  ledgers?: LedgerHeads;
}

export interface UnderstoodFile {
  /** Without what the store says: fates, rules, waivers, units and answers are added by 5-preview. */
  header: PlannedFile;
  /** No table to go on with; the header says why. */
  isOver: boolean;
  /** A sheet is a ledger, or may be one: the core looks at the book itself. */
  hasLedger: boolean;
  /** The ledger sheets, in the core alone. */
  ledgerSheets?: RecognisedSheet[];
  cells: ReadCell[];
  /** Of `cells`, those that repeat another one of the file. */
  duplicates: ReadonlySet<ReadCell>;
  questions: Question[];
  /** Results of formulas that are older than the numbers of the sheet. */
  stale?: StaleResult[];
  /** 考核方式 that tables of targets write. */
  modes?: StatedMode[];
  /** Answers that decided something, by question. */
  answers: Record<string, string>;
  remember: CommitDetail['remember'];
  /** 情况说明 of a form of ours, 填报单位说明 of a returned list. */
  formExplanations: readonly FormExplanation[];
  explanations: readonly Explanation[];
}

export function understandFile(input: UnderstandInput): UnderstoodFile {
  const { env } = input;
  // A form of our own says itself what it is (core/forms); without its metadata it is a workbook like any other.
  const isOwnLedger = isLedgerFile(input.book.ownMetadata);
  const form = isOwnLedger ? null : readForm(input.book, input.file, env.words, input.ledgers ?? null);
  const book = isOwnLedger ? withoutOwnSheet(input.book) : (form?.book ?? input.book);
  const ledgers = input.ledgers ? { heads: input.ledgers, meta: readLedgerMeta(input.book.ownMetadata) } : null;
  const sheets = form?.sheets ?? recogniseBook(book, input.file, env.words, sheetsToInclude(env), ledgers, env);
  const used = sheets.filter((sheet) => sheet.state === 'used' && sheet.ledger === undefined);
  const header = emptyHeader(input, sheets);
  addRemarks(header, input.book, sheets);
  if (form) header.issues.push(...form.issues);
  const isPlain = (form?.sheets ?? null) === null;
  const common = {
    header,
    hasLedger:
      sheets.some((sheet) => sheet.form === 'ledger') ||
      isOwnLedger ||
      form?.hasLedgers === true ||
      (isPlain && mayHoldLedger(book, sheets, input.file)),
    ledgerSheets: sheets.filter((sheet) => sheet.state === 'used' && sheet.ledger !== undefined),
  };
  if (used.length === 0) return withoutStatistics(common, book, sheets, input);
  if (isPlain) addHeadless(header, book, sheets, env.words);
  const offers = offerSheets(sheets);
  const mapped = used.flatMap((sheet) => {
    const tables = sheet.tables.map((table) => mapTable(table, env));
    offers.push(...keepNewest(tables, env));
    return tables;
  });
  const cells = mapped.flatMap((table) => readValues(table));
  settleMonths(cells);
  rejectSplitNumbers(input.book, mapped, cells);
  const duplicates = settleDuplicates(cells, header.issues);
  for (const table of mapped) header.issues.push(...table.issues, ...(table.isLeft ? [] : unreadNumbers(table, cells)));
  header.offers = offers;
  header.form = used[0]!.form;
  header.periods = [...new Set(mapped.flatMap((table) => periodOf(table)))].sort();
  if (!cells.some(({ unit, role }) => unit !== null && role !== 'check')) header.units = reportersOf(mapped);
  for (const { table } of mapped) Object.assign(header.meta, table.context.meta);
  if (form) Object.assign(header.meta, form.meta);
  header.decisions = mapped.flatMap((table) => table.decisions.reasons);
  return {
    ...common,
    isOver: false,
    cells,
    duplicates,
    questions: mapped.flatMap((table) => table.asking.questions),
    stale: staleResults(input.book),
    modes: mapped.flatMap((table) => table.modes),
    answers: Object.assign({}, ...mapped.map((table) => table.asking.answers)) as Record<string, string>,
    remember: mapped.flatMap((table) => table.asking.toRemember),
    formExplanations: form?.explanations ?? [],
    explanations: explanations(input.book),
  };
}

/** Older sheets that the officer asked for, by their index. */
function sheetsToInclude({ answers }: MapEnv): ReadonlySet<number> {
  return new Set(
    Object.entries(answers).flatMap(([id, answer]) =>
      id.startsWith('sheet:') && answer === 'import' ? [Number(id.slice(6))] : [],
    ),
  );
}

/** Ledgers alone, or nothing that is read: the header says why. */
function withoutStatistics(
  common: Pick<UnderstoodFile, 'header' | 'hasLedger'> & { ledgerSheets: RecognisedSheet[] },
  book: RawBook,
  sheets: readonly RecognisedSheet[],
  input: UnderstandInput,
): UnderstoodFile {
  const { header, ledgerSheets } = common;
  const list = sheets.find((sheet) => sheet.form === 'ledger');
  const isOver = ledgerSheets.length === 0;
  header.form = list ? 'ledger' : 'other';
  if (isOver) {
    const isLooked = list !== undefined || sheets.some((sheet) => sheet.state === 'skipped');
    header.status = isLooked ? 'ignored' : 'refused';
    if (list) header.reason = `${list.reason}。文件没有改动。`;
    else if (!isLooked) header.reason = errorText('file.no-cells', { name: input.file });
    else
      header.reason = ofOurs(sheets) ?? `${NO_TABLE}，没有导入任何内容。${whatWasFound(book, sheets, input.env.words)}`;
  }
  return {
    ...common,
    isOver,
    cells: [],
    duplicates: new Set(),
    questions: [],
    answers: {},
    remember: [],
    formExplanations: [],
    explanations: isOver ? [] : explanations(input.book),
  };
}

/** Why a file that holds nothing but lists of this program is no submission; null where it holds anything else. */
function ofOurs(sheets: readonly RecognisedSheet[]): string | null {
  const looked = sheets.filter((sheet) => sheet.state === 'skipped');
  const [first] = looked;
  if (first === undefined || !looked.every((sheet) => sheet.isOurs === true)) return null;
  return `工作表“${first.name ?? ''}”是${first.reason}，没有导入任何内容。`;
}

/** Without the heads of the ledgers only names, days, 批次 and the sheets without statistics tell that there may be one. */
function mayHoldLedger(book: RawBook, sheets: readonly RecognisedSheet[], file: string): boolean {
  return sheets.some(
    (sheet) =>
      sheet.reason === NO_TABLE ||
      sheet.reason === NO_NUMBERS ||
      (sheet.state === 'used' &&
        (namesLedger(`${sheet.name ?? ''}${file}`, book.sheets[sheet.index]!) ||
          sheet.tables.some(({ grid, list }) => list !== undefined || writesDaysOrRounds(grid)))),
  );
}

/** Who reports, where no cell says it: a file that is refused as a whole is sent back to somebody all the same. */
function reportersOf(tables: readonly MappedTable[]): string[] {
  const reports = tables.filter(({ table }) => table.form === 'unit-report');
  return [...new Set(reports.flatMap(({ decisions }) => decisions.unit?.name ?? []))];
}

function periodOf(table: MappedTable): string[] {
  if (table.decisions.period !== null) return [table.decisions.period];
  return table.table.form === 'targets' && table.decisions.year !== null ? [`${table.decisions.year}-12`] : [];
}
