// What a ledger table means: which ledger, 计量单位 and year, with the questions that are open. Not here: which field each column is
// (ledger-columns.ts), asking (ledger-asking.ts), the rows (ledger-rows.ts).

import type { CheckIssue, Question } from '../../../../shared/import/plan.js';
import { fieldsOf, unitFieldOf, type Field, type Ledger } from '../../../../shared/ledgers/define.js';
import { headMeasure } from '../../../../shared/ledgers/heads.js';
import { fieldFrom, type OwnField } from '../../../../shared/ledgers/own.js';
import type { FieldInput } from '../../../../shared/ledgers/read-field.js';
import { makePeriod, yearOf, type Period } from '../../../../shared/model/period.js';
import type { LedgerCandidate, LedgerTable } from '../2-recognise/ledger-table.js';
import { statedYear } from '../2-recognise/stated-year.js';
import { OFFICE_ADVICE } from '../../../../shared/ledgers/validate.js';
import { officeUnit } from '../../../../shared/model/office-unit.js';
import type { ReportingUnit } from '../../../../shared/model/unit.js';
import { cellAddress } from '../1-read/raw-book.js';
import type { ToRemember } from './answers.js';
import { dayRules } from './ask-days.js';
import { wordRules, type WordRules } from './ask-words.js';
import { emptyBelow } from './ledger-above.js';
import { LedgerAsking, type LedgerMapEnv } from './ledger-asking.js';
import { shorten } from './shorten.js';
import { columnsOf, readColumns, type LedgerColumn } from './ledger-columns.js';
import type { DayRule } from './ledger-days.js';
import { givenBy, type GivenBy } from './ledger-given.js';
import { unitLines, type LineBelow } from './ledger-lines.js';
import { onlyUnit, stemmedUnits, stemOf, titledUnit } from './ledger-unit.js';
import { ledgerSections, type LedgerSections } from './ledger-sections.js';
import { statedMoney } from './stated-money.js';

export interface MappedLedger {
  table: LedgerTable;
  /** With the fields that receiving adds. */
  ledger: Ledger;
  columns: LedgerColumn[];
  /** Values that the title gives to every row. */
  given: Record<string, FieldInput>;
  /** What says them. */
  givenBy: GivenBy[];
  measures: Record<string, string>;
  /** Fills a year that no column and no title gives. */
  period: Period | null;
  statedYear: number | null;
  added: OwnField[];
  questions: Question[];
  answers: Record<string, string>;
  issues: CheckIssue[];
  reasons: string[];
  toRemember: ToRemember[];
  /** Tables below each other under the same heads; null where there is one. */
  sections: LedgerSections | null;
  /** Column in which an empty cell means the name above it. */
  above: number | null;
  /** Columns of enterprises in which an empty cell means the one above it. */
  alsoAbove: readonly number[];
  /** 滕州市小计 below the rows that are its own, where a column `lines` takes the unit from there. */
  below: readonly LineBelow[] | null;
  /** How days are read that are not written in full, by field. */
  days: Record<string, DayRule>;
  /** What an office's own words mean, by field. */
  words: WordRules;
  /** False: something is open that every row depends on; no row is read yet. */
  isReadable: boolean;
}

/** 'skip': the officer does not want the sheet. */
export function mapLedger(table: LedgerTable, env: LedgerMapEnv): MappedLedger | 'skip' {
  return new Mapper(new LedgerAsking(table, env)).run();
}

/** 490万元, or 490 in the format 0"万元", in each cell of a column: its head need not say it. */
function saysMeasures({ grid, head }: LedgerTable, c: number): boolean {
  if (grid.rowCount > head[1] + 3000) return false;
  for (let r = head[1] + 1; r < grid.rowCount; r += 1) {
    const cell = grid.cell(r, c);
    if (cell === undefined || grid.textOf(cell).trim() === '' || cell.z === 'times-wan' || cell.z?.startsWith('wan-'))
      continue;
    if (cell.z?.startsWith('in-') !== true && !/[元万亿](?:整|人民币)?$/.test(grid.textOf(cell).trim())) return false;
  }
  return true;
}

