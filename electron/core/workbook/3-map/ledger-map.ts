// What a ledger table means: which ledger, 计量单位 and year, with the questions that are open. Not here: which field each column is
// (ledger-columns.ts), whose its rows are (ledger-whose.ts), asking (ledger-asking.ts), the rows (ledger-rows.ts).

import type { CheckIssue, Question } from '../../../../shared/import/plan.js';
import { fieldsOf, unitFieldOf, type Field, type Ledger } from '../../../../shared/ledgers/define.js';
import { measureOf, tellsOf } from '../../../../shared/ledgers/heads.js';
import { fieldFrom, type OwnField } from '../../../../shared/ledgers/own.js';
import type { FieldInput } from '../../../../shared/ledgers/read-field.js';
import { statedMoney } from '../../../../shared/ledgers/stated-money.js';
import { makePeriod, yearOf, type Period } from '../../../../shared/model/period.js';
import type { LedgerCandidate, LedgerTable } from '../2-recognise/ledger-table.js';
import { lastingWords } from '../2-recognise/period-text.js';
import { statedYear } from '../2-recognise/stated-year.js';
import { OFFICE_ADVICE } from '../../../../shared/ledgers/validate.js';
import { officeUnit } from '../../../../shared/model/office-unit.js';
import type { ToRemember } from './answers.js';
import { askEnterprisesAbove, askUnitAbove } from './ask-above.js';
import { dayRules } from './ask-days.js';
import { askChoices, askUnitColumn } from './ask-for-all.js';
import { askTerms } from './ask-terms.js';
import { wordRules, type WordRules } from './ask-words.js';
import { LedgerAsking, type LedgerMapEnv } from './ledger-asking.js';
import { shorten } from './shorten.js';
import { columnsOf, type LedgerColumn } from './ledger-columns.js';
import type { DayRule } from './ledger-days.js';
import { givenBy, type GivenBy } from './ledger-given.js';
import type { LineBelow } from './ledger-lines.js';
import { onlyUnit } from './ledger-unit.js';
import { otherLedgerIssue } from './ledger-other-ledger.js';
import { ledgerSections, type LedgerSections } from './ledger-sections.js';
import { askUnitLines, givenToAll } from './ledger-whose.js';

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
    const isShown = cell.z?.startsWith('in-') === true && cell.z !== 'in-sign';
    if (!isShown && !/[元万亿](?:整|人民币)?$/.test(grid.textOf(cell).trim())) return false;
  }
  return true;
}

const MEASURES: ReadonlySet<string> = new Set(['元', '千元', '万元', '亿元', '月', '年']);

class Mapper {
  constructor(readonly asking: LedgerAsking) {}

  run(): MappedLedger | 'skip' {
    const chosen = this.#candidate();
    if (chosen === 'skip') return 'skip';
    const { candidate, isOpen } = chosen;
    const where = this.asking.table.sheetName === null ? '' : `工作表“${this.asking.table.sheetName}”`;
    this.asking.reasons.push(`${where}识别为台账“${candidate.ledger.title}”：${candidate.reason}`);
    const { columns, added, isOpen: hasOpenHead, isRefused, measure } = columnsOf(this.asking, candidate, isOpen);
    if (isRefused) return this.#refused(candidate.ledger, columns);
    const ledger = added.length === 0 ? candidate.ledger : withAdded(candidate.ledger, added);
    const isDecided = !isOpen && !hasOpenHead && !askUnitColumn(this.asking, ledger, candidate, columns);
    const sections = isDecided ? ledgerSections(this.asking, ledger, columns) : null;
    if (sections === 'refused') return this.#refused(ledger, columns);
    const other = isDecided ? otherLedgerIssue(this.asking.table, ledger) : null;
    if (other !== null) {
      this.asking.issues.push(other);
      return this.#refused(ledger, columns);
    }
    const measures = this.#measures(ledger, candidate, columns, measure);
    const year = this.#year(ledger, candidate, columns);
    const lines = isDecided ? askUnitLines(this.asking, ledger, candidate, columns) : null;
    const above = isDecided && lines === null ? askUnitAbove(this.asking, ledger, columns) : null;
    const alsoAbove = isDecided ? askEnterprisesAbove(this.asking, ledger, columns) : [];
    // What titles and lines say stands in no column.
    const written = columns.filter(({ use }) => use !== 'lines');
    const days = isDecided ? dayRules(this.asking, ledger, written, sections?.lines ?? new Map<number, string>()) : {};
    const words = isDecided ? wordRules(this.asking, ledger, written) : {};
    const said = givenToAll(this.asking, ledger, candidate, columns);
    const given = said === null || !isDecided ? said : askChoices(this.asking, ledger, said, columns);
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
      below: lines === null || lines === 'open' ? null : lines.below,
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
    const answer = this.asking.ask(
      'which',
      {
        kind: 'ledger',
        cell: this.asking.headCell(),
        text: `这张表与${options.map((one) => `“${one.ledger.title}”`).join('、')}都相符，是哪个台账？`,
        options: [
          ...options.map((one) => ({ value: one.ledger.id, label: one.ledger.title })),
          { value: 'skip', label: '不导入这张表' },
        ],
        default: null,
        remembered: true,
      },
      // 专利 and 商标 have the same heads: it holds for what is called the same.
      { about: lastingWords(this.asking.table.title) },
    );
    if (answer === 'skip') return 'skip';
    const candidate = options.find((one) => one.ledger.id === answer);
    return { candidate: candidate ?? best!, isOpen: candidate === undefined };
  }

  /** 计量单位 of each amount; null where nobody states it. */
  #measures(
    ledger: Ledger,
    { heads }: LedgerCandidate,
    columns: readonly LedgerColumn[],
    said: string | null,
  ): Record<string, string> | null {
    const measures = { ...heads.measures };
    // A head that the officer said the field of states its unit as any other does.
    for (const { field, head } of columns) {
      if (field === null || ledger.fields[field] === undefined || Object.hasOwn(measures, field)) continue;
      const measure = measureOf(head, ledger.fields[field]);
      if (measure !== null && MEASURES.has(measure)) measures[field] = measure;
    }
    const terms = askTerms(this.asking, ledger, columns, measures);
    if (terms === null) return null;
    Object.assign(measures, terms);
    const open = columns.filter(
      ({ field, c }) =>
        field !== null &&
        ledger.fields[field]?.kind === 'amount' &&
        !Object.hasOwn(measures, field) &&
        this.asking.example(c) !== '' &&
        !saysMeasures(this.asking.table, c),
    );
    if (open.length === 0) return measures;
    let measure = said ?? statedMoney(this.asking.table.title) ?? undefined;
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
    } else if (said !== null) this.asking.reasons.push(`金额按表中一栏写明的计量单位“${measure}”读取`);
    else this.asking.reasons.push(`金额按表上方写明的计量单位“${measure}”读取`);
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
      if (columns.some((column) => column.field !== null && tellsOf(ledger, column.field) === name)) return false;
      const isOffices =
        field.kind === 'unit' && field.mayBeOffices === 'usually' && this.asking.answerTo('office') !== 'none';
      if (isOffices && officeUnit(this.asking.env.units) !== null) return false;
      if (!('default' in field) || field.default === undefined) return true;
      return field.default === 'year-of-period' && year === null;
    });
    // A missing year is asked for.
    const named = missing.filter(([, field]) => !('default' in field));
    // While heads are unknown one of them may be it: the question comes first.
    if (named.length > 0 && !columns.some((column) => column.use === 'open') && !this.asking.isOpen('unit-column'))
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
