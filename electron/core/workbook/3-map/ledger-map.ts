// What a ledger table means: which ledger, which field each column is, 计量单位 and year, with the questions that are open.
// Answers are given in this run or remembered for the same heads. Not here: the rows (ledger-rows.ts).

import type { CheckIssue, Question } from '../../../../shared/import/plan.js';
import type { PlannedLedger } from '../../../../shared/import/ledger-rows.js';
import { splitMeasure } from '../../../../shared/indicators/normalise.js';
import { fieldsOf, unitFieldOf, type Ledger } from '../../../../shared/ledgers/define.js';
import { headKey } from '../../../../shared/ledgers/heads.js';
import { fieldFrom, nameFields, ownFieldSchema, type OwnField } from '../../../../shared/ledgers/own.js';
import type { FieldInput } from '../../../../shared/ledgers/read-field.js';
import { makePeriod, yearOf, type Period } from '../../../../shared/model/period.js';
import { cellAddress } from '../1-read/raw-book.js';
import type { LedgerCandidate, LedgerTable } from '../2-recognise/ledger-table.js';
import { statedYear } from '../2-recognise/stated-year.js';
import type { MapEnv } from './env.js';
import { emptyBelow } from './ledger-above.js';
import { titledUnit } from './ledger-unit.js';
import { statedMoney } from './stated-money.js';

export interface LedgerColumn {
  c: number;
  head: string;
  field: string | null;
  use: PlannedLedger['columns'][number]['use'];
}

export interface MappedLedger {
  table: LedgerTable;
  /** With the fields that receiving adds. */
  ledger: Ledger;
  columns: LedgerColumn[];
  /** Values that the title gives to every row. */
  given: Record<string, FieldInput>;
  measures: Record<string, string>;
  /** Fills a year that no column and no title gives. */
  period: Period | null;
  statedYear: number | null;
  added: OwnField[];
  questions: Question[];
  answers: Record<string, string>;
  issues: CheckIssue[];
  reasons: string[];
  toRemember: {
    unitId: number | null;
    fingerprint: string;
    topic: string;
    question: string;
    answer: string;
    label: string;
    options: Question['options'];
  }[];
  /** Column in which an empty cell means the name above it. */
  above: number | null;
  /** False: something is open that every row depends on; no row is read yet. */
  isReadable: boolean;
}

/** What the store knows and mapping may ask for. */
export interface LedgerMapEnv extends MapEnv {
  /** Fields that the office added to a ledger before, those taken out included. */
  extraFields(ledger: string): readonly OwnField[];
  /** Year that the other files of the same import state, where they agree. */
  planYear: number | null;
  /** Year of the newest stored values: offered, never taken. */
  newestYear: number;
}

/** 'skip': the officer does not want the sheet. */
export function mapLedger(table: LedgerTable, env: LedgerMapEnv): MappedLedger | 'skip' {
  const mapper = new Mapper(table, env);
  return mapper.run();
}

const MONEY: ReadonlySet<string> = new Set(['元', '千元', '万元', '亿元']);

class Mapper {
  readonly questions: Question[] = [];
  readonly answers: Record<string, string> = {};
  readonly issues: CheckIssue[] = [];
  readonly reasons: string[] = [];
  readonly toRemember: MappedLedger['toRemember'] = [];

  constructor(
    readonly table: LedgerTable,
    readonly env: LedgerMapEnv,
  ) {}

  run(): MappedLedger | 'skip' {
    const chosen = this.#candidate();
    if (chosen === 'skip') return 'skip';
    const { candidate, isOpen } = chosen;
    const where = this.table.sheetName === null ? '' : `工作表“${this.table.sheetName}”`;
    this.reasons.push(`${where}识别为台账“${candidate.ledger.title}”：${candidate.reason}`);
    const { columns, added, isOpen: hasOpenHead } = this.#columns(candidate, isOpen);
    const ledger = added.length === 0 ? candidate.ledger : withAdded(candidate.ledger, added);
    const measures = this.#measures(ledger, candidate, columns);
    const year = this.#year(ledger, candidate, columns);
    const above = isOpen || hasOpenHead ? null : this.#above(ledger, columns);
    const given = this.#given(ledger, candidate, columns);
    const missing = this.#missing(ledger, given, columns, year);
    return {
      table: this.table,
      ledger,
      columns,
      given,
      measures: measures ?? {},
      period: year,
      statedYear: statedYear(this.table.title),
      added,
      questions: this.questions,
      answers: this.answers,
      issues: this.issues,
      reasons: this.reasons,
      toRemember: this.toRemember,
      above: above === 'open' ? null : above,
      isReadable: !isOpen && !hasOpenHead && measures !== null && !missing && above !== 'open',
    };
  }

