// Stage 5: the plan of one file. What was understood, what would be stored, what is asked, what is wrong.
// The commit writes exactly this (rules.md 18–19). Conflicts between files of one plan are added by batch-conflicts.ts.

import {
  NO_CELLS,
  isAcceptable,
  type CheckIssue,
  type Fate,
  type PlannedCell,
  type PlannedFile,
  type Question,
} from '../../../../shared/import/plan.js';
import { scaleOf } from '../../../../shared/indicators/measures.js';
import { shortestDecimal } from '../../../../shared/model/scaled-number.js';
import { errorText } from '../../../../shared/errors/app-error.js';
import { ERROR_CODES, type ErrorCode } from '../../../../shared/errors/codes.js';
import type { RawBook } from '../1-read/raw-book.js';
import { isNumberLike } from '../2-recognise/find-table.js';
import { recogniseBook, type RecognisedSheet } from '../2-recognise/recognise.js';
import { mapTable, type MappedTable } from '../3-map/map-cells.js';
import { readValues, type ReadCell } from '../3-map/read-values.js';
import type { MapEnv } from '../3-map/env.js';
import { checkValues, type CheckEnv } from '../4-validate/checks.js';
import type { StoredView } from '../4-validate/stored-view.js';

export interface PlanInput {
  index: number;
  file: string;
  sha256: string;
  size: number;
  book: RawBook;
  env: MapEnv;
  check: CheckEnv;
  view: StoredView;
}

/** What the commit needs beside the planned cells. */
export interface CommitDetail {
  /** Exact store integers by index of the planned cell; null for states without a number. */
  values: (string | null)[];
  /** Exact stored integers that the plan was compared with, by index; null where nothing was stored. */
  before: (string | null)[];
  remember: {
    unitId: number | null;
    fingerprint: string;
    topic: string;
    question: string;
    answer: string;
    label: string;
  }[];
  ratioChecks: {
    unitId: number;
    code: string;
    period: string;
    basis: string;
    sheet: string | null;
    cell: string;
    text: string;
  }[];
}

/** Detail of a file of which nothing can be stored. */
export const NO_DETAIL: CommitDetail = { values: [], before: [], remember: [], ratioChecks: [] };

export interface FilePlan {
  header: PlannedFile;
  cells: PlannedCell[];
  detail: CommitDetail;
}

/** Plans a file that was read. */
export function planFile(input: PlanInput): FilePlan {
  const { env } = input;
  const include = new Set(
    Object.entries(env.answers).flatMap(([id, answer]) =>
      id.startsWith('sheet:') && answer === 'import' ? [Number(id.slice(6))] : [],
    ),
  );
  const sheets = recogniseBook(input.book, input.file, env.words, include);
  const used = sheets.filter((sheet) => sheet.state === 'used');
  const header = emptyHeader(input, sheets);
  addRemarks(header, input.book);
  const ledger = sheets.find((sheet) => sheet.form === 'ledger');
  if (used.length === 0) {
    header.form = ledger ? 'ledger' : 'other';
    header.status = ledger ? 'ignored' : sheets.some((sheet) => sheet.state === 'skipped') ? 'ignored' : 'refused';
    header.reason = ledger
      ? `${ledger.reason}，台账不作为统计报表导入，文件没有改动。`
      : header.status === 'refused'
        ? errorText('file.no-cells', { name: input.file })
        : '没有找到填报单位与指标的表格，没有导入任何内容。请确认是否选错了文件；如是统计报表，请在第一行写明标题，并保留指标名称。';
    return { header, cells: [], detail: NO_DETAIL };
  }
  const mapped = used.flatMap((sheet) => sheet.tables.map((table) => mapTable(table, env)));
  const cells = mapped.flatMap((table) => readValues(table, env));
  header.form = used[0]!.form;
  settleMonths(cells);
  const duplicates = settleDuplicates(cells, header.issues);
  for (const table of mapped) header.issues.push(...table.issues, ...unreadNumbers(table, cells));
  const checked = checkValues(cells, input.check);
  header.issues.push(...checked.issues);
  const questions = mapped.flatMap((table) => table.questions);
  const planned = decideFates(cells, {
    ...input,
    form: header.form,
    rejected: checked.rejected,
    duplicates,
    issues: header.issues,
    questions,
  });
  const kept = planned.filter((entry): entry is KeptCell => entry !== null);
  header.questions = questions;
  header.answers = answersOf(mapped, env, questions);
  header.units = [...new Set(kept.flatMap(({ cell }) => (cell.unit && cell.role !== 'check' ? [cell.unit.name] : [])))];
  header.periods = [...new Set(mapped.flatMap((table) => periodOf(table)))].sort();
  for (const table of mapped) Object.assign(header.meta, table.table.context.meta);
  header.decisions = mapped.flatMap((table) => table.decisions.reasons);
  for (const { planned: cell } of kept) header.cells[cell.fate] += 1;
  settleStatus(header);
  return { header, cells: kept.map((entry) => entry.planned), detail: detailOf(kept, mapped) };
}

