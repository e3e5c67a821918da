// What is asked of one ledger table, and said of it: questions with their answers, given in this run or remembered for the same heads.

import type { CheckIssue, Question } from '../../../../shared/import/plan.js';
import type { OwnField } from '../../../../shared/ledgers/own.js';
import { cellAddress } from '../1-read/raw-book.js';
import type { LedgerTable } from '../2-recognise/ledger-table.js';
import type { ToRemember } from './answers.js';
import type { MapEnv } from './env.js';

/** What the store knows and mapping may ask for. */
export interface LedgerMapEnv extends MapEnv {
  /** Fields that the office added to a ledger before, those taken out included. */
  extraFields(ledger: string): readonly OwnField[];
  /** Year that the other files of the same import state, where they agree. */
  planYear: number | null;
  /** Year of the newest stored values: offered, never taken. */
  newestYear: number;
}

export class LedgerAsking {
  readonly questions: Question[] = [];
  readonly answers: Record<string, string> = {};
  readonly issues: CheckIssue[] = [];
  readonly reasons: string[] = [];
  readonly toRemember: ToRemember[] = [];

  constructor(
    readonly table: LedgerTable,
    readonly env: LedgerMapEnv,
  ) {}

  /**
   * Asks, or takes the answer; undefined where it is open. `offer`: other answers than those of the question are taken too; `unitId`:
   * the one unit that it is remembered for; `about`: what it is remembered for beside the heads.
   */
  ask(
    topic: string,
    question: Omit<Question, 'id' | 'sheet'>,
    options: { offer?: boolean; unitId?: number | null; about?: string } = {},
  ): string | undefined {
    const id = `ledger-${topic}:${this.table.sheetIndex}`;
    const asked: Question = { ...question, id, sheet: this.table.sheetName };
    this.questions.push(asked);
    const given = Object.hasOwn(this.env.answers, id) ? this.env.answers[id] : undefined;
    const unitId = options.unitId ?? null;
    const kind = options.about === undefined ? `ledger-${topic}` : `ledger-${topic}|${options.about}`;
    const kept = question.remembered ? this.env.remembered(unitId, this.table.fingerprint, kind) : undefined;
    const isOffered = (answer: string | undefined): answer is string =>
      answer !== undefined && (options.offer === true || question.options.some((option) => option.value === answer));
    const answer = isOffered(given) ? given : isOffered(kept) ? kept : undefined;
    if (answer === undefined) return undefined;
    this.answers[id] = answer;
    if (question.remembered)
      this.toRemember.push({
        unitId,
        fingerprint: this.table.fingerprint,
        topic: kind,
        question: question.text,
        answer,
        label: question.options.find((option) => option.value === answer)?.label ?? answer,
        options: question.options,
      });
    return answer;
  }

  /** The answer in force to what was asked before; undefined where it is open or was not asked. */
  answerTo(topic: string): string | undefined {
    return this.answers[`ledger-${topic}:${this.table.sheetIndex}`];
  }

  /** True where this was asked and is not answered yet. */
  isOpen(topic: string): boolean {
    const id = `ledger-${topic}:${this.table.sheetIndex}`;
    return this.questions.some((question) => question.id === id) && !Object.hasOwn(this.answers, id);
  }

  /** Address of a head; without `c` of the first. */
  headCell(c?: number): string {
    return cellAddress(this.table.head[1], c ?? this.table.columns[0]!.c);
  }

  /** First text below the head: what the officer recognises the column by; '' where the column is empty. */
  example(c: number): string {
    const { grid, head } = this.table;
    for (let r = head[1] + 1; r < Math.min(grid.rowCount, head[1] + 2000); r += 1) {
      const text = grid.text(r, c).trim();
      if (text !== '') return text;
    }
    return '';
  }
}
