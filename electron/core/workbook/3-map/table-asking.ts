// What is asked of one table of the statistics, and said of it: questions with their answers, given in this run or remembered for unit
// and layout. The same of a ledger table: ledger-asking.ts.

import type { CheckIssue, Question } from '../../../../shared/import/plan.js';
import { isValidAt } from '../../../../shared/model/unit.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import { reporterOf, undecidedTable, type TableDecisions, type ToRemember } from './answers.js';
import type { MapEnv } from './env.js';

interface AnswerOption<V extends string> {
  value: V;
  label: string;
  /** As the list of remembered answers shows it, where that is not the label; null: this answer is not remembered. */
  kept?: string | null;
}

/** Where an answer is remembered, and how the list of remembered answers words it. */
export interface AnswerMemory {
  /** Part of the key in the store: never to be changed, or answers that were given before are asked for again. */
  topic: string;
  /** The unit whose next table it holds for; null: whoever's. */
  unitId: number | null;
  /** The question, without what only this file says. */
  asks: string;
  /** The answers offered there, where they are not those of the question, which name a period or a number of this file. */
  options?: Question['options'];
}

export interface TableQuestion<V extends string> {
  /** With the id of the table: `basis:0:0`. Answers of this run are given to it. */
  id: string;
  kind: Question['kind'];
  /** Address of what it is about; without it the table as a whole. */
  cell?: string | null;
  text: string;
  options: readonly AnswerOption<V>[];
  /** Proposed, never taken by itself. */
  default?: V | null;
  /** null: asked again of every file. */
  memory: AnswerMemory | null;
  /** Nobody has to answer: what stays open is left out. */
  isOptional?: boolean;
}

export class TableAsking {
  readonly questions: Question[] = [];
  readonly issues: CheckIssue[] = [];
  /** Answers in force by question id, given now or remembered. */
  readonly answers: Record<string, string> = {};
  readonly toRemember: ToRemember[] = [];
  readonly decisions: TableDecisions;
  readonly #asked = new Map<string, string | undefined>();

  /** `table` is replaced once its columns of unknown units are known. */
  constructor(
    public table: RecognisedTable,
    readonly env: MapEnv,
  ) {
    this.decisions = undecidedTable(table.year);
  }

  /** Id of the one unit that reports, as the table is read so far; null for a table of several. */
  get reporterId(): number | null {
    return (this.decisions.unit ?? reporterOf(this.table))?.id ?? null;
  }

  /** Topic of an answer about the table as a whole: it holds for no other one that has the same heads by chance (专利情况, 商标情况). */
  topicOf(topic: string): string {
    return this.table.called === '' ? topic : `${topic}|${this.table.called}`;
  }

  /** True where the question was asked of this table, answered or not. */
  hasAsked(id: string): boolean {
    return this.#asked.has(id);
  }

  /**
   * Asks, or takes the answer; undefined where it is open. An answer that was not offered decides nothing, except to a question for a
   * period, which may be typed. Asked again under the same id it gives the same answer.
   */
  ask<V extends string>(declared: TableQuestion<V>): V | undefined {
    const { id, kind, options, memory } = declared;
    if (this.#asked.has(id)) return this.#asked.get(id) as V | undefined;
    const question: Question = {
      id,
      kind,
      sheet: this.table.sheetName,
      cell: declared.cell ?? null,
      text: declared.text,
      options: options.map(({ value, label }) => ({ value, label })),
      default: declared.default ?? null,
      remembered: memory !== null,
      ...(declared.isOptional === true ? { optional: true } : {}),
    };
    this.questions.push(question);
    const said = Object.hasOwn(this.env.answers, id) ? this.env.answers[id] : this.#kept(question, memory);
    if (said !== undefined) this.answers[id] = said;
    const option = options.find(({ value }) => value === said);
    const answer = option?.value ?? (kind === 'period' ? (said as V | undefined) : undefined);
    this.#asked.set(id, answer);
    if (option !== undefined && memory !== null) this.#remember(option, question.options, memory);
    return answer;
  }

  /** The remembered answer, where it is still offered: a unit that has ended, or is not there yet, is none of this period's. */
  #kept(question: Question, memory: AnswerMemory | null): string | undefined {
    const { env, table, decisions } = this;
    const kept = memory === null ? undefined : env.remembered(memory.unitId, table.fingerprint, memory.topic);
    if (!question.options.some(({ value }) => value === kept)) return undefined;
    const { period } = decisions;
    const isEnded = (): boolean => env.units.some((unit) => String(unit.id) === kept && !isValidAt(unit, period!));
    return question.kind === 'unit' && period !== null && isEnded() ? undefined : kept;
  }

  #remember(option: AnswerOption<string>, offered: Question['options'], memory: AnswerMemory): void {
    const options = memory.options ?? offered;
    const label = option.kept === undefined ? options.find(({ value }) => value === option.value)?.label : option.kept;
    if (label == null) return;
    this.toRemember.push({
      unitId: memory.unitId,
      fingerprint: this.table.fingerprint,
      topic: memory.topic,
      question: memory.asks,
      answer: option.value,
      label,
      options,
    });
  }
}
