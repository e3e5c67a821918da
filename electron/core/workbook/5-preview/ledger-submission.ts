// Whether a ledger sheet is what one unit hands in for one period: our own form says so itself; any other sheet only where all its
// rows are of one unit, and title, sheet or file name state that unit and the period. Otherwise it is nobody's 报送, and the officer
// may mark it by hand on the board: a ledger row has no period, and guessing one would make a unit punctual that was not.

import type { LedgerSubmissionOf } from '../../../../shared/import/ledger-rows.js';
import type { CheckIssue, Question } from '../../../../shared/import/plan.js';
import { unitFieldOf } from '../../../../shared/ledgers/define.js';
import type { FieldInput } from '../../../../shared/ledgers/read-field.js';
import { isPeriod, makePeriod, periodTitle, yearOf, type Period } from '../../../../shared/model/period.js';
import type { ReportingUnit } from '../../../../shared/model/unit.js';
import { cellAddress } from '../1-read/raw-book.js';
import type { UnitNames } from '../2-recognise/names.js';
import { findPeriods } from '../2-recognise/period-text.js';
import { statedYear, withoutDays } from '../2-recognise/stated-year.js';
import type { MappedLedger } from '../3-map/ledger-map.js';
import { titledUnit } from '../3-map/ledger-unit.js';
import type { LedgerPlanRow } from './ledger-plan-row.js';

export interface SubmissionInput {
  mapped: MappedLedger;
  rows: readonly LedgerPlanRow[];
  units: UnitNames;
  /** Periods that the statistics of the same workbook are of. */
  periods: readonly string[];
}

export function ledgerSubmissionOf({ mapped, rows, units, periods }: SubmissionInput): LedgerSubmissionOf | null {
  const { table, ledger, isReadable } = mapped;
  const field = unitFieldOf(ledger);
  if (!isReadable || field === null) return null;
  if (table.stated) {
    const { unit, period } = table.stated;
    return { unitId: unit.id, unit: unit.name, period, toldBy: 'form' };
  }
  const unit = titledUnit(table.titleLines, units) ?? unitSaid(mapped.given[field], units);
  if (unit === null || rows.length === 0 || !rows.every(({ row }) => row[field] === unit.id)) return null;
  const period = periodOf(linesOf(mapped), periods);
  return period === null ? null : { unitId: unit.id, unit: unit.name, period, toldBy: 'names' };
}

/** The month up to which a list goes, as our own form, title, sheet or file name say; null where they do not. */
export function listedMonth(mapped: MappedLedger): Period | null {
  return mapped.table.stated?.period ?? periodOf(linesOf(mapped), []);
}

function linesOf({ table, sections }: MappedLedger): string[] {
  return [...table.titleLines, ...(sections?.lines.values() ?? [])];
}

export interface PeriodAsking {
  /** Periods for which a task still waits for this ledger of the unit, newest first. */
  waiting(unitId: number): readonly Period[];
  answers: Readonly<Record<string, string>>;
}

const NONE = 'none';

/**
 * A sheet whose rows are all of one unit for which a task waits, and that does not say for when: asked, since no date of a row says
 * it. `question` null: nothing is waited for.
 */
