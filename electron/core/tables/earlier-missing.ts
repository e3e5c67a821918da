// Totals of other periods in a table (上年同期, earlier years, earlier months) that lack units: the sum of the rest is printed with the
// list of who is missing (rules.md 5). Those of the table's own period: table-notes.ts.

import type { Fact } from '../statistics/facts.js';
import { missingUnits } from '../statistics/missing-units.js';
import { missingInPart } from '../statistics/part-figure.js';
import { listed } from './people-notes.js';
import { factAt, type TablePlan } from './plan-table.js';
import { addYears, periodTitle, type Basis, type Period } from '../../../shared/model/period.js';
import type { FigureKind } from '../../../shared/reports/print-table.js';
import { missingNote } from '../../../shared/statistics/total.js';

interface Gap {
  period: Period;
  basis: Basis;
  code: string;
  name: string;
  ids: readonly number[];
}

/** `2021年1—7月发明授权的全市数不含薛城区（未报）。` What the note on the table's own period says already is not said again. */
export function earlierMissingNotes(plan: TablePlan): string[] {
  /** Names of indicators by period, then by who is missing. */
  const byTitle = new Map<string, Map<string, Set<string>>>();
  for (const { period, basis, code, name, ids } of gapsOf(plan)) {
    const facts = plan.reader.of(period);
    const of = facts.byCode.get(code);
    if (!of) continue;
    const states = missingUnits(facts, of, ids).map(({ names, ...group }) => ({
      ...group,
      name: listed(names, '个单位'),
    }));
    const note = missingNote(`的${plan.facts.totalLabel}数`, states);
    if (note === '') continue;
    const title = periodTitle(period, basis);
    const byNote = byTitle.get(title) ?? new Map<string, Set<string>>();
    byTitle.set(title, byNote.set(note, (byNote.get(note) ?? new Set()).add(name)));
  }
  return [...byTitle].flatMap(([title, byNote]) =>
    [...byNote].map(([note, names]) => `${title}${listed([...names], '项指标')}${note}。`),
  );
}

function gapsOf(plan: TablePlan): Gap[] {
  const gaps: Gap[] = [];
  for (const row of plan.rows.rows) {
    const { unitId, unitIds, isResidual } = row.whose;
    if (unitId !== null || unitIds !== null || isResidual) continue;
    for (const leaf of plan.leaves) {
      if (leaf.kind !== 'fact') continue;
      const fact = factAt(plan, row, leaf);
      const gap = fact && gapOf(plan, fact, leaf.figure);
      if (!gap || gap.period === plan.facts.period || gap.ids.length === 0 || isSame(gap.ids, gap.saidAlready))
        continue;
      const { code, shortName, name } = fact.indicator;
      gaps.push({ period: gap.period, basis: gap.basis, code, name: shortName || name, ids: gap.ids });
    }
  }
  return gaps;
}

/** Who a total is without; `saidAlready`: whom the same figure of the table's own period is without. Null for what sums up no units. */
function gapOf(
  plan: TablePlan,
  fact: Fact,
  figure: FigureKind,
): (Pick<Gap, 'period' | 'basis' | 'ids'> & { saidAlready: readonly number[] }) | null {
  const { period, indicator, basis } = fact;
  const own = plan.facts.byCode.get(indicator.code);
  switch (figure) {
    case 'current':
    case 'last-year': {
      if (!fact.isPrinted) return null;
      const saidAlready = own?.total.missing ?? [];
      return figure === 'current'
        ? { period, basis, ids: fact.missing, saidAlready }
        : { period: addYears(period, -1), basis, ids: fact.missingLastYear, saidAlready };
    }
    case 'month':
    case 'quarter': {
      const facts = plan.reader.of(period);
      const of = facts.byCode.get(indicator.code);
      if (!of) return null;
      const saidAlready = own ? missingInPart(plan.facts, own, figure) : [];
      return { period, basis: figure, ids: missingInPart(facts, of, figure), saidAlready };
    }
    default:
      return null;
  }
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}