function periodOf(table: MappedTable): string[] {
  if (table.decisions.period !== null) return [table.decisions.period];
  return table.table.form === 'targets' && table.decisions.year !== null ? [`${table.decisions.year}-12`] : [];
}

/** asks: a block or an open question waits; planned: may be received. */
export function settleStatus(header: PlannedFile): void {
  if (header.status !== 'planned' && header.status !== 'asks') return;
  header.status = 'planned';
  if (!isAcceptable(header)) header.status = 'asks';
}

export function emptyHeader(
  input: { index: number; file: string; sha256: string; size: number; book?: RawBook },
  sheets: RecognisedSheet[],
): PlannedFile {
  return {
    index: input.index,
    file: input.file,
    sha256: input.sha256,
    size: input.size,
    kind: input.book?.kind ?? '',
    form: 'other',
    status: 'planned',
    reason: '',
    units: [],
    periods: [],
    meta: {},
    cells: { ...NO_CELLS },
    issues: [],
    questions: [],
    answers: {},
    sheets: sheets.map((sheet) => ({
      name: sheet.name,
      state: sheet.state,
      reason: sheet.reason,
      form: sheet.form,
      hiddenRows: sheet.hiddenRows,
      hiddenColumns: sheet.hiddenColumns,
    })),
    decisions: [],
  };
}

function addRemarks(header: PlannedFile, book: RawBook): void {
  for (const remark of book.remarks)
    if (Object.hasOwn(ERROR_CODES, remark.code))
      header.issues.push({
        severity: 'hint',
        rule: remark.code,
        sheet: null,
        cell: null,
        message: errorText(remark.code as ErrorCode, remark.params),
      });
  header.sheets.forEach((sheet) => {
    if (sheet.state === 'hidden')
      header.issues.push({
        severity: 'hint',
        rule: 'hidden-sheet',
        sheet: sheet.name,
        cell: null,
        message: `工作表“${sheet.name}”是隐藏的，没有读取。`,
      });
    if (sheet.state === 'older')
      header.issues.push({
        severity: 'hint',
        rule: 'older-sheet',
        sheet: sheet.name,
        cell: null,
        message: `工作表“${sheet.name}”${sheet.reason}。`,
      });
    if (sheet.state === 'used' && sheet.hiddenRows + sheet.hiddenColumns > 0)
      header.issues.push({
        severity: 'hint',
        rule: 'hidden-rows',
        sheet: sheet.name,
        cell: null,
        message: `工作表“${sheet.name ?? ''}”有${sheet.hiddenRows}行、${sheet.hiddenColumns}列是隐藏的，已和看得见的一样读取。`,
      });
  });
}

/** 本月 is stored as `month` only where no cumulative value is given; otherwise it serves a check (rules.md 1). */
function settleMonths(cells: ReadCell[]): void {
  const cumulative = new Set(
    cells
      .filter((cell) => cell.role === 'value' && cell.basis === 'ytd' && cell.state !== 'not_submitted')
      .map((cell) => `${cell.unit?.id}|${cell.indicator?.code}|${cell.period}`),
  );
  for (const cell of cells) {
    if (cell.figure !== 'month' || cell.role !== 'value') continue;
    if (cell.state === null || cumulative.has(`${cell.unit?.id}|${cell.indicator?.code}|${cell.period}`))
      cell.role = 'check';
  }
}

