// The decisions that hold for a whole table: who, which period, 累计 or 当月. Inferred from exact evidence, else asked once.

import type { CheckIssue, Question } from '../../../../shared/import/plan.js';
import { isPeriod, makePeriod, periodTitle, type Basis, type Period } from '../../../../shared/model/period.js';
import type { ReportingUnit } from '../../../../shared/model/unit.js';
import { isValidAt } from '../../../../shared/model/unit.js';
import { cellAddress } from '../1-read/raw-book.js';
import type { RowAxis } from '../2-recognise/row-axes.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import type { MapEnv } from './env.js';

export interface TableDecisions {
  unit: ReportingUnit | null;
  /** By rowKey(): blocks side by side share sheet rows. */
  rowUnits: Map<string, ReportingUnit>;
  skippedRows: Set<string>;
  period: Period | null;
  year: number | null;
  /** Basis of flows in columns without a figure word; null: asked. */
  flowBasis: Basis | null;
  ratioBasis: Map<string, Basis>;
  /** Unknown names that the officer gave an indicator, by nameKey(). */
  indicators: Map<string, string>;
  /** What to remember when the file is received. */
  /** Answers in force by question id, given now or remembered. */
  answers: Record<string, string>;
  toRemember: { unitId: number | null; topic: string; question: string; answer: string; label: string }[];
  /** Reasons in Chinese, for the reading view. */
  reasons: string[];
}

/** An answer for a question: of this run, else remembered; undefined where it is open. */
export function answerTo(
  env: MapEnv,
  decisions: TableDecisions,
  question: Question,
  memory: { unitId: number | null; fingerprint: string; topic: string },
): string | undefined {
  const answer = Object.hasOwn(env.answers, question.id)
    ? env.answers[question.id]
    : question.remembered
      ? env.remembered(memory.unitId, memory.fingerprint, memory.topic)
      : undefined;
  if (answer !== undefined) decisions.answers[question.id] = answer;
  return answer;
}

const SKIP = 'skip';

export function rowKey(row: Pick<RowAxis, 'r' | 'labelColumn'>): string {
  return `${row.r}|${row.labelColumn}`;
}

export function resolveTable(
  table: RecognisedTable,
  env: MapEnv,
  issues: CheckIssue[],
  questions: Question[],
): TableDecisions {
  const decisions: TableDecisions = {
    unit: null,
    rowUnits: new Map(),
    skippedRows: new Set(),
    period: null,
    year: table.year,
    flowBasis: null,
    ratioBasis: new Map(),
    indicators: new Map(),
    answers: {},
    toRemember: [],
    reasons: [],
  };
  decidePeriod(table, env, issues, questions, decisions);
  decideUnits(table, env, issues, questions, decisions);
  settleBasis(table, decisions);
  setRatioBasis(env, decisions);
  return decisions;
}

/** A ratio has the basis of its numerator. */
export function setRatioBasis(env: MapEnv, decisions: TableDecisions): void {
  for (const indicator of env.indicators.values()) {
    if (indicator.kind !== 'ratio' || indicator.numerator === null) continue;
    const numerator = env.indicators.get(indicator.numerator);
    decisions.ratioBasis.set(indicator.code, numerator?.kind === 'flow' ? (decisions.flowBasis ?? 'ytd') : 'asof');
  }
}

