// Tables that stand below each other in one sheet under the same heads, each with a title of its own: one per unit, level, 批次 or
// year. What such a title says is of its rows alone. Read only where every one of the tables says it; else the sheet is refused, since
// the rows would be stored as something that they are not. Not here: heads in other columns (ledger-other-lines.ts).

import { fieldsOf, unitFieldOf, type Ledger } from '../../../../shared/ledgers/define.js';
import { fromTitle, headMeasure } from '../../../../shared/ledgers/heads.js';
import type { FieldInput } from '../../../../shared/ledgers/read-field.js';
import { statedMoney } from '../../../../shared/ledgers/stated-money.js';
import { cellAddress } from '../1-read/raw-book.js';
import type { Grid } from '../2-recognise/grid.js';
import type { LedgerTable } from '../2-recognise/ledger-table.js';
import { isMetaText } from '../2-recognise/lines.js';
import { statedYear, withoutDays } from '../2-recognise/stated-year.js';
import { type LedgerAsking } from './ledger-asking.js';
import { shorten } from './shorten.js';
import type { LedgerColumn } from './ledger-columns.js';
import { oddDays } from './ledger-days.js';
import { isBlank, isFootLine, RepeatedHeads } from './ledger-other-lines.js';
import { stemmedUnits, titledUnit } from './ledger-unit.js';

interface SectionLine {
  r: number;
  c: number;
  text: string;
}

interface Section {
  /** Row of its head, from 0. */
  r: number;
  lines: SectionLine[];
}

export interface SectionValue {
  input: FieldInput;
  /** 第6行“薛城区…” */
  text: string;
}

/** What each of the tables says of its rows; the first one is that of the head. */
export interface SaidBySection {
  r: number;
  values: ReadonlyMap<string, SectionValue>;
}

export interface LedgerSections {
  /** Empty where all tables say the same. */
  said: readonly SaidBySection[];
  /** Rows of the heads below titles, from 0: a 合计 below one of them may be of that table alone. */
  starts: readonly number[];
  /** Rows of the titles, with what they are. */
  lines: ReadonlyMap<number, string>;
  /** Different years stand above them. */
  hasYears: boolean;
}

/** The heads that stand again below the rows, with the lines right above each. */
function sectionsOf(table: LedgerTable): Section[] {
  const { grid, head, columns } = table;
  const heads = new RepeatedHeads(columns, grid, head);
  const sections: Section[] = [];
  let from = head[1] + 1;
  for (let r = from; r < grid.rowCount; r += 1) {
    // Also of a long list every row is looked at: what a head says is not guessed from where it stands.
    if (!heads.mayBeIn(grid.passingCells(r))) continue;
    const cells = grid.rowCells(r).filter((cell) => !isBlank(cell));
    if (cells.length === 0 || !heads.isHead(cells)) continue;
    sections.push({ r, lines: linesAbove(grid, r, from) });
    r += head[1] - head[0];
    from = r + 1;
  }
  return sections;
}

/** Titles and 填报单位 lines above a head, over blank rows and 填报人 or a note right above it; down to `from`. */
function linesAbove(grid: Grid, head: number, from: number): SectionLine[] {
  const lines: SectionLine[] = [];
  for (let r = head - 1; r >= from; r -= 1) {
    const own = grid.rowCells(r).filter((cell) => !isBlank(cell) && !grid.isCovered(r, cell.c));
    if (own.length === 0) continue;
    const [first] = own;
    const isFoot = first!.t === 's' && isFootLine(grid.textOf(first!));
    // Above a title that was found it is the foot of the table above.
    if (isFoot && own.length <= 4 && lines.length === 0) continue;
    const isTitle = own.length === 1 && first!.t === 's' && !isFoot;
    const isMeta = own.length <= 4 && first!.t === 's' && isMetaText(grid.textOf(first!)) && !isFoot;
    if (!isTitle && !isMeta) break;
    lines.unshift(...own.map(({ c }) => ({ r, c, text: grid.text(r, c).trim() })));
  }
  return lines;
}