const MONEY: ReadonlySet<string> = new Set(['元', '千元', '万元', '亿元']);

class Mapper {
  /** Lines below the rows whose unit they name. */
  #below: MappedLedger['below'] = null;
  /** The officer says that rows without a unit are not the office's own. */
  #isNotOffices = false;

  constructor(readonly asking: LedgerAsking) {}

  run(): MappedLedger | 'skip' {
    const chosen = this.#candidate();
    if (chosen === 'skip') return 'skip';
    const { candidate, isOpen } = chosen;
    const where = this.asking.table.sheetName === null ? '' : `工作表“${this.asking.table.sheetName}”`;
    this.asking.reasons.push(`${where}识别为台账“${candidate.ledger.title}”：${candidate.reason}`);
    const { columns, added, isOpen: hasOpenHead } = columnsOf(this.asking, candidate, isOpen);
    const ledger = added.length === 0 ? candidate.ledger : withAdded(candidate.ledger, added);
    const isDecided = !isOpen && !hasOpenHead;
    const sections = isDecided ? ledgerSections(this.asking, ledger, columns) : null;
    if (sections === 'refused') return this.#refused(ledger, columns);
    const measures = this.#measures(ledger, candidate, columns);
    const year = this.#year(ledger, candidate, columns);
    const lines = isDecided ? this.#unitLines(ledger, candidate, columns) : null;
    const above = isDecided && lines === null ? this.#above(ledger, columns) : null;
    const alsoAbove = isDecided ? this.#alsoAbove(ledger, columns) : [];
    // What titles and lines say stands in no column.
    const written = columns.filter(({ use }) => use !== 'lines');
    const days = isDecided ? dayRules(this.asking, ledger, written, sections?.lines ?? new Map<number, string>()) : {};
    const words = isDecided ? wordRules(this.asking, ledger, written) : {};
    const given = this.#given(ledger, candidate, columns);
    // What is asked about is not missing yet.
    const missing = given !== null && lines !== 'open' && this.#missing(ledger, given, columns, year);
    return {
      table: this.asking.table,
      ledger,
      columns,
      given: given ?? {},
      givenBy: givenBy(this.asking.table, ledger, given ?? {}, {
        units: this.asking.env.words.units,
        all: this.asking.env.units,
      }),
      measures: measures ?? {},
      period: year,
      statedYear: sections?.hasYears === true ? null : statedYear(this.asking.table.title),
      added,
      questions: this.asking.questions,
      answers: this.asking.answers,
      issues: this.asking.issues,
      reasons: this.asking.reasons,
      toRemember: this.asking.toRemember,
      sections,
      above: above === 'open' ? null : above,
      alsoAbove: alsoAbove ?? [],
      below: this.#below,
      days: days ?? {},
      words: words ?? {},
      isReadable:
        isDecided &&
        measures !== null &&
        !missing &&
        above !== 'open' &&
        alsoAbove !== null &&
        lines !== 'open' &&
        days !== null &&
        words !== null &&
        given !== null,
    };
  }