function decidePeriod(
  table: RecognisedTable,
  env: MapEnv,
  issues: CheckIssue[],
  questions: Question[],
  decisions: TableDecisions,
): void {
  const place = { sheet: table.sheetName, cell: null };
  if (table.form === 'targets') {
    if (table.year === null && env.periodHint) decisions.year = Number(env.periodHint.slice(0, 4));
    if (decisions.year === null) {
      const question: Question = {
        id: `year:${table.id}`,
        kind: 'period',
        ...place,
        text: '表中没有写明是哪一年的目标。是哪一年？',
        options: yearOptions(env),
        default: null,
        remembered: false,
      };
      const answer = answerTo(env, decisions, question, {
        unitId: null,
        fingerprint: table.fingerprint,
        topic: 'year',
      });
      questions.push(question);
      if (answer !== undefined && /^\d{4}$/.test(answer)) decisions.year = Number(answer);
    } else decisions.reasons.push(`目标年度：${decisions.year}年`);
    return;
  }
  if (table.periodProblem !== null)
    issues.push({
      severity: 'block',
      rule: 'period-unusable',
      ...place,
      message: `${table.periodProblem}，不能确定报表期。请改正后重报，或改为从1月起的累计。其他文件不受影响。`,
    });
  const stated = table.period;
  if (stated) {
    decisions.period = stated.period;
    decisions.reasons.push(
      `报表期：${periodTitle(stated.period, stated.shape === 'range' || stated.isCumulative ? 'ytd' : stated.shape === 'asof' ? 'asof' : 'month')}（依据${stated.where}）`,
    );
    const other = stated.contradictions[0];
    if (other)
      issues.push({
        severity: 'warn',
        rule: 'period-contradiction',
        ...place,
        message: `${stated.where}是${stated.period}，${other.where}却写“${other.mention.text}”。已按${stated.where}的${stated.period}处理，请核实。`,
      });
    if (env.periodHint && env.periodHint !== stated.period && table.form !== 'population')
      issues.push({
        severity: 'warn',
        rule: 'period-differs',
        ...place,
        message: `文件写明的报表期是${stated.period}，与选定的${env.periodHint}不同，按文件所写处理，请核实。`,
      });
    return;
  }
  if (table.periodProblem !== null) return;
  if (table.form === 'population' && table.year !== null) {
    decisions.period = makePeriod(table.year, 12);
    return;
  }
  if (env.periodHint) {
    decisions.period = env.periodHint;
    decisions.reasons.push(`报表期：${env.periodHint}（文件没有写明，按选定的报表期）`);
    issues.push({
      severity: 'hint',
      rule: 'period-from-officer',
      ...place,
      message: `文件没有写明报表期，按选定的${env.periodHint}处理。`,
    });
    return;
  }
  const question: Question = {
    id: `period:${table.id}`,
    kind: 'period',
    ...place,
    text: '文件的标题、表头、工作表名和文件名都没有写明月份。是哪一期的数据？（可填 2022-07 这样的年月）',
    options: [],
    default: null,
    remembered: false,
  };
  const answer = answerTo(env, decisions, question, { unitId: null, fingerprint: table.fingerprint, topic: 'period' });
  questions.push(question);
  if (answer !== undefined && isPeriod(answer)) decisions.period = answer;
}

function yearOptions(env: MapEnv): { value: string; label: string }[] {
  const year = env.periodHint ? Number(env.periodHint.slice(0, 4)) : new Date().getFullYear();
  return [year + 1, year, year - 1, year - 2].map((value) => ({ value: String(value), label: `${value}年` }));
}

function unitOptions(
  units: readonly ReportingUnit[],
  first: readonly ReportingUnit[],
): { value: string; label: string }[] {
  const ordered = [...first, ...units.filter((unit) => !first.includes(unit))];
  return ordered.map((unit) => ({ value: String(unit.id), label: unit.name }));
}

function unitById(env: MapEnv, answer: string | undefined): ReportingUnit | null {
  return answer === undefined ? null : (env.units.find((unit) => String(unit.id) === answer) ?? null);
}

function decideUnits(
  table: RecognisedTable,
  env: MapEnv,
  issues: CheckIssue[],
  questions: Question[],
  decisions: TableDecisions,
): void {
  if (table.form === 'benchmark') return;
  if (table.found.orientation === 'unit-rows' || table.rows.some((row) => row.unit !== null))
    decideRowUnits(table, env, issues, questions, decisions);
  else if (!table.columns.some((axis) => axis.unit !== null)) decideTableUnit(table, env, issues, questions, decisions);
  const used = [
    ...decisions.rowUnits.values(),
    ...(decisions.unit ? [decisions.unit] : []),
    ...table.columns.flatMap((axis) => axis.unit ?? []),
  ];
  const period = decisions.period;
  if (period === null) return;
  for (const unit of new Set(used))
    if (!isValidAt(unit, period))
      issues.push({
        severity: 'warn',
        rule: 'unit-not-valid',
        sheet: table.sheetName,
        cell: null,
        message: `“${unit.name}”在${period}不在有效期内，接收后不计入合计。请在设置中核实填报单位的有效期。`,
      });
}

