// Turns a broken rule into an issue: severity and text from the rule, a stable key, the figures it was found on, the waiver
// where one was given for exactly these figures. A blocking issue without waiver makes its cells unusable.

import { fillMessage, type CheckRule } from '../../../../shared/checks/rule.js';
import type { RuleId } from '../../../../shared/checks/shipped-rules.js';
import type { CheckIssue, IssueWaiver } from '../../../../shared/import/plan.js';
import { labelOf } from '../3-map/cell-label.js';
import type { ReadCell } from '../3-map/read-values.js';

export interface Finding {
  /** A shipped rule by its id; one of the office's own, itself. */
  rule: RuleId | CheckRule;
  /** Cells involved; the first one is named. */
  cells: readonly ReadCell[];
  params: Readonly<Record<string, string>>;
  /** What the cell should hold. */
  expected?: string;
  /** Compared figures that are not in the file: a waiver lapses when they change. */
  compared?: readonly string[];
  /** 本月 and comparison columns give 需核实 at most (rules.md 13). */
  warnAtMost?: boolean;
}

export class Reporter {
  readonly #found: { issue: CheckIssue; cell: ReadCell }[] = [];
  readonly rejected = new Map<ReadCell, string>();
  readonly #keys = new Map<string, number>();

  constructor(
    readonly rules: ReadonlyMap<string, CheckRule>,
    readonly waiverOf: (key: string, figures: string) => IssueWaiver | undefined,
  ) {}

  /** In the order of the sheet, as the officer reads it. */
  get issues(): CheckIssue[] {
    return this.#found
      .toSorted(({ cell: a }, { cell: b }) => a.sheetIndex - b.sheetIndex || a.r - b.r || a.c - b.c)
      .map(({ issue }) => issue);
  }

  isOn(id: RuleId): boolean {
    return this.rules.get(id)?.enabled ?? false;
  }

  threshold(id: RuleId, name: string): number {
    return this.rules.get(id)?.thresholds.find((threshold) => threshold.id === name)?.value ?? 0;
  }

  /** True where its number is in doubt: kept out by a 必改, or ten thousand times another one; until it is corrected or waived. */
  isDoubted(cell: ReadCell): boolean {
    const isSuspect = ({ issue, cell: first }: { issue: CheckIssue; cell: ReadCell }): boolean =>
      first === cell && issue.rule === 'measure-suspect' && issue.waiver === undefined;
    return this.rejected.has(cell) || this.#found.some(isSuspect);
  }

  report(finding: Finding): void {
    const rule = typeof finding.rule === 'string' ? this.rules.get(finding.rule) : finding.rule;
    const cell = finding.cells[0]!;
    if (!rule?.enabled) return;
    const severity = finding.warnAtMost === true && rule.severity === 'block' ? 'warn' : rule.severity;
    const base = cellKey(rule.id, cell);
    const count = (this.#keys.get(base) ?? 0) + 1;
    this.#keys.set(base, count);
    const key = count === 1 ? base : `${base}#${count}`;
    const figures = [...finding.cells.map(figureText), ...(finding.compared ?? [])].join(';');
    const waiver = this.waiverOf(key, figures);
    const issue: CheckIssue = {
      severity,
      rule: rule.id,
      sheet: cell.sheet,
      cell: cell.cell,
      message: fillMessage(rule.message, { cell: cell.cell, ...finding.params }),
      key,
      figures,
      cells: finding.cells.map((involved) => involved.cell),
      canWaive: true,
      ...(finding.expected === undefined ? {} : { expected: finding.expected }),
      ...(waiver === undefined ? {} : { waiver }),
    };
    this.#found.push({ issue, cell });
    if (severity === 'block' && waiver === undefined)
      for (const involved of finding.cells) this.rejected.set(involved, '必改问题');
  }
}

/** rule|unit|code|period|basis|figure: where the cell stands in the sheet does not matter. */
export function cellKey(rule: string, cell: ReadCell): string {
  const who = cell.unit ? String(cell.unit.id) : (cell.place ?? (cell.isTotal ? 'total' : ''));
  return [rule, who, cell.indicator?.code ?? labelOf(cell), cell.period ?? '', cell.basis ?? '', cell.figure].join('|');
}

/** C05=405 */
export function figureText(cell: ReadCell): string {
  return `${cell.indicator?.code ?? labelOf(cell)}=${cell.decimal ?? cell.text}`;
}
