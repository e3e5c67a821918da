// What would happen to each row of a ledger sheet: new, same, changed (field by field), repeated, in conflict, or rejected with the
// cells to correct. Nothing is written; the commit writes exactly this (6-commit/ledger-writer.ts).

import { NO_CELLS, type Fate } from '../../../../shared/import/fates.js';
import type { CheckIssue, Question } from '../../../../shared/import/plan.js';
import type { PlannedLedger } from '../../../../shared/import/ledger-rows.js';
import {
  fieldsOf,
  unitFieldOf,
  type FieldValue,
  type Finding,
  type Ledger,
  type LedgerRow,
} from '../../../../shared/ledgers/define.js';
import type { FieldInput } from '../../../../shared/ledgers/read-field.js';
import type { OwnField } from '../../../../shared/ledgers/own.js';
import { hasBlock, readRow, type RowEnv } from '../../../../shared/ledgers/validate.js';
import { isPersonName } from '../../../../shared/model/enterprise.js';
import { BudgetChecks } from '../../ledgers/budget-check.js';
import { dayEnv } from '../../ledgers/day-env.js';
import { AgainstChecks, otherEnterprise, repeatedOnce } from '../../ledgers/row-checks.js';
import { enterpriseLookup, type EnterpriseLookup } from '../../store/enterprise-lookup.js';
import { hasRows } from '../../store/ledger-store.js';
import type { Store } from '../../store/store.js';
import { cellAddress } from '../1-read/raw-book.js';
import type { MappedLedger } from '../3-map/ledger-map.js';
import { readLedgerRows, type LedgerInputRow } from '../3-map/ledger-rows.js';
import { bestKey, comparable, StoredRows } from './ledger-matches.js';

/** One row as the plan keeps it. */
export interface LedgerPlanRow {
  /** From 0. */
  r: number;
  fate: Fate;
  reason: string;
  /** The stored row that it is. */
  id: number | null;
  /** As it would be stored; of a rejected row, as far as it was read. */
  row: LedgerRow;
  /** Stored values that would change. */
  before: Record<string, FieldValue> | null;
  texts: Record<string, string>;
  findings: Finding[];
  /** Stored rows with its key that it is not; absent where there are none. */
  known?: number[];
}

export interface LedgerPlan {
  summary: PlannedLedger;
  added: OwnField[];
  rows: LedgerPlanRow[];
}

export interface LedgerPlanParts {
  plan: LedgerPlan;
  issues: CheckIssue[];
  questions: Question[];
  answers: Record<string, string>;
  units: number[];
}

/** Findings of one rule and field that are listed singly; what only informs is told a few times. */
const LISTED = { block: 100, warn: 100, hint: 3 } as const;

interface Entry {
  input: LedgerInputRow;
  inputs: Readonly<Record<string, FieldInput>>;
  /** Read as a new row. */
  row: LedgerRow;
  findings: Finding[];
  key: string;
  keyFields: readonly string[];
  stored: number[];
  plan: LedgerPlanRow;
}

export interface LedgerPlanInput {
  store: Store;
  unitId: RowEnv['unitId'];
  answers: Readonly<Record<string, string>>;
  /** Told every thousand rows; may throw job.cancelled. */
  step(progress: { done: number; total: number; stage: string }): void;
}

export function planLedger(mapped: MappedLedger, env: LedgerPlanInput): LedgerPlanParts {
  return new LedgerPlanner(mapped, env).run();
}

class LedgerPlanner {
  readonly ledger: Ledger;
  readonly questions: Question[] = [];
  readonly answers: Record<string, string> = {};
  readonly #env: RowEnv;
  readonly #store: Store;
  /** Fields that the file speaks of. */
  readonly #fields: string[];
  #stored!: StoredRows;
  #register!: EnterpriseLookup;