/** The same key twice in one file: equal values count once, different ones must be corrected. */
function settleDuplicates(cells: ReadCell[], issues: CheckIssue[]): Set<ReadCell> {
  const first = new Map<string, ReadCell>();
  const dropped = new Set<ReadCell>();
  for (const cell of cells) {
    if (
      (cell.role !== 'value' && cell.role !== 'claim' && cell.role !== 'target') ||
      !cell.unit ||
      !cell.period ||
      cell.state === null
    )
      continue;
    const key = `${cell.role}|${cell.unit.id}|${cell.indicator!.code}|${cell.period}|${cell.basis}`;
    const other = first.get(key);
    if (!other) {
      first.set(key, cell);
      continue;
    }
    dropped.add(cell);
    if (other.state === cell.state && other.value === cell.value) continue;
    if (cell.state === 'not_submitted') continue;
    if (other.state === 'not_submitted') {
      first.set(key, cell);
      dropped.delete(cell);
      dropped.add(other);
      continue;
    }
    dropped.add(other);
    const message = `“${cell.unit.name}”的“${cell.indicator!.name}”填了两次且数值不同（${other.cell}为${other.text}，${cell.cell}为${cell.text}），都没有采用。请核实后只保留一处。`;
    for (const involved of [other, cell]) {
      involved.rejected = '同一数值填了两次且不同';
      issues.push({
        severity: cell.role === 'claim' ? 'warn' : 'block',
        rule: 'duplicate-value',
        sheet: involved.sheet,
        cell: involved.cell,
        message,
      });
    }
  }
  return dropped;
}

/** Numbers that no decision covered are listed, so that nothing is lost in silence. */
function unreadNumbers(mapped: MappedTable, cells: ReadCell[]): CheckIssue[] {
  const { grid, found, columns } = mapped.table;
  const read = new Set(
    cells.filter((cell) => cell.sheetIndex === mapped.table.sheetIndex).map((cell) => `${cell.r}|${cell.c}`),
  );
  const unread: string[] = [];
  for (let r = found.data[0]; r <= found.data[1]; r += 1) {
    for (const cell of grid.rowCells(r)) {
      const column = columns.find((axis) => axis.c === cell.c);
      if (column === undefined || column.role !== null || read.has(`${r}|${cell.c}`) || !isNumberLike(grid, r, cell.c))
        continue;
      unread.push(grid.text(r, cell.c));
    }
  }
  const unknown = cells.filter((cell) => cell.sheetIndex === mapped.table.sheetIndex && cell.role === 'unknown');
  const issues: CheckIssue[] = [];
  if (unread.length > 0)
    issues.push({
      severity: 'warn',
      rule: 'numbers-not-read',
      sheet: mapped.table.sheetName,
      cell: null,
      message: `表中有${unread.length}个数字没有对应的指标或单位，没有采用（例如“${unread[0]}”）。请核实。`,
    });
  const labels = new Map<string, ReadCell>();
  for (const cell of unknown) if (!labels.has(cell.undecided)) labels.set(cell.undecided, cell);
  for (const [reason, cell] of labels)
    issues.push({
      severity: 'warn',
      rule: 'unknown-indicator',
      sheet: cell.sheet,
      cell: cell.cell,
      message: `${cell.cell}：${reason}。需要的话，请在“设置 › 指标”中新增该指标或给已有指标加上这个别名，再重新导入。`,
    });
  return issues;
}

interface FateInput extends PlanInput {
  form: string;
  rejected: Map<ReadCell, string>;
  duplicates: Set<ReadCell>;
  issues: CheckIssue[];
  questions: Question[];
}

function decideFates(cells: ReadCell[], input: FateInput): (KeptCell | null)[] {
  const changed: ReadCell[] = [];
  const blanked: ReadCell[] = [];
  const fates = cells.map((cell): { fate: Fate; reason: string; before: Before } | null => {
    if (cell.role === 'unknown' || cell.role === 'check')
      return cell.text === '' ? null : { fate: 'ignored', reason: cell.undecided, before: NOTHING };
    if (cell.rejected !== '') return { fate: 'rejected', reason: cell.rejected, before: NOTHING };
    if (cell.undecided !== '')
      return cell.state === 'not_submitted' || cell.state === null
        ? null
        : { fate: 'rejected', reason: cell.undecided, before: NOTHING };
    if (input.rejected.has(cell)) return { fate: 'rejected', reason: input.rejected.get(cell)!, before: NOTHING };
    if (input.duplicates.has(cell)) return { fate: 'ignored', reason: '与同一文件中前面的数值相同', before: NOTHING };
    if (cell.state === null) return null;
    return compareWithStore(cell, input, changed, blanked);
  });
  askAbout(changed, blanked, input, cells, fates);
  return cells.map((cell, index) => {
    const fate = fates[index];
    return fate ? { cell, planned: toPlanned(cell, fate), before: fate.before.value } : null;
  });
}

