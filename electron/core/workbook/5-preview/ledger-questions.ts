// What only the officer knows about the rows of a ledger sheet: whether a repeated line is one record, what to do with rows that may be
// one of several, whether stored rows follow the file. The answers that are there already take effect here.

import type { Question } from '../../../../shared/import/plan.js';
import type { Finding, LedgerRow } from '../../../../shared/ledgers/define.js';
import { unitMove } from '../../../../shared/ledgers/rollup.js';
import { periodTitle, type Period } from '../../../../shared/model/period.js';
import { cellAddress } from '../1-read/raw-book.js';
import type { StoredRows } from './ledger-matches.js';
import type { Entry } from './ledger-plan-row.js';
import type { SheetFields } from './ledger-sheet-fields.js';

/** What points out that two rows may be one (ledger-pairs.ts, ledger-near.ts). */
const TWIN_RULES: ReadonlySet<string> = new Set(['same-key', 'near']);

export class SheetQuestions {
  readonly questions: Question[] = [];
  /** Those that decided something. */
  readonly answers: Record<string, string> = {};

  constructor(
    readonly fields: SheetFields,
    readonly given: Readonly<Record<string, string>>,
  ) {}

  #ask(
    topic: string,
    question: Omit<Question, 'id' | 'sheet' | 'default' | 'remembered' | 'kind'>,
  ): string | undefined {
    const { table } = this.fields.mapped;
    const id = `ledger-${topic}:${table.sheetIndex}`;
    this.questions.push({
      ...question,
      id,
      kind: `ledger-${topic}`,
      sheet: table.sheetName,
      default: null,
      remembered: false,
    });
    const answer = this.given[id];
    if (answer === undefined || !question.options.some((option) => option.value === answer)) return undefined;
    this.answers[id] = answer;
    return answer;
  }

  #cellOf(entry: Entry): string {
    return cellAddress(entry.plan.r, this.fields.mapped.columns[0]!.c);
  }

  /** The same line twice is one record or two. */
  askRepeated(entries: readonly Entry[]): void {
    const repeated = entries.filter((entry) => entry.plan.fate === 'ignored');
    if (repeated.length === 0) return;
    const example = repeated[0]!;
    const answer = this.#ask('repeat', {
      cell: this.#cellOf(example),
      text: `有${repeated.length}行与前面的行完全相同（例如第${example.plan.r + 1}行${example.plan.reason}），是重复填写吗？`,
      options: [
        { value: 'once', label: '是重复，只登记一次' },
        { value: 'both', label: '不是，分别登记' },
      ],
    });
    if (answer !== 'both') return;
    for (const { plan } of repeated) {
      plan.fate = 'new';
      plan.reason = '按您的选择分别登记';
    }
  }

  /** New rows that differ from another row in little: one record with a corrected day, or the same training held again. */
  askTwins(entries: readonly Entry[]): void {
    const isTwin = ({ severity, rule }: Finding): boolean => severity === 'warn' && TWIN_RULES.has(rule);
    const twins = entries.filter(({ plan }) => plan.fate === 'new' && plan.findings.some(isTwin));
    if (twins.length === 0) return;
    const example = twins[0]!;
    const said = example.plan.findings.find(isTwin)!.message;
    const answer = this.#ask('twin', {
      cell: this.#cellOf(example),
      text: `有${twins.length}行与别的行几乎相同（例如第${example.plan.r + 1}行，${said}），是重复登记吗？`,
      options: [
        { value: 'skip', label: '是重复，不导入这些行' },
        { value: 'both', label: '不是，分别登记' },
      ],
    });
    if (answer === undefined) return;
    for (const { plan } of twins) {
      plan.reason = answer === 'skip' ? '与别的行几乎相同，按您的选择不导入' : '按您的选择分别登记';
      if (answer === 'skip') plan.fate = 'ignored';
      else plan.findings = plan.findings.map((one) => (isTwin(one) ? { ...one, severity: 'hint' } : one));
    }
  }

  /** Rows that may be one of several stored ones. */
  askConflicts(entries: readonly Entry[]): void {
    const open = entries.filter((entry) => entry.plan.fate === 'conflict');
    if (open.length === 0) return;
    const example = open[0]!;
    const answer = this.#ask('conflict', {
      cell: this.#cellOf(example),
      text: `有${open.length}行不能确定是台账中的哪一条（例如第${example.plan.r + 1}行：${example.plan.reason}），怎样处理？`,
      options: [
        { value: 'new', label: '作为新记录登记' },
        { value: 'skip', label: '不导入这些行' },
      ],
    });
    if (answer === undefined) return;
    for (const { plan } of open) {
      if (answer === 'new') plan.fate = 'new';
      if (answer === 'skip') plan.fate = 'ignored';
      plan.reason = '按您的选择';
    }
  }

  /**
   * Lays changed rows over the stored ones, checks them as a whole and asks whether the stored ones follow; where some go to another
   * unit, whether they moved in that month or were of it before. True where some do.
   */
  compare(entries: readonly Entry[], stored: StoredRows, unitSince: Period): boolean {
    const pairs = entries
      .filter((entry) => entry.plan.id !== null)
      .map((entry) => ({ entry, before: entry.before ?? stored.row(entry.plan.id!) }));
    const clears = this.#askBlanks(pairs);
    for (const { entry, before } of pairs) this.#overlay(entry, before, clears);
    const changed = entries.filter((entry) => entry.plan.fate === 'changed');
    if (changed.length === 0) return false;
    const example = changed[0]!;
    const names = Object.keys(example.plan.before ?? {});
    const { ledger } = this.fields;
    const moves = changed.map(({ plan }) => unitMove(ledger, { ...plan.row, ...plan.before }, plan.row, unitSince));
    // A unit that was not known is filled in.
    const moved = moves.filter((move) => move !== null && move.now !== null).length;
    const month = periodTitle(unitSince, 'month');
    this.#ask('update', {
      cell: this.#cellOf(example),
      text: `台账中已有的记录，有${changed.length}条与文件不同（例如第${example.plan.r + 1}行的${this.fields.labels(names.slice(0, 3))}${names.length > 3 ? '等' : ''}），是否按文件更新？${moved === 0 ? '' : `其中${moved}条改到另一填报单位，更新后${month}以前各月仍计入原单位。`}`,
      options: [
        { value: 'accept', label: moved === 0 ? '按文件更新' : `按文件更新，${month}起计入新单位` },
        ...(moved === 0 ? [] : [{ value: 'correct', label: '按文件更新，原单位登记有误，以前各月也计入新单位' }]),
        { value: 'keep', label: '保留台账中的内容' },
      ],
    });
    return moved > 0;
  }

  /** True where the officer wants cells that are empty in the file emptied in the ledger. */
  #askBlanks(pairs: readonly { entry: Entry; before: LedgerRow }[]): boolean {
    const blank: { entry: Entry; name: string }[] = [];
    for (const { entry, before } of pairs)
      for (const name of this.fields.blanks(entry, before)) blank.push({ entry, name });
    if (blank.length === 0) return false;
    const { entry, name } = blank[0]!;
    const answer = this.#ask('blank', {
      cell: this.#cellOf(entry),
      text: `有${blank.length}个单元格是空的，台账中已有内容（例如第${entry.plan.r + 1}行的“${this.fields.ledger.fields[name]!.label}”），怎样处理？`,
      options: [
        { value: 'keep', label: '保留台账中的内容' },
        { value: 'clear', label: '按文件清空' },
      ],
    });
    return answer === 'clear';
  }

  #overlay(entry: Entry, before: LedgerRow, clears: boolean): void {
    const { plan } = entry;
    if (plan.fate === 'same' && !clears) {
      plan.row = before;
      return;
    }
    const given = this.fields.changes(entry, before);
    const blanks = clears ? this.fields.blanks(entry, before) : [];
    const cleared = [...blanks, ...this.fields.emptied(entry, before, given)];
    const names = [...given, ...cleared];
    if (names.length === 0) {
      plan.fate = 'same';
      plan.row = before;
      return;
    }
    const { row, findings } = this.fields.over(entry, before, given, cleared);
    plan.fate = 'changed';
    plan.row = row;
    const changed = [...names, ...this.fields.followed(before, row, names)];
    plan.before = Object.fromEntries(changed.map((name) => [name, before[name] ?? null]));
    plan.findings = [...plan.findings.filter((one) => one.rule === 'same-key'), ...findings];
    const block = findings.find((finding) => finding.severity === 'block');
    if (block) {
      plan.fate = 'rejected';
      plan.reason = block.message;
    }
  }
}
