// Whose rows a ledger without a column 区（市） holds: a district keeps its own, and names itself in title, 填报单位, sheet or file name.

import type { ReportingUnit } from '../../../../shared/model/unit.js';
import type { UnitNames } from '../2-recognise/names.js';
import type { LedgerAsking } from './ledger-asking.js';

const UNIT_LINE = /^(?:填报|报送|上报|填表|报告)?单位(?:名称)?[:：]\s*(.+)$/;

/** 抄送：薛城区市场监督管理局 says who gets the list, not whose rows it holds. */
const TO_OTHERS = /^(?:抄[送报]|主[送报]|[呈报]送|发送|致)\s*[:：]/;

/** The only unit that is named; null where there is none, or several could be meant. `lines`: each by itself. */
export function titledUnit(lines: readonly string[], units: UnitNames): ReportingUnit | null {
  const found = new Set<ReportingUnit>();
  for (const line of lines) {
    if (TO_OTHERS.test(line.trim())) continue;
    const named = UNIT_LINE.exec(line.trim())?.[1];
    const match = named === undefined ? units.inText(line) : units.exact(named);
    if (match.kind === 'ambiguous') return null;
    if (match.kind === 'found') found.add(match.unit);
  }
  return found.size === 1 ? [...found][0]! : null;
}

/** Id of the one unit that all rows are of, by what stands above them or by their column; null where there are several, or none. */
export function onlyUnit({ table, env }: LedgerAsking, column: { c: number } | undefined): number | null {
  const { units } = env.words;
  const named = table.stated?.unit ?? (column === undefined ? titledUnit(table.titleLines, units) : null);
  if (named !== null || column === undefined) return named?.id ?? null;
  const found = new Set<number>();
  for (let r = table.head[1] + 1; r < table.grid.rowCount && found.size < 2; r += 1) {
    const match = units.exact(table.grid.text(r, column.c).trim());
    if (match.kind === 'found') found.add(match.unit.id);
  }
  return found.size === 1 ? [...found][0]! : null;
}

/** 滕州 of 滕州市. */
export function stemOf(name: string): string {
  return name.replace(/[市县区旗镇乡]$/, '');
}

/** Units whose names without 市 or 区 stand somewhere in the lines: they may be meant, and nobody else is taken for granted then. */
export function stemmedUnits(lines: readonly string[], units: readonly ReportingUnit[]): ReportingUnit[] {
  const texts = lines.map((line) => line.replaceAll(/\s/g, ''));
  return units.filter((unit) =>
    [unit.name, ...unit.aliases]
      .map((name) => stemOf(name))
      .some((stem) => stem.length > 1 && texts.some((text) => text.includes(stem))),
  );
}
