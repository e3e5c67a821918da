// What 年度目标, 距目标, 完成率 and 超时间进度 of a figure are made of.

import { targetsOfYear } from '../store/target-store.js';
import { factText } from './fact-text.js';
import { answer, currentPart, partOf, partOfUnit, type Part, type Parts, type Question } from './figure-question.js';
import { makePeriod, periodTitle, yearOf } from '../../../shared/model/period.js';
import { compareFractions, formatFraction } from '../../../shared/model/scaled-number.js';

/** 年度目标: of a total the targets of its units, of a unit the cell or entry that it came from. */
export function targetParts(question: Question): Parts {
  const { reader, whose, fact, facts, key } = question;
  if (whose.unitId === null) {
    const holders = [...facts.counting].filter((id) => facts.byCode.get(key.code)?.units.get(id)?.target);
    return answer(
      '各填报单位年度目标之和',
      holders.map((id) => partOfUnit(question, id, { figure: 'target' }, '年度目标')),
    );
  }
  const stored = targetsOfYear(reader.ctx.store, yearOf(key.period)).find(
    (one) => one.unitId === whose.unitId && one.indicatorId === fact.indicator.id,
  );
  return { ...answer(`${yearOf(key.period)}年度目标`), source: stored?.source ?? null };
}

/** 距目标. */
export function distanceParts(question: Question): Parts {
  return answer('本期 − 年度目标', [currentPart(question), ownTarget(question)], withoutTarget(question));
}

/** 完成率 by the 考核方式 of the target. */
export function completionParts(question: Question): Parts {
  const { reader, fact, key } = question;
  const { rounding } = reader.ctx.settings;
  const note = withoutTarget(question);
  const parts = [currentPart(question), ownTarget(question)];
  if (fact.mode !== 'net_increase') return answer('本期 ÷ 年度目标 × 100%（按考核方式）', parts, note);
  const end = makePeriod(yearOf(key.period) - 1, 12);
  const stored = partOf(question, { figure: 'current', period: end }, `上年末（${periodTitle(end, fact.basis)}）`);
  const text = fact.lastYearEnd === null ? '' : formatFraction(fact.lastYearEnd, fact.indicator.precision, rounding);
  // Of a total only the holders of targets count, and a unit may have its base typed with the target.
  const isOther = text !== '' && text !== stored.text;
  return answer(
    '（本期 − 上年末）÷（年度目标 − 上年末）× 100%',
    [...parts, stored],
    `${isOther ? `上年末值采用 ${text}。` : ''}${note}`,
  );
}

/** 超（欠）时间进度. */
export function paceGapParts(question: Question): Parts {
  const { reader, fact, facts } = question;
  const word = compareFractions(fact.pace, facts.time) === 0 ? '时间进度' : '单独设定的进度';
  return answer(
    '完成率 − 时间进度',
    [partOf(question, { figure: 'completion' }, '完成率（%）')],
    `${word} ${formatFraction(fact.pace, 1, reader.ctx.settings.rounding)}%。`,
  );
}

function ownTarget(question: Question): Part {
  return partOf(question, { figure: 'target' }, '年度目标');
}

/** A total is judged by the units that have a target: what the others gave is in 本期 above and not in this figure. */
function withoutTarget({ whose, fact, facts, key, units, reader }: Question): string {
  if (whose.unitId !== null || fact.target === null) return '';
  const others = [...facts.counting].flatMap((id) => {
    const of = facts.byCode.get(key.code)?.units.get(id);
    return of && of.target === null && of.exact !== null
      ? [`${units.get(id) ?? ''} ${factText(of, 'current', reader.ctx.settings.rounding).text}`]
      : [];
  });
  return others.length === 0 ? '' : `只算有目标的填报单位，本期数中不算没有下达目标的${others.join('、')}。`;
}
