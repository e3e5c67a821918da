// A workbook that carries our metadata → the tables that recognising would have given, without a question: unit, period and
// the code of every row come from the form. What the page shows against it is a finding; metadata that were touched are
// not used at all. Not here: numbers, checks, storing (workbook/3-map and later, as for any file).

import { createHash } from 'node:crypto';

import type { CheckIssue } from '../../../shared/import/plan.js';
import { makePeriod, periodTitle, yearOf } from '../../../shared/model/period.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import { OWN_SHEET } from '../workbook/1-read/own-metadata.js';
import type { RawBook } from '../workbook/1-read/raw-book.js';
import { readContext, type TableContext } from '../workbook/2-recognise/context.js';
import type { FoundTable, Vocabulary } from '../workbook/2-recognise/find-table.js';
import type { LedgerHeads, LedgerTable } from '../workbook/2-recognise/ledger-table.js';
import { findPeriods } from '../workbook/2-recognise/period-text.js';
import type { RecognisedSheet, RecognisedTable } from '../workbook/2-recognise/recognise.js';
import { numbersOutside } from '../workbook/2-recognise/recognise-table.js';
import type { UnitEvidence } from '../workbook/2-recognise/unit-evidence.js';
import { periodContradictions, unitContradictions } from './contradictions.js';
import { readMeta, type FormCell, type FormMeta } from './form-meta.js';
import { locateUnitForm } from './locate-unit.js';
import { locateUnitsForm } from './locate-units.js';
import type { Explanation, LocatedForm } from './located.js';
import { otherSheetIssues } from './other-sheets.js';
import { readLedgerSheets, type LedgerSheetsRead } from './read-ledgers.js';
import { GUIDE_SHEET, LEDGER_GUIDE, SUBMISSION_KINDS, SUBMISSION_LABEL } from './sheet-parts.js';
import { formSheet, headKey, type FormSheet } from './traces.js';

export interface FormReading {
  /** Null: our form once, but its metadata cannot be used; recognise `book` like any other file. */
  sheets: RecognisedSheet[] | null;
  /** The book without the metadata sheet, which is never data. */
  book: RawBook;
  issues: CheckIssue[];
  explanations: Explanation[];
  /** 报送类型, where the unit chose one. */
  meta: Record<string, string>;
  /** Some of its sheets are for rows of ledgers. */
  hasLedgers: boolean;
}

/** Null where the file carries no trace of a form of ours. `heads`: of all ledgers; null where sheets of ledgers are left alone. */
export function readForm(
  book: RawBook,
  fileName: string,
  words: Vocabulary,
  heads: LedgerHeads | null,
): FormReading | null {
  if (!book.ownMetadata) return null;
  const plain = withoutOwnSheet(book);
  const fallback = (rule: string, message: string): FormReading => ({
    sheets: null,
    book: plain,
    issues: [{ severity: 'hint', rule, sheet: null, cell: null, message }],
    explanations: [],
    meta: {},
    hasLedgers: false,
  });
  const reading = readMeta(book.ownMetadata);
  switch (reading.kind) {
    case 'lost':
      return fallback('form-lost', '这是由填报表改成的文件，填报表信息已经丢失，按普通报表识别。');
    case 'newer':
      return fallback('form-newer', '填报表由更新版本的程序生成，按普通报表识别。请升级程序。');
    case 'broken':
      return fallback(
        'form-checksum',
        '填报表信息被改动过（校验不符），没有采用，按普通报表识别。请核对填报单位、报表期和各项指标。',
      );
    case 'ok':
      break;
  }
  const { meta } = reading;
  const unitOf = (id: number): ReportingUnit | null => unitOfMeta(meta, id, words);
  const isKnown = meta.units.some((unit) => unitOf(unit.id) !== null);
  if (!isKnown)
    return fallback(
      'form-unit-unknown',
      `填报表是发给“${meta.units.map((unit) => unit.name).join('、')}”的，填报单位名单中没有，按普通报表识别。`,
    );
  const foreign = foreignCode(meta, words);
  if (foreign)
    return fallback(
      'form-codes-differ',
      `填报表中代码“${foreign.code}”是“${foreign.name}”，本指标库中它是另一个指标，填报表可能是别处生成的，按普通报表识别。`,
    );
  const locate = (one: FormSheet): LocatedForm | null =>
    meta.layout === 'unit' ? locateUnitForm(one, meta, words) : locateUnitsForm(one, meta, words, unitOf);
  const sheet = meta.cells.length === 0 ? null : formSheet(book, meta);
  const located = sheet === null ? null : locate(sheet);
  if (meta.cells.length > 0 && (sheet === null || located === null))
    return fallback('form-cells-lost', '填报表的代码栏和单元格名称都已丢失，按普通报表识别。请核对各项指标。');
  const form = sheet === null || located === null ? null : { sheet, located };
  const first = unitOf(meta.units[0]!.id);
  const ledgers =
    heads === null || first === null
      ? NO_LEDGERS
      : readLedgerSheets({ book: plain, meta, unit: first, words, heads, fileName, formSheet: sheet?.index ?? null });
  const made = form && tableOf(form.sheet, form.located, meta, words, fileName, unitOf);
  return {
    sheets: sheetsOf(plain, made?.table ?? null, ledgers.tables),
    book: plain,
    issues: [
      ...(form?.located.issues ?? []),
      ...(made?.issues ?? []),
      ...ledgers.issues,
      ...otherSheetIssues(plain, form, new Set(ledgers.tables.keys()), {
        locate,
        unitOf: (one, at) => (meta.layout === 'unit' && first ? otherUnit(one, at, first, words) : null),
      }),
    ],
    explanations: form?.located.explanations ?? [],
    meta: form ? submissionKind(form.sheet, form.located) : {},
    hasLedgers: meta.ledgers.length > 0,
  };
}

