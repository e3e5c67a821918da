// Whose the rows of a ledger are where no column of it names their unit: by its title, its sheet, the name of its file or lines between
// its rows, else the office's own, with the questions that are open.

import { unitFieldOf, type Field, type Ledger } from '../../../../shared/ledgers/define.js';
import type { FieldInput } from '../../../../shared/ledgers/read-field.js';
import { officeUnit } from '../../../../shared/model/office-unit.js';
import type { ReportingUnit } from '../../../../shared/model/unit.js';
import { cellAddress } from '../1-read/raw-book.js';
import type { LedgerCandidate } from '../2-recognise/ledger-table.js';
import type { LedgerAsking } from './ledger-asking.js';
import { readColumns, type LedgerColumn } from './ledger-columns.js';
import { unitLines, type LineBelow } from './ledger-lines.js';
import { stemmedUnits, stemOf, titledUnit } from './ledger-unit.js';
import { shorten } from './shorten.js';

/** What is said of all rows, by field. */
type Given = Record<string, FieldInput>;

/** The field of the unit that no column fills, and what is known without it. */
interface OpenUnit {
  declared: Field;
  field: string;
  given: Given;
}

/** What the lines above the table say of all its rows, by field. Null: not said yet. */
export function givenToAll(
  asking: LedgerAsking,
  ledger: Ledger,
  candidate: LedgerCandidate,
  columns: readonly LedgerColumn[],
): Given | null {
  const hasColumn = (name: string): boolean => columns.some((column) => column.field === name);
  const given = Object.fromEntries(Object.entries(candidate.given).filter(([name]) => !hasColumn(name)));
  const field = unitFieldOf(ledger);
  if (field === null || hasColumn(field) || Object.hasOwn(given, field)) return given;
  const { table } = asking;
  if (table.stated) {
    asking.reasons.push(`各行都算${table.stated.unit.name}的：填报表是发给它的`);
    return { ...given, [field]: table.stated.unit.name };
  }
  if (columns.some((column) => column.use === 'open')) return given;
  const declared = ledger.fields[field]!;
  const unit = titledUnit(table.titleLines, asking.env.words.units);
  if (unit !== null) {
    asking.reasons.push(`表中没有“${declared.label}”一栏，各行按标题、工作表名或文件名都算${unit.name}的`);
    return { ...given, [field]: unit.name };
  }
  const open = { declared, field, given };
  for (const decide of [unitOfSheet, unitOfTitle]) {
    const named = decide(asking, open);
    if (named !== given) return named;
  }
  return ofOffice(asking, open);
}

/** A list that names no unit is the office's own where the officer says so, each time anew. Null: not said yet. */
function ofOffice(asking: LedgerAsking, open: OpenUnit): Given | null {
  const { declared, field, given } = open;
  const unit = officeUnit(asking.env.units);
  if (declared.kind !== 'unit' || declared.mayBeOffices === undefined || unit === null) return given;
  const isNamed = stemmed(asking).length > 0;
  // A document is the office's own without being asked about, unless a name stands above it.
  if (declared.mayBeOffices === 'usually' && !isNamed) return given;
  // A column or lines between the rows may say whose they are.
  if (['unit-column', 'lines', 'lines-below'].some((topic) => asking.isOpen(topic))) return null;
  const answer = asking.ask('office', {
    kind: 'ledger-office',
    cell: asking.headCell(),
    text: `表中没有“${declared.label}”一栏，标题、工作表名和文件名也没有写明，都是本局自己的吗？`,
    options: [
      { value: 'own', label: `是，都算${unit.name}的` },
      { value: 'none', label: '不是' },
    ],
    default: isNamed ? null : 'own',
    remembered: false,
  });
  if (answer === undefined) return null;
  if (answer === 'none') return given;
  asking.reasons.push(`各行按您的选择都算${unit.name}的`);
  return { ...given, [field]: unit.name };
}

/** A sheet named 滕州 is surely of 滕州市 only where the officer says so. Null: not said yet. */
function unitOfSheet(asking: LedgerAsking, open: OpenUnit): Given | null {
  const { given } = open;
  const { table, env } = asking;
  const name = (table.sheetName ?? '').replaceAll(/\s/g, '');
  const like = env.units.filter((unit) => [unit.name, ...unit.aliases].some((one) => stemOf(one) === name));
  const [unit] = like;
  if (name.length < 2 || unit === undefined || like.length > 1) return given;
  return ofUnit(asking, open, unit, { key: name, where: `工作表“${name}”的` });
}

