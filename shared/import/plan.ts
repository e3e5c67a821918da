// The stored plan of an import: what was understood of each cell and what would happen to it. The preview shows exactly
// this and the commit writes exactly this (rules.md 18–19, peers.md N4). The shapes are declared in plan-schema.ts, apart: the parse
// process needs the words alone, and making schemas takes it longer than reading a small file.

import type { z } from 'zod';

import { FATES, NO_CELLS, type CellCounts, type Fate } from './fates.js';
import type {
  checkIssueSchema,
  importPlanSchema,
  issueWaiverSchema,
  offerSchema,
  plannedCellSchema,
  plannedFileSchema,
  questionSchema,
  returnedFileSchema,
} from './plan-schema.js';

export {
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

export type IssueWaiver = z.infer<typeof issueWaiverSchema>;

export type CheckIssue = z.infer<typeof checkIssueSchema>;

export type Question = z.infer<typeof questionSchema>;

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
  'unit-report': '填报单位报表', //    one unit, an indicator per row or column
  'unit-table': '汇总报表', //         several units
  targets: '目标任务',
  population: '人口数',
  benchmark: '上级或兄弟地区数据',
  ledger: '台账',
  other: '未识别',
} as const;
export type FormKind = keyof typeof FORM_LABEL;

export type ReturnedFile = z.infer<typeof returnedFileSchema>;

/** A file of a plan without its cells; the cells are asked for file by file. */
export type PlannedFile = z.infer<typeof plannedFileSchema>;

export type ImportPlan = z.infer<typeof importPlanSchema>;

/** How choices and returns name a cell: `Sheet1!C4`, or `C4` where the format has no sheet names. */
export function cellRef(cell: { sheet: string | null; cell: string | null }): string {
  return cell.sheet === null ? (cell.cell ?? '') : `${cell.sheet}!${cell.cell ?? ''}`;
}

/** Files that still wait for the officer. */
export function pendingFiles(files: readonly PlannedFile[]): PlannedFile[] {
  return files.filter((file) => file.status === 'planned' || file.status === 'asks');
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

/** True where nobody knows the indicator of a cell: it is compared with nothing, unlike other cells that receiving passes over. */
export function isUnknownCell(role: CellRole, fate: Fate): boolean {
  return role === 'unknown' && fate === 'ignored';
}

/** Rows of all ledger sheets of a file by fate; null where it has none. */
export function ledgerCounts(file: Pick<PlannedFile, 'ledgers'>): CellCounts | null {
  if (file.ledgers === undefined || file.ledgers.length === 0) return null;
  const sum = { ...NO_CELLS };
  for (const { rows } of file.ledgers) for (const fate of FATES) sum[fate] += rows[fate];
  return sum;
}