const NO_LEDGERS: LedgerSheetsRead = { tables: new Map(), issues: [] };

/** A code that names another indicator here: own indicators of two data folders may share one. */
function foreignCode(meta: FormMeta, words: Vocabulary): FormCell | undefined {
  return meta.cells.find((cell) => {
    const named = words.indicators.find([cell.name]);
    return named.kind === 'found' && named.code !== cell.code;
  });
}

/** Texts of the 情况说明 column by the cell they explain. */
export function explanations(book: RawBook, fileName: string, words: Vocabulary): Explanation[] {
  return readForm(book, fileName, words, null)?.explanations ?? [];
}

/** The book without the sheet of our metadata, which is never data. */
export function withoutOwnSheet(book: RawBook): RawBook {
  return {
    ...book,
    sheets: book.sheets.map((sheet) =>
      sheet.name === OWN_SHEET ? { ...sheet, state: 'veryHidden' as const, cells: [], merges: [] } : sheet,
    ),
  };
}

/** A unit is the one of this data folder only where its name still fits: another folder has the same ids. */
function unitOfMeta(meta: FormMeta, id: number, words: Vocabulary): ReportingUnit | null {
  const stated = meta.units.find((unit) => unit.id === id);
  if (!stated) return null;
  const same = words.units.units.find((unit) => unit.id === id && unit.name === stated.name);
  if (same) return same;
  const match = words.units.exact(stated.name);
  return match.kind === 'found' ? match.unit : null;
}

function tableOf(
  sheet: FormSheet,
  located: LocatedForm,
  meta: FormMeta,
  words: Vocabulary,
  fileName: string,
  unitOf: (id: number) => ReportingUnit | null,
): { table: RecognisedTable; issues: CheckIssue[] } {
  const { grid } = sheet;
  const isUnit = meta.layout === 'unit';
  const found = foundTable(located, isUnit);
  const context = readContext(grid, found, grid.rowCount);
  const unit = isUnit ? unitOf(meta.units[0]!.id) : null;
  const issues = [
    ...periodContradictions(sheet.name, [...context.titles, ...context.periodLines], meta.period),
    ...nameFindings(sheet, fileName, meta),
    ...(unit ? unitFindings(sheet, context, unit, words) : []),
  ];
  const where = '填报表信息';
  const evidence: UnitEvidence[] = unit ? [{ where, text: unit.name, match: { kind: 'found', unit } }] : [];
  // The names of file and sheet only warn; title and 填报单位 line are findings above.
  if (unit) {
    if (sheet.name !== null)
      evidence.push({ where: '工作表名', text: sheet.name, match: words.units.inText(sheet.name) });
    const last = fileName
      .split('/')
      .at(-1)!
      .replace(/\.[^.]+$/, '');
    evidence.push({ where: '文件名', text: last, match: words.units.inText(last) });
  }
  const table: RecognisedTable = {
    id: `${sheet.index}:0`,
    sheetIndex: sheet.index,
    sheetName: sheet.name,
    grid,
    found,
    context,
    columns: located.columns,
    rows: located.rows,
    ...(located.computedRows ? { computedRows: located.computedRows } : {}),
    ...(located.movedRows ? { movedRows: located.movedRows } : {}),
    form: isUnit ? 'unit-report' : 'unit-table',
    period: {
      period: meta.period,
      shape: 'range',
      isCumulative: true,
      isWholeMonth: false,
      where,
      text: '',
      contradictions: [],
    },
    year: yearOf(meta.period),
    periodProblem: null,
    unit: evidence,
    titleIndicator: null,
    titleMeasure: null,
    titleName: '',
    outside: numbersOutside(grid, found, grid.rowCount, words),
    fingerprint: createHash('sha1').update(`form|${meta.layout}`).digest('hex').slice(0, 16),
    called: '',
  };
  return { table, issues };
}