interface KeptCell {
  cell: ReadCell;
  planned: PlannedCell;
  before: bigint | null;
}

interface Before {
  state: PlannedCell['beforeState'];
  value: bigint | null;
}
const NOTHING: Before = { state: null, value: null };

function compareWithStore(
  cell: ReadCell,
  input: FateInput,
  changed: ReadCell[],
  blanked: ReadCell[],
): { fate: Fate; reason: string; before: Before } | null {
  const indicator = cell.indicator!;
  const period = cell.period!;
  if (cell.role === 'target' || cell.role === 'benchmark') {
    if (cell.value === null) return null;
    const stored =
      cell.role === 'target'
        ? input.view.target(Number(period.slice(0, 4)), indicator.id, cell.unit!.id)
        : input.view.benchmark(period, indicator.id, cell.basis!, cell.place!);
    if (stored === undefined) return { fate: 'new', reason: '', before: NOTHING };
    const before: Before = { state: stored === null ? null : stored === 0n ? 'zero' : 'value', value: stored };
    if (stored === cell.value) return { fate: 'same', reason: '', before };
    changed.push(cell);
    return { fate: 'changed', reason: '', before };
  }
  const unitId = cell.unit!.id;
  const basis = cell.basis!;
  const stored = input.view.stored(unitId, indicator.id, period, basis);
  if (cell.role === 'claim') return claimFate(cell, stored, input);
  if (stored && !stored.isClaim) {
    const before: Before = { state: stored.state, value: stored.value };
    if (stored.state === cell.state && stored.value === cell.value) return { fate: 'same', reason: '', before };
    const form = input.view.formOf(unitId, indicator.id, period, basis);
    if (input.form === 'unit-table' && form === 'unit-report') return cityTableDiffers(cell, before, input);
    if (cell.state === 'not_submitted') blanked.push(cell);
    else changed.push(cell);
    return { fate: 'changed', reason: '', before };
  }
  const pending = input.view.pending(unitId, indicator.id, period, basis);
  if (pending) {
    if (pending.state === cell.state && pending.value === cell.value)
      return { fate: 'same', reason: `与本次“${pending.pendingFile ?? ''}”相同`, before: NOTHING };
    if (input.form === 'unit-table' && pending.form === 'unit-report')
      return cityTableDiffers(cell, { state: pending.state, value: pending.value }, input);
    if (cell.state === 'not_submitted')
      return { fate: 'ignored', reason: `本次“${pending.pendingFile ?? ''}”已有数值`, before: NOTHING };
  }
  return { fate: 'new', reason: '', before: NOTHING };
}

function cityTableDiffers(
  cell: ReadCell,
  before: Before,
  input: FateInput,
): { fate: Fate; reason: string; before: Before } {
  const shown = before.value === null ? '未报' : shortestDecimal(before.value, scaleOf(cell.indicator!.measure));
  input.issues.push({
    severity: 'warn',
    rule: 'city-table-differs',
    sheet: cell.sheet,
    cell: cell.cell,
    message: `${cell.cell}“${cell.unit!.name}”的“${cell.indicator!.name}”是${cell.text || '空白'}，该单位自己报的是${shown}。汇总表不覆盖单位自报的数，请核实哪一个有误。`,
  });
  return { fate: 'ignored', reason: '与单位自报的数不同，仅比较', before };
}

/** 去年同期 is a claim: compared with the stored value, never overwriting it (rules.md 14). */
function claimFate(
  cell: ReadCell,
  stored: ReturnType<StoredView['stored']>,
  input: FateInput,
): { fate: Fate; reason: string; before: Before } | null {
  if (cell.state === 'not_submitted') return null;
  if (!stored) return { fate: 'new', reason: '作为上年同期暂存（来源：本年报表同期栏）', before: NOTHING };
  const before: Before = { state: stored.state, value: stored.value };
  const isEqual = stored.state === cell.state && stored.value === cell.value;
  if (stored.isClaim)
    return { fate: isEqual ? 'same' : 'new', reason: '作为上年同期暂存（来源：本年报表同期栏）', before };
  if (isEqual) return { fate: 'same', reason: '', before };
  if (stored.state === 'not_submitted') return { fate: 'ignored', reason: '上年数表中为未报，仅比较', before };
  const shown = stored.value === null ? '没有数值' : shortestDecimal(stored.value, scaleOf(cell.indicator!.measure));
  input.issues.push({
    severity: 'warn',
    rule: 'claim-differs',
    sheet: cell.sheet,
    cell: cell.cell,
    message: `${cell.cell}“${cell.indicator!.name}”的上年同期填的是${cell.text}，已存的上年数是${shown}。以已存的为准，请核实上年数是否调整过。`,
  });
  return { fate: 'ignored', reason: '与已存的上年数不同，仅比较', before };
}