function decideTableUnit(
  table: RecognisedTable,
  env: MapEnv,
  issues: CheckIssue[],
  questions: Question[],
  decisions: TableDecisions,
): void {
  const line = table.unit.find((evidence) => evidence.where === '填报单位');
  const found = table.unit.filter((evidence) => evidence.match.kind === 'found');
  const first = found[0];
  const isLineUnknown =
    line !== undefined && line.match.kind !== 'found' && line.match.kind === 'none' && !isBureauLine(line.text, env);
  if (first && first.match.kind === 'found' && (!isLineUnknown || first === line)) {
    const unit = first.match.unit;
    decisions.unit = unit;
    decisions.reasons.push(`填报单位：${unit.name}（依据${first.where}“${first.text}”）`);
    const other = found.find((evidence) => evidence.match.kind === 'found' && evidence.match.unit.id !== unit.id);
    if (other && other.match.kind === 'found')
      issues.push({
        severity: 'warn',
        rule: 'unit-contradiction',
        sheet: table.sheetName,
        cell: null,
        message: `${first.where}是“${unit.name}”，${other.where}“${other.text}”却像是“${other.match.unit.name}”。已按${first.where}处理，请核实是否发错了文件。`,
      });
    return;
  }
  const ambiguous = table.unit.find((evidence) => evidence.match.kind === 'ambiguous');
  const text = line?.text ?? ambiguous?.text ?? table.context.titles[0]?.text ?? table.sheetName ?? '';
  const suggested =
    ambiguous?.match.kind === 'ambiguous'
      ? ambiguous.match.candidates
      : env.words.units.suggestions(line?.text ?? text);
  const topic = `unit:${text}`;
  const question: Question = {
    id: `unit:${table.id}`,
    kind: 'unit',
    sheet: table.sheetName,
    cell: null,
    text: ambiguous
      ? `“${text}”可能指${suggested.map((unit) => unit.name).join('或')}。是哪个填报单位？`
      : text === ''
        ? '文件没有写明填报单位。是哪个单位报的？'
        : `“${text}”不在填报单位名单中。是哪个单位报的？`,
    options: unitOptions(env.units, suggested),
    default: suggested.length === 1 ? String(suggested[0]!.id) : null,
    remembered: text !== '',
  };
  questions.push(question);
  const answer = answerTo(env, decisions, question, { unitId: null, fingerprint: table.fingerprint, topic: topic });
  decisions.unit = unitById(env, answer);
  if (decisions.unit && question.remembered)
    decisions.toRemember.push({
      unitId: null,
      topic,
      question: `“${text}”是哪个填报单位`,
      answer: String(decisions.unit.id),
      label: decisions.unit.name,
    });
}

/** 填报单位：枣庄市知识产权局 on a city table: the bureau itself, no district. */
function isBureauLine(text: string, env: MapEnv): boolean {
  return text.startsWith(env.words.place);
}

