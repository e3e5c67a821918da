// What is decided for a table, and what is remembered of the answers that decided it.

import type { Question } from '../../../../shared/import/plan.js';
import type { Basis, Period } from '../../../../shared/model/period.js';
import type { ReportingUnit } from '../../../../shared/model/unit.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';

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
  /** What months without a word beside them are; `table`: whatever the table's flows are; null where nothing is open. */
  bareMonths: 'ytd' | 'month' | 'open' | 'table' | null;
  ratioBasis: Map<string, Basis>;
  /** Unknown names that the officer gave an indicator, by nameKey(). */
  indicators: Map<string, string>;
  /** Known names that the officer was asked about before they were known, by nameKey(): his code, or null for 不采用. */
  keptNames: Map<string, string | null>;
  /** 2023年 as a head beside months: the same months or the whole year, by the head's words. */
  yearHeads: Map<string, 'same' | 'whole'>;
  /** A bare 目标 of a part of the year: of the year, or of that part; null where it is open. */
  targetSpan: 'year' | 'part' | null;
  /** Whose the numbers of a table of targets are where no unit holds them: those of 合计, or all. */
  level: 'higher' | 'own' | null;
  /** 合计 is the only column of a unit's own report and holds its numbers. */
  isTotalOwn: boolean;
  /** Columns of which each may be the number: whether it was chosen, undefined while it is asked. Empty where nothing is open. */
  numberColumns: ReadonlyMap<number, boolean | undefined>;
  /** The officer wants nothing of this table. */
  isLeftOut: boolean;
  /** Whose the 合计 row is, where the rows above it are parts of one unit's own report. */
  totalRowUnit: ReportingUnit | null;
  /** Reasons in Chinese, for the reading view. */
  reasons: string[];
}

/** An answer that receiving remembers for the same heads. */
export interface ToRemember {
  unitId: number | null;
  fingerprint: string;
  topic: string;
  question: string;
  answer: string;
  label: string;
  /** The answers that may be chosen in its place later. */
  options: Question['options'];
}

/** Nothing decided yet. `year`: as the table states it, or null. */
export function undecidedTable(year: number | null): TableDecisions {
  return {
    unit: null,
    rowUnits: new Map(),
    skippedRows: new Set(),
    columnUnits: new Map(),
    period: null,
    year,
    replacedMonth: null,
    flowBasis: null,
    bareMonths: null,
    ratioBasis: new Map(),
    indicators: new Map(),
    keptNames: new Map(),
    yearHeads: new Map(),
    targetSpan: null,
    level: null,
    isTotalOwn: false,
    numberColumns: new Map(),
    isLeftOut: false,
    totalRowUnit: null,
    reasons: [],
  };
}

/** Who reports, said by the table itself or by the name of its file, and by nothing else otherwise. */
export function reporterOf(table: RecognisedTable): ReportingUnit | null {
  const found = table.unit.flatMap(({ match }) => (match.kind === 'found' ? [match.unit] : []));
  const ids = new Set(found.map((unit) => unit.id));
  const isOpen = table.unit.some(({ match }) => match.kind === 'ambiguous');
  return ids.size === 1 && !isOpen ? found[0]! : null;
}
