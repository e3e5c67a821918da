// What is decided for a table, and the answers that decided it: given in this run, or remembered for unit and layout.

import type { Question } from '../../../../shared/import/plan.js';
import type { Basis, Period } from '../../../../shared/model/period.js';
import { isValidAt, type ReportingUnit } from '../../../../shared/model/unit.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import type { MapEnv } from './env.js';

export interface TableDecisions {
  unit: ReportingUnit | null;
  /** By rowKey(): blocks side by side share sheet rows. */
  rowUnits: Map<string, ReportingUnit>;
  skippedRows: Set<string>;
  /** Columns headed by a unit that is not ours, by column: the unit answered, `skip`, or the name that is still asked about. */
  columnUnits: Map<number, { unit: ReportingUnit | null; name: string; isSkipped: boolean }>;
  period: Period | null;
  year: number | null;
  /** Month of the heads that the officer's answer replaces; null where the heads hold. */
  replacedMonth: number | null;
  /** Basis of flows in columns without a figure word; null: asked. */
  flowBasis: Basis | null;
  /** What months without a word beside them are, where the title says 累计; null where nothing is open. */
  bareMonths: 'ytd' | 'month' | 'open' | null;
  ratioBasis: Map<string, Basis>;
  /** Unknown names that the officer gave an indicator, by nameKey(). */
  indicators: Map<string, string>;
  /** 2023年 as a head beside months: the same months or the whole year, by the head's words. */
  yearHeads: Map<string, 'same' | 'whole'>;
  /** A bare 目标 of a part of the year: of the year, or of that part; null where it is open. */
  targetSpan: 'year' | 'part' | null;
  /** Whose the numbers of a table of targets are where no unit holds them: those of 合计, or all. */
  level: 'higher' | 'own' | null;
  /** 合计 is the only column of a unit's own report and holds its numbers. */
  isTotalOwn: boolean;
  /** The officer wants nothing of this table. */
  isLeftOut: boolean;
  /** Whose the 合计 row is, where the rows above it are parts of one unit's own report. */
  totalRowUnit: ReportingUnit | null;
  /** Answers in force by question id, given now or remembered. */
  answers: Record<string, string>;
  /** What to remember when the file is received. `options`: as they read without this file, where they differ from the question's. */
  toRemember: {
    unitId: number | null;
    topic: string;
    question: string;
    answer: string;
    label: string;
    options?: Question['options'];
  }[];
  /** What was offered, by topic. */
  offered: Map<string, Question['options']>;
  /** Reasons in Chinese, for the reading view. */
  reasons: string[];
}

/** Topic of an answer about a table as a whole: it holds for no other table that has the same heads by chance (专利情况, 商标情况). */
export function topicOf(table: RecognisedTable, topic: string): string {
  return table.called === '' ? topic : `${topic}|${table.called}`;
}

/** Id of the one unit that reports, as the table is read so far; null for a table of several. */
export function reporterId({ unit }: Pick<TableDecisions, 'unit'>, table: RecognisedTable): number | null {
  return (unit ?? reporterOf(table))?.id ?? null;
}

/** Who reports, said by the table itself or by the name of its file, and by nothing else otherwise. */
export function reporterOf(table: RecognisedTable): ReportingUnit | null {
  const found = table.unit.flatMap(({ match }) => (match.kind === 'found' ? [match.unit] : []));
  const ids = new Set(found.map((unit) => unit.id));
  const isOpen = table.unit.some(({ match }) => match.kind === 'ambiguous');
  return ids.size === 1 && !isOpen ? found[0]! : null;
}

/** An answer for a question: of this run, else remembered; undefined where it is open. */
export function answerTo(
  env: MapEnv,
  decisions: TableDecisions,
  question: Question,
  memory: { unitId: number | null; fingerprint: string; topic: string },
): string | undefined {
  const kept = question.remembered ? env.remembered(memory.unitId, memory.fingerprint, memory.topic) : undefined;
  // A unit that has ended, or is not there yet, is none of this period's.
  const isOffered = question.options.some(({ value }) => value === kept) && !isEnded(env, decisions, question, kept);
  const answer = Object.hasOwn(env.answers, question.id) ? env.answers[question.id] : isOffered ? kept : undefined;
  decisions.offered.set(memory.topic, question.options);
  if (answer !== undefined) decisions.answers[question.id] = answer;
  return answer;
}

function isEnded(env: MapEnv, { period }: TableDecisions, { kind }: Question, kept: string | undefined): boolean {
  if (kind !== 'unit' || period === null) return false;
  return env.units.some((unit) => String(unit.id) === kept && !isValidAt(unit, period));
}