export function askPeriod(
  { mapped, rows, units }: Pick<SubmissionInput, 'mapped' | 'rows'> & { units: readonly ReportingUnit[] },
  { waiting, answers }: PeriodAsking,
): { question: Question | null; answer: string | null; submission: LedgerSubmissionOf | null } {
  const nothing = { question: null, answer: null, submission: null };
  const { table, ledger, isReadable } = mapped;
  const field = unitFieldOf(ledger);
  const id = field === null ? undefined : rows[0]?.row[field];
  const unit = units.find((one) => one.id === id);
  if (!isReadable || table.stated || unit === undefined || !rows.every(({ row }) => row[field!] === unit.id))
    return nothing;
  const stated = periodOf(linesOf(mapped), []);
  const all = waiting(unit.id);
  // A month that nobody waits for is what it says.
  if (all.length === 0 || (stated !== null && !all.includes(stated))) return nothing;
  const periods = stated === null ? all.slice(0, 6) : [stated];
  const questionId = `ledger-period:${table.sheetIndex}`;
  const question: Question = {
    id: questionId,
    kind: 'ledger-period',
    sheet: table.sheetName,
    cell: cellAddress(table.head[0], table.columns[0]!.c),
    text:
      stated === null
        ? `报送任务在等${unit.name}的“${ledger.title}”，表中没有写明是哪一期的。各行都是${unit.name}的，算哪一期报送的？`
        : `报送任务在等${unit.name}${periodTitle(stated, 'ytd')}的“${ledger.title}”。各行都是${unit.name}的，标题没有写明单位，算它报送的吗？`,
    options: [
      ...periods.map((period) => ({ value: period, label: periodTitle(period, 'ytd') })),
      { value: NONE, label: '不算报送，只登记' },
    ],
    default: periods.length === 1 ? periods[0]! : null,
    remembered: false,
  };
  const given = answers[questionId];
  if (given === undefined || !question.options.some(({ value }) => value === given))
    return { question, answer: null, submission: null };
  const submission =
    given === NONE || !isPeriod(given)
      ? null
      : { unitId: unit.id, unit: unit.name, period: given, toldBy: 'names' as const, isAnswered: true };
  return { question, answer: given, submission };
}

/** Whose the officer said that all rows of the sheet are (工作表“滕州”的各行都是滕州市的). */
function unitSaid(given: FieldInput | undefined, units: UnitNames): ReportingUnit | null {
  const match = typeof given === 'string' ? units.exact(given) : null;
  return match?.kind === 'found' ? match.unit : null;
}

/** The only month up to which the list goes; null where nothing states one, or what is stated differs. */
function periodOf(lines: readonly string[], periods: readonly string[]): Period | null {
  const [only] = periods;
  const beside = periods.length === 1 && only !== undefined && isPeriod(only) ? only : null;
  // 7月 in a name is of the year that title or statistics state.
  const year = statedYear(lines.join(' ')) ?? (beside === null ? null : yearOf(beside));
  const mentions = lines
    .flatMap((line) => findPeriods(withoutDays(line)))
    .filter(({ shape, month }) => shape !== 'year' && month !== null);
  if (mentions.length === 0) return beside;
  const stated = new Set(
    mentions.map((mention) => {
      const of = mention.year ?? year;
      return mention.problem !== undefined || of === null ? null : makePeriod(of, mention.month!);
    }),
  );
  return stated.size === 1 ? [...stated][0]! : null;
}

/** As the reading view tells it. */
export function submissionWords(title: string, { unit, period, toldBy, isAnswered }: LedgerSubmissionOf): string {
  if (isAnswered === true) return `“${title}”按您的选择记为${unit}${periodTitle(period, 'ytd')}报送的台账`;
  const why = toldBy === 'form' ? '填报表是这样下发的' : '各行都是该单位的，标题、工作表名或文件名写明了单位和报表期';
  return `“${title}”记为${unit}${periodTitle(period, 'ytd')}报送的台账：${why}`;
}

/** Rows of a sheet of our own form that name another unit than the form, and the empty sheet that will count as 本期无. */
export function formSheetIssues(mapped: MappedLedger, rows: readonly LedgerPlanRow[]): CheckIssue[] {
  const { table, ledger, isReadable } = mapped;
  const field = unitFieldOf(ledger);
  if (!table.stated || !isReadable || field === null) return [];
  const { unit } = table.stated;
  if (rows.length === 0)
    return [
      {
        severity: 'hint',
        rule: 'form-ledger-empty',
        sheet: table.sheetName,
        cell: null,
        message: `台账“${ledger.title}”的工作表没有填写记录，接收后记为${unit.name}本期无。`,
      },
    ];
  const column = mapped.columns.find((one) => one.field === field);
  const foreign = rows.filter(({ row }) => typeof row[field] === 'number' && row[field] !== unit.id);
  if (column === undefined || foreign.length === 0) return [];
  const cells = foreign.map(({ r }) => cellAddress(r, column.c));
  return [
    {
      severity: 'block',
      rule: 'form-unit-differs',
      sheet: table.sheetName,
      cell: cells[0]!,
      cells,
      expected: unit.name,
      message: `${cells[0]!}等${cells.length}行的“${column.head}”写的是别的单位，填报表却是发给“${unit.name}”的。请核实后由各单位用自己的填报表重报。`,
    },
  ];
}