/** Of a list that would be the office's own otherwise a title 滕州培训 is asked about in the same way. */
function unitOfTitle(asking: LedgerAsking, open: OpenUnit): Given | null {
  const { declared, given } = open;
  const [unit, ...others] = stemmed(asking);
  if (declared.kind !== 'unit' || declared.mayBeOffices === undefined || unit === undefined || others.length > 0)
    return given;
  const name = stemOf(unit.name);
  return ofUnit(asking, open, unit, { key: name, where: `标题、工作表名或文件名有“${name}”，` });
}

/** Units of which title, sheet or file name has the name without 市 or 区, such as 滕州培训. */
function stemmed(asking: LedgerAsking): ReportingUnit[] {
  const { units } = asking.env;
  const office = officeUnit(units);
  return stemmedUnits(asking.table.titleLines, units).filter((unit) => unit !== office);
}

function ofUnit(
  asking: LedgerAsking,
  { declared, field, given }: OpenUnit,
  unit: ReportingUnit,
  { key, where }: { key: string; where: string },
): Given | null {
  const answer = asking.ask(`sheet-unit-${key}`, {
    kind: 'ledger-sheet-unit',
    cell: asking.headCell(),
    text: `表中没有“${declared.label}”一栏，${where}各行都是${unit.name}的吗？`,
    options: [
      { value: String(unit.id), label: `是，都是${unit.name}的` },
      { value: 'none', label: '不是' },
    ],
    default: String(unit.id),
    remembered: true,
  });
  if (answer === undefined) return null;
  if (answer === 'none') return given;
  asking.reasons.push(`${where}各行按您的选择都算${unit.name}的`);
  return { ...given, [field]: unit.name };
}

/**
 * Lines between the rows that name the unit of those below: a column of their own, added to `columns`, as the officer says.
 * `below`: lines of sums below the rows whose unit they name.
 */
export function askUnitLines(
  asking: LedgerAsking,
  ledger: Ledger,
  { given }: LedgerCandidate,
  columns: LedgerColumn[],
): { below: readonly LineBelow[] | null } | 'open' | null {
  const name = unitFieldOf(ledger);
  if (name === null || Object.hasOwn(given, name) || isTitled(asking)) return null;
  const own = columns.find(({ field }) => field === name);
  const { units } = asking.env.words;
  const lines = unitLines(asking.table, {
    unit: own?.c ?? null,
    read: readColumns(ledger, columns),
    isUnit: (text) => units.exact(text).kind === 'found',
  });
  // Where they stand in its own column, empty cells below them are asked about.
  if (lines === null || lines.c === own?.c) return null;
  const { label } = ledger.fields[name]!;
  const cell = cellAddress(lines.r, lines.c);
  const side = lines.below === null ? '下面' : '上面';
  const answer = asking.ask(lines.below === null ? 'lines' : 'lines-below', {
    kind: 'ledger-lines',
    cell,
    text: `${cell}“${shorten(lines.text)}”等${lines.count}行单独写着名称，是${side}各行的“${label}”吗？`,
    options: [
      { value: 'same', label: `是，${side}各行都按它填写` },
      { value: 'none', label: '不是' },
    ],
    default: 'same',
    remembered: true,
  });
  if (answer !== 'same') return answer === undefined ? 'open' : null;
  const from = lines.below === null ? '上面' : '下面';
  asking.reasons.push(`各行的“${label}”按您的选择取${from}单独一行写的名称（例如${cell}“${lines.text}”）`);
  if (own !== undefined) Object.assign(own, { field: null, use: 'left' });
  columns.push({ c: lines.c, head: `${label}（按分组行）`, field: name, use: 'lines' });
  return { below: lines.below };
}

/** Title, sheet or file name is of one unit: lines between the rows may name anything else. */
function isTitled(asking: LedgerAsking): boolean {
  return asking.table.stated !== undefined || titledUnit(asking.table.titleLines, asking.env.words.units) !== null;
}
