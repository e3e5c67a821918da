// Which period a table is of: what it states, else the chosen one where nothing in the file contradicts it, else a question.

import type { CheckIssue } from '../../../../shared/import/plan.js';
import { isPeriod, makePeriod, yearOf, type Period } from '../../../../shared/model/period.js';
import { normalisePeriodText } from '../2-recognise/period-text.js';
import type { RecognisedTable } from '../2-recognise/recognise.js';
import type { PeriodEvidence, ResolvedPeriod } from '../2-recognise/table-period.js';
import type { MapEnv } from './env.js';
import { periodOfNotes } from './note-period.js';
import { monthInWords, statedInWords, textsAt } from './period-words.js';
import { askRivalPeriod } from './rival-periods.js';
import type { TableAsking } from './table-asking.js';
import { contradictsHalf, periodQuestion } from './unstated-period.js';

export function decidePeriod(asking: TableAsking): void {
  const { table } = asking;
  if (table.form === 'targets') return decideTargetYear(asking);
  if (table.periodProblem !== null)
    finding(asking, {
      severity: 'block',
      rule: 'period-unusable',
      message: `${table.periodProblem}，不能确定报表期。请改正后重报，或改为从1月起的累计。其他文件不受影响。`,
    });
  const stated = table.period;
  if (stated === null) {
    if (table.periodProblem === null) decideUnstated(asking);
  } else if (!askRivalPeriod(asking, stated)) {
    takeStated(asking, stated);
  }
}

function decideTargetYear(asking: TableAsking): void {
  const { table, env, decisions } = asking;
  if (table.year === null && env.periodHint) decisions.year = yearOf(env.periodHint);
  if (decisions.year !== null) {
    decisions.reasons.push(`目标年度：${decisions.year}年`);
    return;
  }
  const answer = asking.ask({
    id: `year:${table.id}`,
    kind: 'period',
    text: '表中没有写明是哪一年的目标。是哪一年？',
    options: yearOptions(env),
    memory: null,
  });
  if (answer !== undefined && /^\d{4}$/.test(answer)) decisions.year = Number(answer);
}

/** The period that the file states; what speaks against it without being another period to choose is told. */
function takeStated(asking: TableAsking, stated: ResolvedPeriod): void {
  const { table, env, decisions } = asking;
  const inWords = statedInWords(stated);
  const period = inWords(stated.period);
  const contradiction = (message: string): void =>
    finding(asking, { severity: 'warn', rule: 'period-contradiction', message });
  const note = periodOfNotes(table, stated.period);
  if (note !== null) {
    const month = monthInWords(stated.period);
    contradiction(
      `${stated.where}是${month}，“${note.text.trim()}”却说有的数是${monthInWords(note.period)}的。已全部按${month}处理，请核实。`,
    );
  }
  decisions.period = stated.period;
  decisions.reasons.push(`报表期：${period}（依据${stated.where}）`);
  // Months side by side, the stated one among them, contradict nothing.
  const other = stated.contradictions.find((item) => item.where !== '表头' && !isComparedWith(table, item, stated));
  if (other) {
    const where = other.where === stated.where ? '又写了' : `${other.where}却写`;
    contradiction(
      `${stated.where}是${period}，${where}“${other.mention.text}”。已按${stated.where}的${period}处理，请核实。`,
    );
  }
  const day = table.context.meta['填报日期'];
  if (isLongAfter(day, stated.period))
    contradiction(
      `${stated.where}是${period}，填报日期却是${day!}，相隔一年以上，年份可能没有改。已按${period}处理，请核实。`,
    );
  if (env.periodHint && env.periodHint !== stated.period && table.form !== 'population')
    finding(asking, {
      severity: 'warn',
      rule: 'period-differs',
      message: `文件写明的报表期是${period}，与选定的${inWords(env.periodHint)}不同，按文件所写处理，请核实。`,
    });
}

function decideUnstated(asking: TableAsking): void {
  const { table, env, decisions } = asking;
  if (table.form === 'population' && table.year !== null) {
    decisions.period = makePeriod(table.year, 12);
    return;
  }
  if (env.periodHint && !contradictsHalf(table, env.periodHint)) {
    const chosen = monthInWords(env.periodHint);
    decisions.period = env.periodHint;
    decisions.reasons.push(`报表期：${chosen}（文件没有写明，按选定的报表期）`);
    finding(asking, {
      severity: 'hint',
      rule: 'period-from-officer',
      message: `文件没有写明报表期，按选定的${chosen}处理。`,
    });
    return;
  }
  const answer = asking.ask({
    id: `period:${table.id}`,
    kind: 'period',
    text: periodQuestion(table, env.periodHint),
    options: [],
    memory: null,
  });
  if (answer !== undefined && isPeriod(answer)) decisions.period = answer;
}

/** Of the table as a whole: no cell is named. */
function finding({ table, issues }: TableAsking, said: Pick<CheckIssue, 'severity' | 'rule' | 'message'>): void {
  issues.push({ ...said, sheet: table.sheetName, cell: null });
}

/** 填报日期：2022年8月3日 in a report of 2021年1—7月: its title was left from a year ago. */
function isLongAfter(day: string | undefined, period: Period): boolean {
  const [, year, month] = /^(\d{4})[-年./](\d{1,2})/u.exec((day ?? '').normalize('NFKC')) ?? [];
  if (year === undefined) return false;
  return (Number(year) - Number(period.slice(0, 4))) * 12 + Number(month) - Number(period.slice(5)) >= 12;
}

/** 与2021年同期对比 beside 2022年1—7月: what its numbers are compared with, as they should be. */
function isComparedWith(table: RecognisedTable, { where, mention }: PeriodEvidence, stated: ResolvedPeriod): boolean {
  const { year, month, text: written } = mention;
  if (year !== Number(stated.period.slice(0, 4)) - 1) return false;
  if (month !== null && month !== Number(stated.period.slice(5))) return false;
  return textsAt(table, where).some((text) => {
    const plain = normalisePeriodText(text);
    const at = plain.indexOf(written);
    return at > 0 && /[与和同较比跟]$/.test(plain.slice(0, at)) && COMPARED.test(plain.slice(at + written.length));
  });
}

const COMPARED = /^[年度的]{0,2}(?:同期|同比|相比|对比|比较|增减|增长|变化)/;

function yearOptions(env: MapEnv): { value: string; label: string }[] {
  const year = env.periodHint ? Number(env.periodHint.slice(0, 4)) : new Date().getFullYear();
  return [year + 1, year, year - 1, year - 2].map((value) => ({ value: String(value), label: `${value}年` }));
}
