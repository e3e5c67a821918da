// The stored plan of an import: what was understood of each cell and what would happen to it. The preview shows exactly
// this and the commit writes exactly this (rules.md 18–19, peers.md N4).

import { z } from 'zod';

import { basisSchema, periodSchema } from '../model/period.js';
import { valueStateSchema } from '../model/observation.js';
import { cellCountsSchema, FATES, NO_CELLS, SEVERITIES, type CellCounts } from './fates.js';
import { plannedLedgerSchema } from './ledger-rows.js';

export {
  cellCountsSchema,
  FATE_LABEL,
  FATES,
  NO_CELLS,
  SEVERITIES,
  SEVERITY_LABEL,
  type CellCounts,
  type Fate,
  type Severity,
} from './fates.js';

/** The sheet in which a form of our own carries what it is, for its return; nobody is meant to look at it. */
export const OWN_SHEET = '_ipledger';

/** 核实通过: an issue accepted with a reason. */
export const issueWaiverSchema = z.object({ reason: z.string(), operator: z.string(), at: z.string() });
export type IssueWaiver = z.infer<typeof issueWaiverSchema>;

/** 审核问题 */
export const checkIssueSchema = z.object({
  severity: z.enum(SEVERITIES),
  rule: z.string(), //                 rule id, such as sum-of-parts
  sheet: z.string().nullable(),
  cell: z.string().nullable(), //      A1 address; null: about the sheet or file
  message: z.string(), //              Chinese: what was found, what was expected, what to do
  // The rest is set in every plan; reports received by older versions lack it.
  key: z.string().optional(), //       the same finding has the same key when the file comes again, wherever its cell moved
  figures: z.string().optional(), //   the values it was found on (C05=405;C06=21): a waiver lapses when they change
  cells: z.array(z.string()).optional(), // all cells involved, same sheet, the named one first
  expected: z.string().optional(), //  what the cell should hold, where a rule can say
  canWaive: z.boolean().optional(), // false where there is no readable value to let through
  waiver: issueWaiverSchema.optional(),
});
export type CheckIssue = z.infer<typeof checkIssueSchema>;

export const questionSchema = z.object({
  id: z.string(), //                   stable for the same file and store (rules.md 19)
  kind: z.string(), //                 sign, basis, period, unit, percent, conflict …
  sheet: z.string().nullable(),
  cell: z.string().nullable(),
  text: z.string(),
  options: z.array(z.object({ value: z.string(), label: z.string() })),
  default: z.string().nullable(),
  /** True: the answer is kept for this unit and layout (识别规则). */
  remembered: z.boolean(),
  /** True: the file may be received without an answer; what was asked about is then left out. */
  optional: z.boolean().optional(),
});
export type Question = z.infer<typeof questionSchema>;

/** Earlier months that a file holds beside its newest one: taken only where the officer asks for them (rules.md 13). */
export const offerSchema = z.object({
  id: z.string(), //                   answered like a question, by `take`
  take: z.string(),
  sheet: z.string().nullable(),
  cell: z.string().nullable(),
  text: z.string(),
  label: z.string(), //                2022年6月
  isTaken: z.boolean(),
});
export type Offer = z.infer<typeof offerSchema>;

/** Why a cell was read, and where it goes. Only `value`, `claim`, `target`, `benchmark`, `issued` are ever stored. */
export const CELL_ROLES = [
  'value', //          an observation of this period
  'claim', //          去年同期, 上年末 column: a claim kept with the submission (rules.md 14)
  'target', //         年度目标
  'benchmark', //      another place's value in a province table
  'issued', //         上级下发: of one of our units, or (unitId null) of the whole area
  'check', //          本月, 同比, submitted ratio, 合计 row: compared, never stored
  'unknown', //        indicator not in the catalogue: listed, kept with the raw sheet
] as const;
export type CellRole = (typeof CELL_ROLES)[number];

export const plannedCellSchema = z.object({
  sheet: z.string().nullable(),
  cell: z.string(),
  row: z.number().int(),
  column: z.number().int(),
  role: z.enum(CELL_ROLES),
  fate: z.enum(FATES),
  label: z.string(), //                as written: header path and row label
  code: z.string().nullable(),
  indicator: z.string(), //            standard name, or the label where unknown
  unitId: z.number().int().nullable(), // null: total row, or another place
  /** Of a target that the bureau itself holds: 上级下达任务, 自定目标. */
  level: z.enum(['higher', 'own']).optional(),
  unit: z.string(),
  period: periodSchema.nullable(), //  for targets: YYYY-12 of the target year
  basis: basisSchema.nullable(),
  text: z.string(), //                 original text
  state: valueStateSchema.nullable(),
  value: z.string().nullable(), //     plain decimal in the indicator's measure
  measure: z.string(), //              of the indicator
  sourceMeasure: z.string(), //        as the file states it; differs where converted
  before: z.string().nullable(), //    stored value now, for same/changed/conflict
  beforeState: valueStateSchema.nullable(),
  reason: z.string(), //               why this fate, in Chinese; '' where self-evident
  /** The officer's choice for this one cell: true = receive, false = leave out; absent = as the file goes. */
  chosen: z.boolean().optional(),
  /** 同口径调整: note with which last year's value is kept beside the stored one. Only role claim. */
  comparable: z.string().optional(),
  /** Set aside because another file of the plan gives another value: what it would be else, and the questions that decide. */
  aside: z.object({ fate: z.enum(FATES), reason: z.string(), questions: z.array(z.string()) }).optional(),
});
export type PlannedCell = z.infer<typeof plannedCellSchema>;