  constructor(
    readonly mapped: MappedLedger,
    readonly env: LedgerPlanInput,
  ) {
    this.ledger = mapped.ledger;
    this.#store = env.store;
    this.#env = { ...dayEnv(env.store), period: mapped.period, unitId: env.unitId, measures: mapped.measures };
    this.#fields = [
      ...new Set([...mapped.columns.flatMap((column) => column.field ?? []), ...Object.keys(mapped.given)]),
    ];
  }

  run(): LedgerPlanParts {
    const read = this.mapped.isReadable
      ? readLedgerRows(this.mapped, (done, total) => this.#step('读取', done, total))
      : { rows: [], skipped: 0, issues: [] };
    const entries = read.rows.map((input, done) => {
      if (done % 1000 === 0) this.#step('检查', done, read.rows.length);
      return this.#read(input);
    });
    this.#stored = new StoredRows(this.#store, this.ledger, this.#fields, entries.length);
    this.#register = enterpriseLookup(this.#store, entries.length);
    this.#match(entries);
    this.#askRepeated(entries);
    this.#compare(entries);
    this.#checkOthers(entries);
    for (const { plan, stored } of entries) if (plan.fate === 'new' && stored.length > 0) plan.known = stored;
    const rows = entries.map((entry) => entry.plan);
    const counts = { ...NO_CELLS };
    for (const { fate } of rows) counts[fate] += 1;
    const { table, columns, statedYear } = this.mapped;
    const summary: PlannedLedger = {
      sheet: table.sheetName,
      sheetIndex: table.sheetIndex,
      ledger: this.ledger.id,
      title: this.ledger.title,
      head: [table.head[0], table.head[1]],
      columns,
      rows: counts,
      skipped: read.skipped,
      newEnterprises: this.#newEnterprises(rows),
      statedYear,
    };
    const unit = unitFieldOf(this.ledger);
    return {
      plan: { summary, added: this.mapped.added, rows },
      issues: [...read.issues, ...this.#issues(rows)],
      questions: this.questions,
      answers: this.answers,
      units:
        unit === null
          ? []
          : [...new Set(rows.flatMap(({ row }) => (typeof row[unit] === 'number' ? [row[unit]] : [])))],
    };
  }

  #step(what: string, done: number, total: number): void {
    this.env.step({ done, total, stage: `${what}${this.ledger.title}` });
  }

  #read(input: LedgerInputRow): Entry {
    const inputs = { ...this.mapped.given, ...input.inputs };
    const { row, findings } = readRow(this.ledger, inputs, this.#env);
    // A cell that could not be read at all has its finding; that it is empty need not be said too.
    const unread = new Set(input.findings.map((finding) => finding.field));
    const all = [
      ...input.findings,
      ...findings.filter((finding) => finding.rule !== 'required' || !unread.has(finding.field)),
    ];
    const { key, text } = bestKey(this.ledger, row, this.#fields);
    return {
      input,
      inputs,
      row,
      findings: all,
      key: text,
      keyFields: key,
      stored: [],
      plan: { r: input.r, fate: 'new', reason: '', id: null, row, before: null, texts: input.texts, findings: all },
    };
  }

  #isRejected(entry: Entry): boolean {
    return hasBlock(entry.findings);
  }

  /** Pairs rows of the file with stored ones: by key; of several with one key first those that are equal. */
  #match(entries: readonly Entry[]): void {
    const groups = new Map<string, Entry[]>();
    for (const entry of entries) {
      if (this.#isRejected(entry)) {
        entry.plan.fate = 'rejected';
        entry.plan.reason = entry.findings.find((finding) => finding.severity === 'block')!.message;
        continue;
      }
      entry.stored = this.#stored.matches(entry.row);
      const group = groups.get(entry.key);
      if (group) group.push(entry);
      else groups.set(entry.key, [entry]);
    }
    for (const group of groups.values()) this.#pair(group);
  }

  #pair(group: readonly Entry[]): void {
    const isNumber = group[0]!.keyFields.length === 1 && this.ledger.keys.some((key) => key === group[0]!.keyFields);
    const contents = new Map<string, Entry>();
    const open: Entry[] = [];
    if (group.length === 1) open.push(group[0]!);
    else
      for (const entry of group) {
        const content = JSON.stringify(this.#fields.map((name) => comparable(entry.row[name])));
        const twin = contents.get(content);
        if (twin) {
          entry.plan.fate = 'ignored';
          entry.plan.reason = `与第${twin.plan.r + 1}行完全相同`;
          continue;
        }
        contents.set(content, entry);
        open.push(entry);
      }
    if (isNumber && open.length > 1) {
      const label = this.ledger.fields[group[0]!.keyFields[0]!]!.label;
      const lines = open.map((entry) => entry.plan.r + 1).join('、');
      for (const entry of open)
        this.#reject(
          entry,
          'same-key',
          entry.keyFields[0]!,
          `第${lines}行的${label}相同而内容不同，都没有采用，请核实后只保留一行`,
        );
      return;
    }
    if (open.length > 1)
      for (const entry of open.slice(1))
        entry.findings.push({
          severity: 'warn',
          rule: 'same-key',
          field: entry.keyFields[0] ?? null,
          message: `与第${open[0]!.plan.r + 1}行${this.#labels(entry.keyFields)}相同，请核对是否重复登记`,
        });
    const free = new Set(open.flatMap((entry) => entry.stored));
    const unpaired: Entry[] = [];
    for (const entry of open) {
      const same = entry.stored.find(
        (id) => free.has(id) && this.#changes(entry, this.#stored.get(id).row).length === 0,
      );
      if (same === undefined) unpaired.push(entry);
      else {
        free.delete(same);
        entry.plan.fate = 'same';
        entry.plan.id = same;
      }
    }
    for (const entry of unpaired) {
      const candidates = entry.stored.filter((id) => free.has(id));
      if (candidates.length === 0) continue;
      const rivals = unpaired.filter((other) => other.stored.some((id) => candidates.includes(id)));
      if (candidates.length > 1 || rivals.length > 1) {
        entry.plan.fate = 'conflict';
        entry.plan.reason = `台账中有${candidates.length}行的${this.#labels(entry.keyFields)}相同，不能确定是哪一行`;
        continue;
      }
      entry.plan.fate = 'changed';
      entry.plan.id = candidates[0]!;
    }
  }

  #labels(fields: readonly string[]): string {
    return fields.map((name) => this.ledger.fields[name]?.label ?? name).join('、');
  }

  #reject(entry: Entry, rule: string, field: string | null, message: string): void {
    entry.plan.fate = 'rejected';
    entry.plan.reason = message;
    entry.findings.push({ severity: 'block', rule, field, message });
  }

  /** Fields that the file gives and that differ from the stored row; empty cells change nothing here. */
  #changes(entry: Entry, before: LedgerRow): string[] {
    return this.#fields.filter((name) => {
      const given = entry.inputs[name];
      if (given === undefined || given === null) return false;
      const value = entry.row[name] ?? null;
      // What reads as nothing (—) is an empty cell.
      return value !== null && comparable(value) !== comparable(before[name]);
    });
  }

  /** Fields of which the cell is empty while something is stored. */
  #blanks(entry: Entry, before: LedgerRow): string[] {
    return this.mapped.columns.flatMap(({ field }) =>
      field !== null &&
      !Object.hasOwn(entry.input.texts, field) &&
      (before[field] ?? null) !== null &&
      this.ledger.fields[field]!.required !== true
        ? [field]
        : [],
    );
  }

  #ask(
    topic: string,
    question: Omit<Question, 'id' | 'sheet' | 'default' | 'remembered' | 'kind'>,
  ): string | undefined {
    const id = `ledger-${topic}:${this.mapped.table.sheetIndex}`;
    this.questions.push({
      ...question,
      id,
      kind: `ledger-${topic}`,
      sheet: this.mapped.table.sheetName,
      default: null,
      remembered: false,
    });
    const answer = this.env.answers[id];
    if (answer === undefined || !question.options.some((option) => option.value === answer)) return undefined;
    this.answers[id] = answer;
    return answer;
  }

  #cellOf(entry: Entry): string {
    return cellAddress(entry.plan.r, this.mapped.columns[0]!.c);
  }

  /** The same line twice is one record or two: only the officer knows. */
  #askRepeated(entries: readonly Entry[]): void {
    const repeated = entries.filter((entry) => entry.plan.fate === 'ignored');
    if (repeated.length > 0) {
      const example = repeated[0]!;
      const answer = this.#ask('repeat', {
        cell: this.#cellOf(example),
        text: `有${repeated.length}行与前面的行完全相同（例如第${example.plan.r + 1}行${example.plan.reason}），是重复填写吗？`,
        options: [
          { value: 'once', label: '是重复，只登记一次' },
          { value: 'both', label: '不是，分别登记' },
        ],
      });
      if (answer === 'both')
        for (const entry of repeated) {
          entry.plan.fate = 'new';
          entry.plan.reason = '按您的选择分别登记';
        }
    }
    const open = entries.filter((entry) => entry.plan.fate === 'conflict');
    if (open.length > 0) {
      const example = open[0]!;
      const answer = this.#ask('conflict', {
        cell: this.#cellOf(example),
        text: `有${open.length}行不能确定是台账中的哪一行（例如第${example.plan.r + 1}行：${example.plan.reason}），怎样处理？`,
        options: [
          { value: 'new', label: '作为新记录登记' },
          { value: 'skip', label: '不导入这些行' },
        ],
      });
      if (answer === 'new') for (const entry of open) entry.plan.fate = 'new';
      if (answer === 'skip') for (const entry of open) entry.plan.fate = 'ignored';
      if (answer !== undefined) for (const entry of open) entry.plan.reason = '按您的选择';
    }
  }

  /** Lays changed rows over the stored ones and checks them as a whole. */
  #compare(entries: readonly Entry[]): void {
    const pairs = entries
      .filter((entry) => entry.plan.id !== null)
      .map((entry) => ({ entry, stored: this.#stored.get(entry.plan.id!) }));
    const blank = pairs.flatMap(({ entry, stored }) =>
      this.#blanks(entry, stored.row).map((name) => ({ entry, name, stored })),
    );
    let clears = false;
    if (blank.length > 0) {
      const { entry, name } = blank[0]!;
      const answer = this.#ask('blank', {
        cell: this.#cellOf(entry),
        text: `有${blank.length}个单元格是空的，台账中已有内容（例如第${entry.plan.r + 1}行的“${this.ledger.fields[name]!.label}”），怎样处理？`,
        options: [
          { value: 'keep', label: '保留台账中的内容' },
          { value: 'clear', label: '按文件清空' },
        ],
      });
      clears = answer === 'clear';
    }
    for (const { entry, stored } of pairs) this.#overlay(entry, stored.row, clears);
    const changed = entries.filter((entry) => entry.plan.fate === 'changed');
    if (changed.length === 0) return;
    const example = changed[0]!;
    const names = Object.keys(example.plan.before ?? {});
    this.#ask('update', {
      cell: this.#cellOf(example),
      text: `台账中已有的记录，有${changed.length}行与文件不同（例如第${example.plan.r + 1}行的${this.#labels(names.slice(0, 3))}${names.length > 3 ? '等' : ''}），是否按文件更新？`,
      options: [
        { value: 'accept', label: '按文件更新' },
        { value: 'keep', label: '保留台账中的内容' },
      ],
    });
  }

  #overlay(entry: Entry, before: LedgerRow, clears: boolean): void {
    const { plan, inputs } = entry;
    const given = Object.fromEntries(this.#changes(entry, before).map((name) => [name, inputs[name]!]));
    const cleared = clears ? this.#blanks(entry, before) : [];
    const names = [...Object.keys(given), ...cleared];
    if (names.length === 0) {
      plan.fate = 'same';
      plan.row = before;
      return;
    }
    const { row, findings } = readRow(
      this.ledger,
      { ...given, ...Object.fromEntries(cleared.map((name) => [name, null])) },
      this.#env,
      before,
    );
    plan.fate = 'changed';
    plan.row = row;
    plan.before = Object.fromEntries(names.map((name) => [name, before[name] ?? null]));
    entry.findings = [...entry.findings.filter((one) => one.rule === 'same-key'), ...findings];
    plan.findings = entry.findings;
    const block = findings.find((finding) => finding.severity === 'block');
    if (block) {
      plan.fate = 'rejected';
      plan.reason = block.message;
    }
  }

  /** What needs other rows: the same item paid before, code and name of an enterprise that do not fit the register. */
  #checkOthers(entries: readonly Entry[]): void {
    const once = new Map<string, number>();
    const hasStored = hasRows(this.#store, this.ledger);
    const changed = entries.flatMap(({ plan }) => (plan.fate === 'changed' ? (plan.id ?? []) : []));
    const against = new AgainstChecks(this.#store, this.ledger);
    const budgets = new BudgetChecks(this.#store, this.ledger, changed);
    for (const [done, { plan }] of entries.entries()) {
      if (done % 1000 === 0) this.#step('核对', done, entries.length);
      if (plan.fate !== 'new' && plan.fate !== 'changed') continue;
      if (hasStored) plan.findings.push(...repeatedOnce(this.#store, this.ledger, plan.row, plan.id));
      for (const { fields, message } of this.ledger.once ?? []) {
        const values = fields.map((name) => comparable(plan.row[name]));
        if (values.includes(null)) continue;
        const text = `${fields.join()}|${JSON.stringify(values)}`;
        const earlier = once.get(text);
        if (earlier === undefined) once.set(text, plan.r);
        else
          plan.findings.push({
            severity: 'warn',
            rule: 'once',
            field: fields.at(-1)!,
            message: `${message}（本文件第${earlier + 1}行）`,
          });
      }
      plan.findings.push(
        ...otherEnterprise(this.#register, this.ledger, plan.row),
        ...against.check(plan.row),
        ...budgets.check(plan.row),
      );
    }
  }

  #newEnterprises(rows: readonly LedgerPlanRow[]): number {
    const unknown = new Set<string>();
    for (const [name, field] of fieldsOf(this.ledger)) {
      if (field.kind !== 'enterprise') continue;
      for (const { fate, row } of rows) {
        if (fate !== 'new' && fate !== 'changed') continue;
        const ref = row[name];
        if (ref === null || typeof ref !== 'object' || !('name' in ref)) continue;
        const code = field.codeField === undefined ? null : row[field.codeField];
        if (typeof code === 'string') {
          if (this.#register.byCode(code) === null && this.#register.byName(ref.name).length === 0) unknown.add(code);
        } else if (!isPersonName(ref.name) && this.#register.byName(ref.name).length === 0) unknown.add(ref.name);
      }
    }
    return unknown.size;
  }

  /** Findings of the rows at their cells. Of a rule that fails everywhere the first hundred are listed; each row keeps its own. */
  #issues(rows: readonly LedgerPlanRow[]): CheckIssue[] {
    const columns = new Map(
      this.mapped.columns.flatMap(({ field, c }) => (field === null ? [] : [[field, c] as const])),
    );
    const first = this.mapped.columns[0]!.c;
    const counts = new Map<string, { count: number; issue: CheckIssue }>();
    const issues: CheckIssue[] = [];
    for (const { r, fate, findings } of rows) {
      if (fate === 'same' || fate === 'ignored') continue;
      for (const { severity, rule, field, message } of findings) {
        const cell = cellAddress(r, (field === null ? undefined : columns.get(field)) ?? first);
        const issue: CheckIssue = {
          severity,
          rule: `ledger-${rule}`,
          sheet: this.mapped.table.sheetName,
          cell,
          message: `${cell}${/^[\p{Script=Han}]/u.test(message) ? '' : ' '}${message}`,
        };
        const key = `${severity}|${rule}|${field ?? ''}`;
        const known = counts.get(key);
        if (known) known.count += 1;
        else counts.set(key, { count: 1, issue });
        if ((known?.count ?? 1) <= LISTED[severity]) issues.push(issue);
      }
    }
    for (const { count, issue } of counts.values())
      if (count > LISTED[issue.severity])
        issues.push({
          ...issue,
          cell: null,
          message: `同样的问题共有${count}处，上面列出了前${LISTED[issue.severity]}处：${issue.message}`,
        });
    return issues;
  }
}