  /** Asks, or takes the answer; undefined where it is open. */
  #ask(topic: string, question: Omit<Question, 'id' | 'sheet'>, options: { offer?: boolean } = {}): string | undefined {
    const id = `ledger-${topic}:${this.table.sheetIndex}`;
    const asked: Question = { ...question, id, sheet: this.table.sheetName };
    this.questions.push(asked);
    const given = Object.hasOwn(this.env.answers, id) ? this.env.answers[id] : undefined;
    const kept = question.remembered ? this.env.remembered(null, this.table.fingerprint, `ledger-${topic}`) : undefined;
    const isOffered = (answer: string | undefined): answer is string =>
      answer !== undefined && (options.offer === true || question.options.some((option) => option.value === answer));
    const answer = isOffered(given) ? given : isOffered(kept) ? kept : undefined;
    if (answer === undefined) return undefined;
    this.answers[id] = answer;
    if (question.remembered)
      this.toRemember.push({
        unitId: null,
        fingerprint: this.table.fingerprint,
        topic: `ledger-${topic}`,
        question: question.text,
        answer,
        label: question.options.find((option) => option.value === answer)?.label ?? answer,
        options: question.options,
      });
    return answer;
  }

  /** The best, where it is better than every other one; else the officer says. */
  #candidate(): { candidate: LedgerCandidate; isOpen: boolean } | 'skip' {
    const [best, ...others] = this.table.candidates;
    const rivals = others.filter(
      (other) => other.score === best!.score && other.heads.missing.length === best!.heads.missing.length,
    );
    if (rivals.length === 0) return { candidate: best!, isOpen: false };
    const options = [best!, ...rivals];
    const answer = this.#ask('which', {
      kind: 'ledger',
      cell: this.#headCell(),
      text: `这张表与${options.map((one) => `“${one.ledger.title}”`).join('、')}都相符，是哪个台账？`,
      options: [
        ...options.map((one) => ({ value: one.ledger.id, label: one.ledger.title })),
        { value: 'skip', label: '不导入这张表' },
      ],
      default: null,
      remembered: true,
    });
    if (answer === 'skip') return 'skip';
    const candidate = options.find((one) => one.ledger.id === answer);
    return { candidate: candidate ?? best!, isOpen: candidate === undefined };
  }

  #headCell(c?: number): string {
    return cellAddress(this.table.head[1], c ?? this.table.columns[0]!.c);
  }

  /** First text below the head: what the officer recognises the column by; '' where the column is empty. */
  #example(c: number): string {
    const { grid, head } = this.table;
    for (let r = head[1] + 1; r < Math.min(grid.rowCount, head[1] + 2000); r += 1) {
      const text = grid.text(r, c).trim();
      if (text !== '') return text;
    }
    return '';
  }

  #columns(
    { ledger, heads }: LedgerCandidate,
    isOpen: boolean,
  ): { columns: LedgerColumn[]; added: OwnField[]; isOpen: boolean } {
    const columns: LedgerColumn[] = this.table.columns.map(({ c, head }, index) => ({
      c,
      head,
      field: heads.fields[index] ?? null,
      use: heads.fields[index] === null ? 'derived' : 'field',
    }));
    this.#unnamedColumns();
    if (isOpen) return { columns, added: [], isOpen: true };
    let hasOpen = this.#repeated(ledger, columns, heads.repeated);
    const drafts: OwnField[] = [];
    for (const column of columns) {
      if (column.field !== null) continue;
      const isNumbers = headKey(column.head) === '编号' && !this.#isRunning(column.c);
      if (!heads.unknown.includes(column.head) && !isNumbers) continue;
      const example = this.#example(column.c);
      if (example === '') {
        column.use = 'left';
        this.reasons.push(`“${column.head}”不认识，这一栏是空的，没有导入`);
        continue;
      }
      const taken = new Set(columns.flatMap((one) => one.field ?? []));
      const free = fieldsOf(ledger).filter(([name, field]) => !taken.has(name) && field.kind !== 'attachment');
      const canAdd = /\p{L}/u.test(column.head) && column.head.length <= 30;
      const answer = this.#ask(`head-${headKey(column.head)}`, {
        kind: 'ledger-head',
        cell: this.#headCell(column.c),
        text: `“${ledger.title}”没有“${column.head}”这一栏（例如“${shorten(example)}”），怎样处理？`,
        options: [
          ...(canAdd ? [{ value: '+add', label: `新增字段“${column.head}”保留` }] : []),
          { value: '+leave', label: '不导入这一栏' },
          ...free.map(([name, field]) => ({ value: name, label: `就是“${field.label}”` })),
        ],
        default: null,
        remembered: true,
      });
      if (answer === undefined) {
        column.use = 'open';
        hasOpen = true;
      } else if (answer === '+leave') {
        column.use = 'left';
        this.reasons.push(`“${column.head}”按您的选择没有导入`);
      } else if (answer === '+add') {
        column.use = 'added';
        const known = this.env
          .extraFields(ledger.id)
          .find((one) => one.isHidden && headKey(one.label) === headKey(column.head));
        const draft = known
          ? { ...known, isHidden: false }
          : nameFields(
              [{ ...ownFieldSchema.omit({ name: true }).parse({ label: column.head, kind: 'text' }), name: null }],
              [...this.env.extraFields(ledger.id), ...drafts],
            )[0]!;
        drafts.push(draft);
        column.field = draft.name;
        this.reasons.push(`“${column.head}”作为新增字段保留，接收时加到台账“${ledger.title}”`);
      } else {
        column.use = 'field';
        column.field = answer;
        this.reasons.push(`“${column.head}”按您的选择读作“${ledger.fields[answer]!.label}”`);
      }
    }
    return { columns, added: drafts, isOpen: hasOpen };
  }

  /** True where a column numbers the rows: 1, 2, 3. An 编号 of another kind is a number that somebody gave. */
  #isRunning(c: number): boolean {
    return /^[(（]?\d{0,6}[)）.、]?$/.test(this.#example(c));
  }

  /** A column without a head of which rows hold something: not read, and said. */
  #unnamedColumns(): void {
    const { grid, head, columns } = this.table;
    const named = new Set(columns.map((column) => column.c));
    for (let r = head[1] + 1; r < Math.min(grid.rowCount, head[1] + 2000); r += 1) {
      for (const { c } of grid.rowCells(r)) {
        if (named.has(c) || grid.text(r, c).trim() === '' || grid.isCovered(r, c)) continue;
        // What stands beside no record is a note.
        const filled = columns.filter((column) => grid.text(r, column.c).trim() !== '').length;
        if (filled < 2 || filled * 2 < columns.length) break;
        named.add(c);
        if (c < columns[0]!.c && this.#isRunning(c)) continue;
        const cell = cellAddress(r, c);
        this.issues.push({
          severity: 'warn',
          rule: 'ledger-no-head',
          sheet: this.table.sheetName,
          cell,
          message: `${cell}“${shorten(grid.text(r, c).trim())}”所在的一栏没有表头（第${head[1] + 1}行是空的），这一栏没有导入。需要的话，请写上表头后重新导入。`,
        });
      }
    }
  }

  /** Two columns for one field: neither position nor order decides. */
  #repeated(ledger: Ledger, columns: LedgerColumn[], repeated: readonly string[]): boolean {
    let isOpen = false;
    for (const head of repeated) {
      const first = columns.find((column) => column.field !== null && sameField(ledger, column.head, head));
      if (!first) continue;
      const same = columns.filter((column) => sameField(ledger, column.head, head));
      const label = ledger.fields[first.field!]!.label;
      const answer = this.#ask(`twice-${headKey(label)}`, {
        kind: 'ledger-head',
        cell: this.#headCell(same[1]?.c),
        text: `有${same.length}栏都是“${label}”（${same.map((column) => cellAddress(this.table.head[1], column.c)).join('、')}），以哪一栏为准？`,
        options: same.map((column) => ({
          value: String(column.c),
          label: `${cellAddress(this.table.head[1], column.c)}“${column.head}”`,
        })),
        default: null,
        remembered: true,
      });
      const name = first.field;
      for (const column of same) {
        column.field = String(column.c) === answer ? name : null;
        column.use = answer === undefined ? 'open' : column.field === null ? 'left' : 'field';
      }
      if (answer === undefined) isOpen = true;
    }
    return isOpen;
  }

  /** 计量单位 of each amount; null where nobody states it. */
  #measures(
    ledger: Ledger,
    { heads }: LedgerCandidate,
    columns: readonly LedgerColumn[],
  ): Record<string, string> | null {
    const measures = { ...heads.measures };
    // A head that the officer said the field of states its unit as any other does.
    for (const { field, head } of columns) {
      if (field === null || ledger.fields[field]?.kind !== 'amount' || Object.hasOwn(measures, field)) continue;
      const { measure } = splitMeasure(head);
      if (measure !== null && MONEY.has(measure)) measures[field] = measure;
    }
    const open = columns.filter(
      ({ field, c }) =>
        field !== null &&
        ledger.fields[field]?.kind === 'amount' &&
        !Object.hasOwn(measures, field) &&
        this.#example(c) !== '',
    );
    if (open.length === 0) return measures;
    let measure: string | undefined = statedMoney(this.table.title) ?? undefined;
    if (measure === undefined) {
      measure = this.#ask('measure', {
        kind: 'ledger-measure',
        cell: this.#headCell(open[0]!.c),
        text: `“${open.map((column) => column.head).join('”、“')}”没有写明计量单位（例如“${shorten(this.#example(open[0]!.c))}”），是万元还是元？`,
        options: [
          { value: '万元', label: '万元' },
          { value: '元', label: '元' },
        ],
        default: null,
        remembered: true,
      });
      if (measure === undefined) return null;
    } else this.reasons.push(`金额按表上方写明的计量单位“${measure}”读取`);
    for (const { field } of open) measures[field!] = measure;
    return measures;
  }

  /** The year that rows without one belong to. */
  #year(ledger: Ledger, candidate: LedgerCandidate, columns: readonly LedgerColumn[]): Period | null {
    const needs = fieldsOf(ledger).find(
      ([name, field]) =>
        'default' in field &&
        field.default === 'year-of-period' &&
        !columns.some((column) => column.field === name) &&
        !Object.hasOwn(candidate.given, name),
    );
    const stated = statedYear(this.table.title);
    if (!needs) return stated === null ? this.env.periodHint : makePeriod(stated, 12);
    const label = needs[1].label;
    if (stated !== null) {
      this.reasons.push(`${label}按标题取${stated}年`);
      return makePeriod(stated, 12);
    }
    if (this.env.periodHint !== null) {
      this.reasons.push(`${label}按所选的报表期取${yearOf(this.env.periodHint)}年`);
      return this.env.periodHint;
    }
    const id = `ledger-year:${this.table.sheetIndex}`;
    if (this.env.planYear !== null && !Object.hasOwn(this.env.answers, id)) {
      const message = `表中没有写${label}，按同时导入的其他文件取${this.env.planYear}年，请核实。`;
      this.reasons.push(message.slice(0, -1));
      this.issues.push({
        severity: 'warn',
        rule: 'ledger-year',
        sheet: this.table.sheetName,
        cell: this.#headCell(),
        message,
      });
      return makePeriod(this.env.planYear, 12);
    }
    const { newestYear } = this.env;
    const answer = this.#ask(
      'year',
      {
        kind: 'ledger-year',
        cell: this.#headCell(),
        text: `“${ledger.title}”要写明${label}，表中没有，标题也没有写，是哪一年？`,
        options: [newestYear + 1, newestYear, newestYear - 1, newestYear - 2].map((year) => ({
          value: String(year),
          label: `${year}年`,
        })),
        default: String(newestYear),
        remembered: false,
      },
      { offer: true },
    );
    return answer !== undefined && /^20\d{2}$/.test(answer) ? makePeriod(Number(answer), 12) : null;
  }

  /** The column of the unit where its empty cells mean what stands above them, as the officer says. */
  #above(ledger: Ledger, columns: readonly LedgerColumn[]): number | 'open' | null {
    const column = columns.find(({ field }) => field !== null && field === unitFieldOf(ledger));
    const empty = column === undefined ? null : emptyBelow(this.table, column.c);
    if (column === undefined || empty === null) return null;
    const answer = this.#ask('above', {
      kind: 'ledger-above',
      cell: empty.cell,
      text: `“${column.head}”一栏有${empty.count}行是空的（例如${empty.cell}），是与上一行的“${empty.name}”相同吗？`,
      options: [
        { value: 'same', label: '相同，按上一行填写' },
        { value: 'none', label: '不是，就是没有填写' },
      ],
      default: null,
      remembered: true,
    });
    if (answer === 'same') this.reasons.push(`“${column.head}”空着的${empty.count}行按您的选择与上一行相同`);
    return answer === undefined ? 'open' : answer === 'same' ? column.c : null;
  }

  /** What the lines above the table say of all its rows. */
  #given(ledger: Ledger, candidate: LedgerCandidate, columns: readonly LedgerColumn[]): Record<string, FieldInput> {
    const hasColumn = (name: string): boolean => columns.some((column) => column.field === name);
    const given = Object.fromEntries(Object.entries(candidate.given).filter(([name]) => !hasColumn(name)));
    const field = unitFieldOf(ledger);
    if (field === null || hasColumn(field) || Object.hasOwn(given, field)) return given;
    if (columns.some((column) => column.use === 'open')) return given;
    const unit = titledUnit(this.table.titleLines, this.env.words.units);
    if (unit === null) return given;
    const { label } = ledger.fields[field]!;
    this.reasons.push(`表中没有“${label}”一栏，各行按标题、工作表名或文件名都算${unit.name}的`);
    return { ...given, [field]: unit.name };
  }

  /** A required field that nothing gives: the whole table cannot be stored. */
  #missing(
    ledger: Ledger,
    given: Readonly<Record<string, FieldInput>>,
    columns: readonly LedgerColumn[],
    year: Period | null,
  ): boolean {
    const missing = fieldsOf(ledger).filter(([name, field]) => {
      if (field.required !== true || columns.some((column) => column.field === name)) return false;
      if (Object.hasOwn(given, name) || Object.hasOwn(ledger.fill ?? {}, name)) return false;
      if (!('default' in field) || field.default === undefined) return true;
      return field.default === 'year-of-period' && year === null;
    });
    // A missing year is asked for.
    const named = missing.filter(([, field]) => !('default' in field));
    // While heads are unknown one of them may be it: the question comes first.
    if (named.length > 0 && !columns.some((column) => column.use === 'open'))
      this.issues.push({
        severity: 'block',
        rule: 'ledger-column-missing',
        sheet: this.table.sheetName,
        cell: this.#headCell(),
        message: `台账“${ledger.title}”必须有“${named.map(([, field]) => field.label).join('”、“')}”，表中没有这样的栏目，没有导入。请补上这一栏，或改成台账中的栏目名称后重新导入。`,
      });
    return missing.length > 0;
  }
}

function sameField(ledger: Ledger, a: string, b: string): boolean {
  const fieldOf = (head: string): string | undefined =>
    fieldsOf(ledger).find(([, field]) =>
      [field.label, ...(field.aliases ?? [])].some((known) => headKey(known) === headKey(head)),
    )?.[0];
  const field = fieldOf(a);
  return field !== undefined && field === fieldOf(b);
}

function withAdded(ledger: Ledger, added: readonly OwnField[]): Ledger {
  return {
    ...ledger,
    fields: { ...ledger.fields, ...Object.fromEntries(added.map((one) => [one.name, fieldFrom(one)])) },
  };
}

function shorten(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}