export const FILE_STATUSES = ['planned', 'imported', 'asks', 'refused', 'ignored'] as const;
export type FileStatus = (typeof FILE_STATUSES)[number];
export const FILE_STATUS_LABEL: Record<FileStatus, string> = {
  planned: '待接收',
  imported: '已接收',
  asks: '待处理',
  refused: '不能导入',
  ignored: '未导入',
};

export const FORM_LABEL = {
  'unit-report': '单位报表', //        one unit, an indicator per row or column
  'unit-table': '各单位汇总表', //     several units
  targets: '目标任务',
  population: '人口数',
  benchmark: '上级或兄弟地区数据',
  ledger: '台账',
  other: '未识别',
} as const;
export type FormKind = keyof typeof FORM_LABEL;

export const plannedSheetSchema = z.object({
  name: z.string().nullable(),
  /** used; older: an earlier month (offered); hidden; empty; skipped: cover or explanation sheet. */
  state: z.enum(['used', 'older', 'hidden', 'empty', 'skipped']),
  reason: z.string(),
  form: z.string(),
  hiddenRows: z.number().int(),
  hiddenColumns: z.number().int(),
});

/** Sent back (退回修改) and not received since; `corrected`: the file that came in its place. */
export const returnedFileSchema = z.object({
  on: z.string(), //                   2022-08-03
  due: z.string().nullable(),
  corrected: z.object({ file: z.string(), on: z.string() }).nullable(),
});
export type ReturnedFile = z.infer<typeof returnedFileSchema>;

export const plannedFileSchema = z.object({
  index: z.number().int(),
  file: z.string(),
  sha256: z.string(),
  size: z.number().int(),
  kind: z.string(), //                 xlsx, xls, html …
  form: z.string(), //                 FormKind
  status: z.enum(FILE_STATUSES),
  reason: z.string(), //               why refused or ignored; '' otherwise
  units: z.array(z.string()),
  periods: z.array(z.string()), //     as `2022-07`
  meta: z.record(z.string(), z.string()), // 填报人, 审核人, 联系电话, 填报日期 …
  cells: cellCountsSchema,
  /** Ledger sheets of the file; absent in reports received by older versions. */
  ledgers: z.array(plannedLedgerSchema).optional(),
  issues: z.array(checkIssueSchema),
  questions: z.array(questionSchema),
  answers: z.record(z.string(), z.string()),
  offers: z.array(offerSchema).optional(), // reports received by older versions lack it
  sheets: z.array(plannedSheetSchema),
  returned: returnedFileSchema.optional(),
  decisions: z.array(z.string()), //   how sheet, period, unit, orientation were recognised, in Chinese
});
/** A file of a plan without its cells; the cells are asked for file by file. */
export type PlannedFile = z.infer<typeof plannedFileSchema>;

export const importPlanSchema = z.object({
  planId: z.string(),
  createdAt: z.string(),
  files: z.array(plannedFileSchema),
  /** Units, indicators, rules or settings changed since: what waits must be read again before it is received. */
  isStale: z.boolean(),
});
export type ImportPlan = z.infer<typeof importPlanSchema>;

/** How choices and returns name a cell: `Sheet1!C4`, or `C4` where the format has no sheet names. */
export function cellRef(cell: { sheet: string | null; cell: string | null }): string {
  return cell.sheet === null ? (cell.cell ?? '') : `${cell.sheet}!${cell.cell ?? ''}`;
}

/** A blocking issue that nobody has accepted with a reason. */
export function isBlocking(issue: CheckIssue): boolean {
  return issue.severity === 'block' && issue.waiver === undefined;
}

/** Questions that must be answered before the file is received. */
export function openQuestions(file: Pick<PlannedFile, 'questions' | 'answers'>): Question[] {
  return file.questions.filter((question) => question.optional !== true && !Object.hasOwn(file.answers, question.id));
}

/** True where a file may be received without a further decision: no block, no open question (rules.md 19). */
export function isAcceptable(file: Pick<PlannedFile, 'status' | 'issues' | 'questions' | 'answers'>): boolean {
  return file.status === 'planned' && !file.issues.some(isBlocking) && openQuestions(file).length === 0;
}

/** Rows of all ledger sheets of a file by fate; null where it has none. */
export function ledgerCounts(file: Pick<PlannedFile, 'ledgers'>): CellCounts | null {
  if (file.ledgers === undefined || file.ledgers.length === 0) return null;
  const sum = { ...NO_CELLS };
  for (const { rows } of file.ledgers) for (const fate of FATES) sum[fate] += rows[fate];
  return sum;
}