/** A revision is asked for: in the interface on a card, in batch as a question (rules.md 15, 17). */
function askAbout(
  changed: ReadCell[],
  blanked: ReadCell[],
  input: FateInput,
  cells: ReadCell[],
  fates: ({ fate: Fate; reason: string } | null)[],
): void {
  const ask = (id: string, involved: ReadCell[], text: string, accept: string, keep: string): void => {
    if (involved.length === 0) return;
    input.questions.push({
      id,
      kind: id,
      sheet: involved[0]!.sheet,
      cell: involved[0]!.cell,
      text,
      options: [
        { value: 'accept', label: accept },
        { value: 'keep', label: keep },
      ],
      default: null,
      remembered: false,
    });
    if (input.env.answers[id] !== 'keep') return;
    for (const cell of involved) {
      const fate = fates[cells.indexOf(cell)]!;
      fate.fate = 'ignored';
      fate.reason = '按您的选择保留已存数值';
    }
  };
  const first = changed[0];
  ask(
    'revision',
    changed,
    first
      ? `有${changed.length}个数值与已存的不同（例如${first.cell}“${first.indicator!.name}”填${first.text}）。是更正吗？`
      : '',
    `是更正，接收这${changed.length}个数值`,
    '保留已存的数值',
  );
  const blank = blanked[0];
  ask(
    'blank',
    blanked,
    blank
      ? `有${blanked.length}个已存的数值在本文件中是空白（例如${blank.cell}“${blank.indicator!.name}”）。要改为未报吗？`
      : '',
    '改为未报',
    '保留已存的数值',
  );
}

function toPlanned(cell: ReadCell, fate: { fate: Fate; reason: string; before: Before }): PlannedCell {
  const scale = cell.indicator ? scaleOf(cell.indicator.measure) : 0;
  return {
    sheet: cell.sheet,
    cell: cell.cell,
    row: cell.r,
    column: cell.c,
    role: cell.role,
    fate: fate.fate,
    label: cell.label,
    code: cell.indicator?.code ?? null,
    indicator: cell.indicator?.name ?? cell.label,
    unitId: cell.unit?.id ?? null,
    unit: cell.unit?.name ?? cell.place ?? (cell.isTotal ? '合计' : ''),
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
}

/** Answers that are in force: given in this run, or remembered. */
function answersOf(mapped: MappedTable[], env: MapEnv, questions: Question[]): Record<string, string> {
  const answers: Record<string, string> = {};
  for (const table of mapped) Object.assign(answers, table.decisions.answers);
  for (const question of questions)
    if (Object.hasOwn(env.answers, question.id)) answers[question.id] = env.answers[question.id]!;
  return answers;
}

function detailOf(kept: KeptCell[], mapped: MappedTable[]): CommitDetail {
  return {
    values: kept.map(({ cell }) => (cell.value === null ? null : String(cell.value))),
    before: kept.map(({ before }) => (before === null ? null : String(before))),
    remember: mapped.flatMap((table) =>
      table.decisions.toRemember.map((item) => ({ ...item, fingerprint: table.table.fingerprint })),
    ),
    ratioChecks: kept.flatMap(({ cell }) =>
      cell.role === 'check' &&
      cell.unit &&
      cell.indicator?.kind === 'ratio' &&
      cell.period &&
      cell.basis &&
      (cell.figure === 'current' || cell.figure === 'ytd')
        ? [
            {
              unitId: cell.unit.id,
              code: cell.indicator.code,
              period: cell.period,
              basis: cell.basis,
              sheet: cell.sheet,
              cell: cell.cell,
              text: cell.text,
            },
          ]
        : [],
    ),
  };
}