export function ledgerSections(
  asking: LedgerAsking,
  ledger: Ledger,
  columns: LedgerColumn[],
): LedgerSections | 'refused' | null {
  const { table } = asking;
  const sections = sectionsOf(table);
  if (sections.length === 0) return null;
  return new Sections(asking, ledger, columns, sections).decide();
}

type Said = Map<string, { value: FieldInput; line: SectionLine | null }>;

class Sections {
  constructor(
    readonly asking: LedgerAsking,
    readonly ledger: Ledger,
    readonly columns: LedgerColumn[],
    readonly sections: readonly Section[],
  ) {}

  decide(): LedgerSections | 'refused' {
    if (this.#differsInMeasure()) return 'refused';
    const base = this.#base();
    const titled = this.sections.filter(({ lines }) => lines.length > 0);
    const said = titled.map((section) => ({ section, values: this.#said(section.lines) }));
    const lines = new Map(titled.flatMap((section) => section.lines.map(({ r, text }) => [r, text] as const)));
    const fields = [...new Set(said.flatMap(({ values }) => [...values.keys()]))].filter((field) =>
      said.some(({ values }) => values.has(field) && values.get(field)!.value !== base.get(field)?.value),
    );
    if (this.#isUnitInDoubt(titled, base)) return 'refused';
    const hasYears = this.#hasYears(titled);
    if (hasYears && this.#lacksYears()) return 'refused';
    for (const field of fields) {
      const silent = said.find(({ values }) => !values.has(field))?.section;
      if (silent !== undefined || !base.has(field)) {
        this.#refuse(
          (silent ?? said.find(({ values }) => values.has(field))!.section).lines[0]!,
          `标题写明的“${this.ledger.fields[field]!.label}”与上面的表不同，但不是每张表都写明了`,
          `请在每张表的标题中写明“${this.ledger.fields[field]!.label}”，或加上这一栏逐行填写`,
        );
        return 'refused';
      }
    }
    const starts = titled.map(({ r }) => r);
    if (fields.length === 0) return { said: [], starts, lines, hasYears };
    for (const field of fields) {
      const { label } = this.ledger.fields[field]!;
      this.columns.push({ c: this.asking.table.columns[0]!.c, head: `${label}（按各表标题）`, field, use: 'lines' });
      this.asking.reasons.push(
        `工作表中有${said.length + 1}张表头相同的表，“${label}”按各表标题读取：${this.#example(base, said, field)}`,
      );
    }
    const valuesOf = (values: Said): SaidBySection['values'] =>
      new Map(
        fields.map((field) => {
          const { value, line } = values.get(field)!;
          return [field, { input: value, text: line === null ? '' : `第${line.r + 1}行“${line.text}”` }];
        }),
      );
    return {
      said: [
        { r: this.asking.table.head[0], values: valuesOf(base) },
        ...said.map(({ section, values }) => ({ r: section.r, values: valuesOf(values) })),
      ],
      starts,
      lines,
      hasYears,
    };
  }

  #example(base: Said, said: readonly { values: Said }[], field: string): string {
    const shown = [base, ...said.map(({ values }) => values)].map((values) => {
      const { value } = values.get(field)!;
      return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    });
    return [...new Set(shown)].slice(0, 4).join('、');
  }

  /** Fields without a column of which these lines say the value. */
  #said(lines: readonly SectionLine[]): Said {
    const said: Said = new Map();
    const texts = lines.map(({ text }) => text);
    const title = texts.join(' ');
    const put = (field: string, value: FieldInput, says: (text: string) => boolean): void => {
      if (this.columns.some((column) => column.field === field)) return;
      said.set(field, { value, line: lines.find(({ text }) => says(text)) ?? lines[0] ?? null });
    };
    for (const [field, value] of Object.entries(fromTitle(this.ledger, withoutDays(title))))
      put(field, value, (text) => Object.hasOwn(fromTitle(this.ledger, withoutDays(text)), field));
    const year = statedYear(title);
    if (year !== null)
      for (const [field, declared] of fieldsOf(this.ledger))
        if ('default' in declared && declared.default === 'year-of-period')
          put(field, year, (text) => statedYear(text) === year);
    const { units } = this.asking.env.words;
    const unit = titledUnit(texts, units);
    const unitField = unitFieldOf(this.ledger);
    if (unit !== null && unitField !== null)
      put(unitField, unit.name, (text) => titledUnit([text], units)?.id === unit.id);
    return said;
  }

  /** Of the first table: what stands above it, else what the names of sheet and file say. */
  #base(): Said {
    const { grid, head, titleLines } = this.asking.table;
    const above: SectionLine[] = [];
    for (let r = 0; r < head[0]; r += 1)
      for (const { c } of grid.rowCells(r)) {
        const text = grid.text(r, c).trim();
        if (text !== '') above.push({ r, c, text });
      }
    const named = this.#said(titleLines.map((text) => ({ r: 0, c: 0, text })));
    for (const value of named.values()) value.line = null;
    return new Map([...named, ...this.#said(above)]);
  }

  /** A title that has the name of another unit in it, in a way that says of no row whose it is. */
  #isUnitInDoubt(titled: readonly Section[], base: Said): boolean {
    const field = unitFieldOf(this.ledger);
    if (field === null || this.columns.some((column) => column.field === field)) return false;
    const { units, words } = this.asking.env;
    for (const { lines } of titled) {
      const texts = lines.map(({ text }) => text);
      if (titledUnit(texts, words.units) !== null) continue;
      const others = stemmedUnits(texts, units).filter((unit) => unit.name !== base.get(field)?.value);
      if (others.length === 0) continue;
      const { label } = this.ledger.fields[field]!;
      this.#refuse(lines[0]!, `不能确定各行的“${label}”`, `请在标题中写明“${label}”的全称，或加上这一栏逐行填写`);
      return true;
    }
    return false;
  }

  #hasYears(titled: readonly Section[]): boolean {
    const { titleLines } = this.asking.table;
    const years = [titleLines, ...titled.map(({ lines }) => lines.map(({ text }) => text))].flatMap(
      (lines) => statedYear(lines.join(' ')) ?? [],
    );
    return new Set(years).size > 1;
  }

  /** 5月3日 below titles of two years. */
  #lacksYears(): boolean {
    const [first] = oddDays(this.asking.table, this.ledger, this.columns).yearless;
    if (first === undefined) return false;
    this.#block(
      first.cell,
      `工作表中各表标题的年份不同，${first.cell}“${shorten(first.text)}”等日期没有写年份，没有导入。请把日期写全，或分成几张工作表，再重新导入。`,
    );
    return true;
  }