  /** Nothing of the sheet is read; the issues say why. */
  #refused(ledger: Ledger, columns: LedgerColumn[]): MappedLedger {
    const { table, questions, answers, issues, reasons, toRemember } = this.asking;
    return {
      table,
      ledger,
      columns,
      questions,
      answers,
      issues,
      reasons,
      toRemember,
      given: {},
      givenBy: [],
      measures: {},
      period: null,
      statedYear: null,
      added: [],
      sections: null,
      above: null,
      alsoAbove: [],
      below: null,
      days: {},
      words: {},
      isReadable: false,
    };
  }

  /** The best, where it is better than every other one; else the officer says. */
  #candidate(): { candidate: LedgerCandidate; isOpen: boolean } | 'skip' {
    const [best, ...others] = this.asking.table.candidates;
    const rivals = others.filter(
      (other) => other.score === best!.score && other.heads.missing.length === best!.heads.missing.length,
    );
    if (rivals.length === 0) return { candidate: best!, isOpen: false };
    const options = [best!, ...rivals];
    const answer = this.asking.ask('which', {
      kind: 'ledger',
      cell: this.asking.headCell(),
      text: `这张表与${options.map((one) => `“${one.ledger.title}”`).join('、')}都相符，是哪个台账？`,
      options: [
        ...options.map((one) => ({ value: one.ledger.id, label: one.ledger.title })),
        { value: 'skip', label: '不导入这张表' },
      ],
      default: null,
      remembered: true,
    });
    if (answer === 'skip') return 'skip';
    const candidate = options.find((one) => one.ledger.id === answer);
    return { candidate: candidate ?? best!, isOpen: candidate === undefined };
  }

  /** 计量单位 of each amount; null where nobody states it. */
  #measures(
    ledger: Ledger,
    { heads }: LedgerCandidate,
    columns: readonly LedgerColumn[],
  ): Record<string, string> | null {
    const measures = { ...heads.measures };
    // A head that the officer said the field of states its unit as any other does.
    for (const { field, head } of columns) {
      if (field === null || ledger.fields[field]?.kind !== 'amount' || Object.hasOwn(measures, field)) continue;
      const measure = headMeasure(head);
      if (measure !== null && MONEY.has(measure)) measures[field] = measure;
    }
    const open = columns.filter(
      ({ field, c }) =>
        field !== null &&
        ledger.fields[field]?.kind === 'amount' &&
        !Object.hasOwn(measures, field) &&
        this.asking.example(c) !== '' &&
        !saysMeasures(this.asking.table, c),
    );
    if (open.length === 0) return measures;
    let measure: string | undefined = statedMoney(this.asking.table.title) ?? undefined;
    if (measure === undefined) {
      measure = this.asking.ask(
        'measure',
        {
          kind: 'ledger-measure',
          cell: this.asking.headCell(open[0]!.c),
          text: `“${open.map((column) => column.head).join('”、“')}”没有写明计量单位（例如“${shorten(this.asking.example(open[0]!.c))}”），是万元还是元？`,
          options: [
            { value: '万元', label: '万元' },
            { value: '元', label: '元' },
          ],
          default: null,
          remembered: true,
        },
        // In which of both one unit writes its amounts says nothing of another one's list under the same heads.
        {
          unitId: onlyUnit(
            this.asking,
            columns.find(({ field }) => field !== null && field === unitFieldOf(ledger)),
          ),
        },
      );
      if (measure === undefined) return null;
    } else this.asking.reasons.push(`金额按表上方写明的计量单位“${measure}”读取`);
    for (const { field } of open) measures[field!] = measure;
    return measures;
  }

  /** The year that rows without one belong to. */
  #year(ledger: Ledger, candidate: LedgerCandidate, columns: readonly LedgerColumn[]): Period | null {
    const needs = fieldsOf(ledger).find(
      ([name, field]) =>
        'default' in field &&
        field.default === 'year-of-period' &&
        !columns.some((column) => column.field === name) &&
        !Object.hasOwn(candidate.given, name),
    );
    const { table } = this.asking;
    const stated = table.stated ? yearOf(table.stated.period) : statedYear(table.title);
    if (!needs) return stated === null ? this.asking.env.periodHint : makePeriod(stated, 12);
    const label = needs[1].label;
    if (stated !== null) {
      this.asking.reasons.push(`${label}按标题取${stated}年`);
      return makePeriod(stated, 12);
    }
    if (this.asking.env.periodHint !== null) {
      this.asking.reasons.push(`${label}按所选的报表期取${yearOf(this.asking.env.periodHint)}年`);
      return this.asking.env.periodHint;
    }
    const id = `ledger-year:${this.asking.table.sheetIndex}`;
    if (this.asking.env.planYear !== null && !Object.hasOwn(this.asking.env.answers, id)) {
      const message = `表中没有写${label}，按同时导入的其他文件取${this.asking.env.planYear}年，请核实。`;
      this.asking.reasons.push(message.slice(0, -1));
      this.asking.issues.push({
        severity: 'warn',
        rule: 'ledger-year',
        sheet: this.asking.table.sheetName,
        cell: this.asking.headCell(),
        message,
      });
      return makePeriod(this.asking.env.planYear, 12);
    }
    const { newestYear } = this.asking.env;
    const answer = this.asking.ask(
      'year',
      {
        kind: 'ledger-year',
        cell: this.asking.headCell(),
        text: `“${ledger.title}”要写明${label}，表中没有，标题也没有写，是哪一年？`,
        options: [newestYear + 1, newestYear, newestYear - 1, newestYear - 2].map((year) => ({
          value: String(year),
          label: `${year}年`,
        })),
        default: String(newestYear),
        remembered: false,
      },
      { offer: true },
    );
    return answer !== undefined && /^20\d{2}$/.test(answer) ? makePeriod(Number(answer), 12) : null;
  }

  /** Lines between the rows that name the unit of those below: a column of their own, as the officer says. */
  #unitLines(ledger: Ledger, { given }: LedgerCandidate, columns: LedgerColumn[]): 'taken' | 'open' | null {
    const name = unitFieldOf(ledger);
    if (name === null || Object.hasOwn(given, name) || this.#isTitled()) return null;
    const own = columns.find(({ field }) => field === name);
    const { units } = this.asking.env.words;
    const lines = unitLines(this.asking.table, {
      unit: own?.c ?? null,
      read: readColumns(ledger, columns),
      isUnit: (text) => units.exact(text).kind === 'found',
    });
    // Where they stand in its own column, empty cells below them are asked about.
    if (lines === null || lines.c === own?.c) return null;
    const { label } = ledger.fields[name]!;
    const cell = cellAddress(lines.r, lines.c);
    const side = lines.below === null ? '下面' : '上面';
    const answer = this.asking.ask(lines.below === null ? 'lines' : 'lines-below', {
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
    this.asking.reasons.push(`各行的“${label}”按您的选择取${from}单独一行写的名称（例如${cell}“${lines.text}”）`);
    this.#below = lines.below;
    if (own !== undefined) Object.assign(own, { field: null, use: 'left' });
    columns.push({ c: lines.c, head: `${label}（按分组行）`, field: name, use: 'lines' });
    return 'taken';
  }

  /** Title, sheet or file name is of one unit: lines between the rows may name anything else. */
  #isTitled(): boolean {
    return (
      this.asking.table.stated !== undefined ||
      titledUnit(this.asking.table.titleLines, this.asking.env.words.units) !== null
    );
  }

  /** Enterprises that are written once for several records, each as the officer says. Null: not said yet. */
  #alsoAbove(ledger: Ledger, columns: readonly LedgerColumn[]): number[] | null {
    const found: number[] = [];
    let isOpen = false;
    for (const { c, head, field } of columns) {
      if (field === null || ledger.fields[field]?.kind !== 'enterprise') continue;
      const empty = emptyBelow(this.asking.table, c);
      if (empty === null) continue;
      const answer = this.asking.ask(`above-${field}`, {
        kind: 'ledger-above',
        cell: empty.cell,
        text: `“${head}”一栏有${empty.count}行是空的（例如${empty.cell}），是与上一行的“${shorten(empty.name)}”相同吗？`,
        options: [
          { value: 'same', label: '相同，按上一行填写' },
          { value: 'none', label: '不是，就是没有填写' },
        ],
        default: null,
        // A name that the next file lacks may have been forgotten.
        remembered: false,
      });
      if (answer === undefined) isOpen = true;
      if (answer !== 'same') continue;
      this.asking.reasons.push(`“${head}”空着的${empty.count}行按您的选择与上一行相同`);
      found.push(c);
    }
    return isOpen ? null : found;
  }

  /** The column of the unit where its empty cells mean what stands above them, as the officer says. */
  #above(ledger: Ledger, columns: readonly LedgerColumn[]): number | 'open' | null {
    const column = columns.find(({ field }) => field !== null && field === unitFieldOf(ledger));
    const empty = column === undefined ? null : emptyBelow(this.asking.table, column.c);
    if (column === undefined || empty === null) return null;
    const answer = this.asking.ask('above', {
      kind: 'ledger-above',
      cell: empty.cell,
      text: `“${column.head}”一栏有${empty.count}行是空的（例如${empty.cell}），是与上一行的“${empty.name}”相同吗？`,
      options: [
        { value: 'same', label: '相同，按上一行填写' },
        { value: 'none', label: '不是，就是没有填写' },
      ],
      default: null,
      remembered: true,
    });
    if (answer === 'same') this.asking.reasons.push(`“${column.head}”空着的${empty.count}行按您的选择与上一行相同`);
    return answer === undefined ? 'open' : answer === 'same' ? column.c : null;
  }

  /** What the lines above the table say of all its rows. */
  #given(
    ledger: Ledger,
    candidate: LedgerCandidate,
    columns: readonly LedgerColumn[],
  ): Record<string, FieldInput> | null {
    const hasColumn = (name: string): boolean => columns.some((column) => column.field === name);
    const given = Object.fromEntries(Object.entries(candidate.given).filter(([name]) => !hasColumn(name)));
    const field = unitFieldOf(ledger);
    if (field === null || hasColumn(field) || Object.hasOwn(given, field)) return given;
    const { table } = this.asking;
    if (table.stated) {
      this.asking.reasons.push(`各行都算${table.stated.unit.name}的：填报表是发给它的`);
      return { ...given, [field]: table.stated.unit.name };
    }
    if (columns.some((column) => column.use === 'open')) return given;
    const { label } = ledger.fields[field]!;
    const unit = titledUnit(this.asking.table.titleLines, this.asking.env.words.units);
    if (unit === null) {
      for (const decide of [this.#unitOfSheet, this.#unitOfTitle]) {
        const named = decide.call(this, label, given, field, ledger);
        if (named !== given) return named;
      }
      return this.#ofOffice(label, given, field, ledger);
    }
    this.asking.reasons.push(`表中没有“${label}”一栏，各行按标题、工作表名或文件名都算${unit.name}的`);
    return { ...given, [field]: unit.name };
  }

  /** A list that names no unit is the office's own where the officer says so, each time anew. Null: not said yet. */
  #ofOffice(
    label: string,
    given: Record<string, FieldInput>,
    field: string,
    ledger: Ledger,
  ): Record<string, FieldInput> | null {
    const declared = ledger.fields[field]!;
    const unit = officeUnit(this.asking.env.units);
    if (declared.kind !== 'unit' || declared.mayBeOffices === undefined || unit === null) return given;
    const isNamed = this.#stemmed().length > 0;
    // A document is the office's own without being asked about, unless a name stands above it.
    if (declared.mayBeOffices === 'usually' && !isNamed) return given;
    // Lines between the rows may say whose they are.
    if (this.asking.isOpen('lines') || this.asking.isOpen('lines-below')) return null;
    const answer = this.asking.ask('office', {
      kind: 'ledger-office',
      cell: this.asking.headCell(),
      text: `表中没有“${label}”一栏，标题、工作表名和文件名也没有写明，都是本局自己的吗？`,
      options: [
        { value: 'own', label: `是，都算${unit.name}的` },
        { value: 'none', label: '不是' },
      ],
      default: isNamed ? null : 'own',
      remembered: false,
    });
    if (answer === undefined) return null;
    this.#isNotOffices = answer === 'none';
    if (answer === 'none') return given;
    this.asking.reasons.push(`各行按您的选择都算${unit.name}的`);
    return { ...given, [field]: unit.name };
  }

  /** Units of which title, sheet or file name has the name without 市 or 区, such as 滕州培训. */
  #stemmed(): ReportingUnit[] {
    const { units } = this.asking.env;
    const office = officeUnit(units);
    return stemmedUnits(this.asking.table.titleLines, units).filter((unit) => unit !== office);
  }

  /** A sheet named 滕州 is surely of 滕州市 only where the officer says so. Null: not said yet. */
  #unitOfSheet(label: string, given: Record<string, FieldInput>, field: string): Record<string, FieldInput> | null {
    const { table, env } = this.asking;
    const name = (table.sheetName ?? '').replaceAll(/\s/g, '');
    const like = env.units.filter((unit) => [unit.name, ...unit.aliases].some((one) => stemOf(one) === name));
    const [unit] = like;
    if (name.length < 2 || unit === undefined || like.length > 1) return given;
    return this.#ofUnit(unit, { key: name, where: `工作表“${name}”的` }, label, given, field);
  }

  /** Of a list that would be the office's own otherwise a title 滕州培训 is asked about in the same way. */
  #unitOfTitle(
    label: string,
    given: Record<string, FieldInput>,
    field: string,
    ledger: Ledger,
  ): Record<string, FieldInput> | null {
    const declared = ledger.fields[field]!;
    const [unit, ...others] = this.#stemmed();
    if (declared.kind !== 'unit' || declared.mayBeOffices === undefined || unit === undefined || others.length > 0)
      return given;
    const name = stemOf(unit.name);
    return this.#ofUnit(unit, { key: name, where: `标题、工作表名或文件名有“${name}”，` }, label, given, field);
  }

  #ofUnit(
    unit: ReportingUnit,
    { key, where }: { key: string; where: string },
    label: string,
    given: Record<string, FieldInput>,
    field: string,
  ): Record<string, FieldInput> | null {
    const answer = this.asking.ask(`sheet-unit-${key}`, {
      kind: 'ledger-sheet-unit',
      cell: this.asking.headCell(),
      text: `表中没有“${label}”一栏，${where}各行都是${unit.name}的吗？`,
      options: [
        { value: String(unit.id), label: `是，都是${unit.name}的` },
        { value: 'none', label: '不是' },
      ],
      default: String(unit.id),
      remembered: true,
    });
    if (answer === undefined) return null;
    if (answer === 'none') return given;
    this.asking.reasons.push(`${where}各行按您的选择都算${unit.name}的`);
    return { ...given, [field]: unit.name };
  }

  /** How a list of the office's own gets a unit. */
  #officeAdvice(fields: readonly Field[]): string {
    const isOffices = fields.some((field) => field.kind === 'unit' && field.mayBeOffices !== undefined);
    return isOffices && officeUnit(this.asking.env.units) === null ? `${OFFICE_ADVICE}。` : '';
  }

  /** A required field that nothing gives: the whole table cannot be stored. */
  #missing(
    ledger: Ledger,
    given: Readonly<Record<string, FieldInput>>,
    columns: readonly LedgerColumn[],
    year: Period | null,
  ): boolean {
    const missing = fieldsOf(ledger).filter(([name, field]) => {
      if (field.required !== true || columns.some((column) => column.field === name)) return false;
      if (Object.hasOwn(given, name) || Object.hasOwn(ledger.fill ?? {}, name)) return false;
      const isOffices = field.kind === 'unit' && field.mayBeOffices === 'usually' && !this.#isNotOffices;
      if (isOffices && officeUnit(this.asking.env.units) !== null) return false;
      if (!('default' in field) || field.default === undefined) return true;
      return field.default === 'year-of-period' && year === null;
    });
    // A missing year is asked for.
    const named = missing.filter(([, field]) => !('default' in field));
    // While heads are unknown one of them may be it: the question comes first.
    if (named.length > 0 && !columns.some((column) => column.use === 'open'))
      this.asking.issues.push({
        severity: 'block',
        rule: 'ledger-column-missing',
        sheet: this.asking.table.sheetName,
        cell: this.asking.headCell(),
        message: `台账“${ledger.title}”必须有“${named.map(([, field]) => field.label).join('”、“')}”，表中没有这样的栏目，没有导入。请补上这一栏，或改成台账中的栏目名称后重新导入。${this.#officeAdvice(named.map(([, field]) => field))}`,
      });
    return missing.length > 0;
  }
}

function withAdded(ledger: Ledger, added: readonly OwnField[]): Ledger {
  return {
    ...ledger,
    fields: { ...ledger.fields, ...Object.fromEntries(added.map((one) => [one.name, fieldFrom(one)])) },
  };
}