function foundTable(located: LocatedForm, isUnit: boolean): FoundTable {
  return {
    orientation: isUnit ? 'indicator-rows' : 'unit-rows',
    from: 0,
    head: located.head,
    data: located.data,
    labelColumns: [located.labelColumn],
    score: located.rows.length,
  };
}

/** The unit that another sheet of the workbook is of, by its title or 填报单位 line; null where it names none but `unit`. */
function otherUnit(
  sheet: FormSheet,
  located: LocatedForm,
  unit: ReportingUnit,
  words: Vocabulary,
): ReportingUnit | null {
  const context = readContext(sheet.grid, foundTable(located, true), sheet.grid.rowCount);
  for (const { match } of unitsAbove(context, words))
    if (match.kind === 'found' && match.unit.id !== unit.id) return match.unit;
  return null;
}

/** A file or sheet named for another month: perhaps the form of the month before was filled in once more. Days are no periods. */
function nameFindings(sheet: FormSheet, fileName: string, meta: FormMeta): CheckIssue[] {
  const named = [
    { what: '文件名', text: fileName.slice(fileName.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '') },
    { what: '工作表名', text: sheet.name ?? '' },
  ];
  for (const { what, text } of named) {
    const months = findPeriods(text.replaceAll(/\d{1,2}月\d{1,2}[日号]/g, '')).flatMap(
      ({ month, year, text: written }) =>
        month === null ? [] : [{ period: makePeriod(year ?? yearOf(meta.period), month), written }],
    );
    const [first] = months;
    if (first === undefined || months.some(({ period }) => period === meta.period)) continue;
    const stated = periodTitle(meta.period, 'ytd');
    return [
      {
        severity: 'warn',
        rule: 'form-period-name',
        sheet: sheet.name,
        cell: null,
        message: `${what}写的是“${first.written}”，填报表却是为${stated}下发的，已按${stated}处理。请核实是否用错了填报表。`,
      },
    ];
  }
  return [];
}

function unitFindings(sheet: FormSheet, context: TableContext, unit: ReportingUnit, words: Vocabulary): CheckIssue[] {
  return unitContradictions(sheet.name, unitsAbove(context, words), unit);
}

/** What title and 填报单位 line say, with the unit that they name. */
function unitsAbove(context: TableContext, words: Vocabulary) {
  return [
    ...context.titles.map((title) => ({ ...title, match: words.units.inText(title.text) })),
    ...(context.unitLine ? [{ ...context.unitLine, match: words.units.exact(context.unitLine.text) }] : []),
  ];
}

function sheetsOf(
  book: RawBook,
  table: RecognisedTable | null,
  ledgers: ReadonlyMap<number, LedgerTable>,
): RecognisedSheet[] {
  return book.sheets.map((sheet, index): RecognisedSheet => {
    const base = {
      index,
      name: sheet.name,
      tables: [],
      form: 'other' as const,
      hiddenRows: sheet.hiddenRows.length,
      hiddenColumns: sheet.hiddenCols.length,
    };
    if (index === table?.sheetIndex) return { ...base, state: 'used', reason: '', form: table.form, tables: [table] };
    const ledger = ledgers.get(index);
    if (ledger) return { ...base, state: 'used', reason: '', form: 'ledger', ledger };
    if (sheet.name === OWN_SHEET) return { ...base, state: 'skipped', reason: '填报表信息，供程序识别' };
    if (sheet.name === GUIDE_SHEET || sheet.name === LEDGER_GUIDE)
      return { ...base, state: 'skipped', reason: '填报说明' };
    if (sheet.state !== 'visible') return { ...base, state: 'hidden', reason: '隐藏的工作表，没有读取' };
    if (sheet.cells.length === 0) return { ...base, state: 'empty', reason: '没有内容' };
    return { ...base, state: 'skipped', reason: '填报表之外的工作表，没有读取' };
  });
}

function submissionKind(sheet: FormSheet, located: LocatedForm): Record<string, string> {
  const { grid } = sheet;
  for (let r = 0; r < located.head[0]; r += 1) {
    const cells = grid.rowCells(r);
    const at = cells.findIndex((cell) => headKey(grid.textOf(cell)).startsWith(SUBMISSION_LABEL));
    const text = at < 0 ? '' : grid.textOf(cells[at + 1] ?? cells[at]!).trim();
    if (SUBMISSION_KINDS.some((kind) => kind === text)) return { [SUBMISSION_LABEL]: text };
  }
  return {};
}