  /** 融资金额（元） below 融资金额（万元）. */
  #differsInMeasure(): boolean {
    const { table } = this.asking;
    const { grid, head } = table;
    const amounts = this.columns.filter(({ field }) => field !== null && this.ledger.fields[field]?.kind === 'amount');
    const measureAt = (top: number, c: number): string | null => {
      for (let r = top; r <= top + head[1] - head[0]; r += 1) {
        const measure = headMeasure(grid.headText(r, c));
        if (measure !== null) return measure;
      }
      return null;
    };
    for (const { r, lines } of this.sections) {
      const other = amounts.find(({ c }) => measureAt(r, c) !== measureAt(head[0], c));
      const money = statedMoney(lines.map(({ text }) => text).join(' '));
      const isOther = amounts.length > 0 && money !== null && money !== statedMoney(table.title);
      if (other === undefined && !isOther) continue;
      const cell = other === undefined ? lines[0]! : { r, c: other.c, text: grid.headText(r, other.c) };
      this.#refuse(cell, '金额的计量单位与上面的表不同', '请把各表的金额换成同一计量单位，或分成几张工作表');
      return true;
    }
    return false;
  }

  #refuse({ r, c, text }: SectionLine, what: string, todo: string): void {
    this.#block(
      cellAddress(r, c),
      `第${r + 1}行“${shorten(text)}”起又是一张表，${what}，这张工作表没有导入。${todo}，再重新导入。`,
    );
  }

  #block(cell: string, message: string): void {
    this.asking.issues.push({
      severity: 'block',
      rule: 'ledger-section',
      canWaive: false,
      sheet: this.asking.table.sheetName,
      cell,
      message,
    });
  }
}