function decideRowUnits(
  table: RecognisedTable,
  env: MapEnv,
  issues: CheckIssue[],
  questions: Question[],
  decisions: TableDecisions,
): void {
  const rowsOf = new Map<string, { row: RowAxis; unit: ReportingUnit }[]>();
  for (const row of table.rows) {
    if (row.total !== null || row.unit === null) continue;
    if (row.unit.kind === 'found') {
      decisions.rowUnits.set(rowKey(row), row.unit.unit);
    } else {
      const label = row.unitLabel;
      const suggested = row.unit.kind === 'ambiguous' ? row.unit.candidates : env.words.units.suggestions(label);
      const topic = `row-unit:${label}`;
      const address = cellAddress(row.r, row.unitColumn);
      const question: Question = {
        id: `row-unit:${table.id}:${address}`,
        kind: 'unit',
        sheet: table.sheetName,
        cell: address,
        text:
          label === ''
            ? `第${row.r + 1}行有数字但没有单位名称。是哪个填报单位？`
            : `表中“${label}”不在填报单位名单中。是哪个填报单位？`,
        options: [...unitOptions(env.units, suggested), { value: SKIP, label: '不导入这一行' }],
        default: null,
        remembered: label !== '',
      };
      questions.push(question);
      const answer = answerTo(env, decisions, question, { unitId: null, fingerprint: table.fingerprint, topic: topic });
      const unit = unitById(env, answer);
      if (unit) decisions.rowUnits.set(rowKey(row), unit);
      else if (answer === SKIP) decisions.skippedRows.add(rowKey(row));
      if (answer !== undefined && question.remembered)
        decisions.toRemember.push({
          unitId: null,
          topic,
          question: `“${label}”是哪个填报单位`,
          answer,
          label: unit?.name ?? '不导入',
        });
    }
    const unit = decisions.rowUnits.get(rowKey(row));
    if (unit) rowsOf.set(String(unit.id), [...(rowsOf.get(String(unit.id)) ?? []), { row, unit }]);
  }
  for (const group of rowsOf.values()) {
    const isKeyed = (row: RowAxis): boolean =>
      row.indicator !== null || row.figure !== null || row.period !== null || row.category !== null;
    if (group.length < 2 || group.some((entry) => isKeyed(entry.row))) continue;
    const cells = group.map((entry) => cellAddress(entry.row.r, entry.row.labelColumn)).join('、');
    issues.push({
      severity: 'warn',
      rule: 'duplicate-unit',
      sheet: table.sheetName,
      cell: cellAddress(group[1]!.row.r, group[1]!.row.labelColumn),
      message: `“${group[0]!.unit.name}”出现了${group.length}次（${cells}）。数值相同的按一次处理，不同的必须改正。`,
    });
  }
}

/** Basis of plain figures, where title or heads tell; null: to be asked if any cell needs it. */
function settleBasis(table: RecognisedTable, decisions: TableDecisions): void {
  const period = table.period;
  const hasYtdColumn = [...table.columns, ...table.rows].some((axis) => axis.figure === 'ytd');
  if (period?.shape === 'quarter') decisions.flowBasis = 'quarter';
  else if (period && (period.isCumulative || period.shape === 'range')) decisions.flowBasis = 'ytd';
  else if (hasYtdColumn || decisions.period?.endsWith('-01')) decisions.flowBasis = 'ytd';
}

/** Asked where a cell with a number is neither 累计 nor 当月 by its own head or the table's. */
export function askBasis(table: RecognisedTable, env: MapEnv, questions: Question[], decisions: TableDecisions): void {
  if (decisions.period === null) return;
  const unitId = decisions.unit?.id ?? null;
  const question: Question = {
    id: `basis:${table.id}`,
    kind: 'basis',
    sheet: table.sheetName,
    cell: null,
    text: `表中只写了${periodTitle(decisions.period, 'month')}，没有说明是累计数还是当月数。是哪一种？`,
    options: [
      { value: 'ytd', label: `${periodTitle(decisions.period, 'ytd')}累计` },
      { value: 'month', label: `${periodTitle(decisions.period, 'month')}当月` },
    ],
    default: 'ytd',
    remembered: true,
  };
  questions.push(question);
  const answer = answerTo(env, decisions, question, { unitId: unitId, fingerprint: table.fingerprint, topic: 'basis' });
  if (answer !== 'ytd' && answer !== 'month') return;
  decisions.flowBasis = answer;
  setRatioBasis(env, decisions);
  decisions.toRemember.push({
    unitId,
    topic: 'basis',
    question: '没有写明时，是累计还是当月',
    answer,
    label: answer === 'ytd' ? '累计' : '当月',
  });
}
