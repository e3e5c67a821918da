// The parts that one printed figure is made of, for each kind of figure: what is added, subtracted or divided, whose and of which
// period, and what has to be said of it. Not here: the ledger rows behind a number (ledgers-behind.ts).

import { changeParts, differenceParts, lastYearParts } from './compared-parts.js';
import { answer, currentPart, ownPart, partOf, partOfUnit, type Parts, type Question } from './figure-question.js';
import { formulaOf, inputsOf, type FormulaInput } from './formula.js';
import { perCapita, POPULATION_CODE, populationYearEnd } from './per-capita.js';
import { completionParts, distanceParts, paceGapParts, targetParts } from './target-parts.js';
import { monthChangeParts, yearPartParts } from './year-part-parts.js';
import { periodTitle, yearOf } from '../../../shared/model/period.js';
import { VALUE_SOURCE_LABEL } from '../../../shared/model/value-source.js';
import type { FigureKind } from '../../../shared/reports/print-table.js';
import { formatFigure, MISSING_SIGNS, NO_RESULT } from '../../../shared/statistics/format.js';
import { dutySign } from '../../../shared/tasks/duty.js';

const PARTS_OF: Record<FigureKind, (question: Question) => Parts> = {
  current: currentParts,
  'last-year': lastYearParts,
  change: changeParts,
  difference: differenceParts,
  month: (question) => yearPartParts(question, 'month'),
  quarter: (question) => yearPartParts(question, 'quarter'),
  'month-change': monthChangeParts,
  target: targetParts,
  distance: distanceParts,
  completion: completionParts,
  'pace-gap': paceGapParts,
  rank: rankParts,
  share: shareParts,
  'per-capita': perCapitaParts,
};

/** Its formula and its parts, each of which can be asked about in turn. */
export function partsOf(question: Question): Parts {
  return PARTS_OF[question.key.figure](question);
}

function currentParts(question: Question): Parts {
  const { whose, fact, facts } = question;
  if (ownPart(question) !== null) return answer('');
  // What was issued for the whole area is no sum of its units.
  if (whose.unitId === null && fact.from === 'issued')
    return answer(`${VALUE_SOURCE_LABEL.issued}的${facts.totalLabel}数`);
  const parts = inputsOf(facts, fact).map((input) => ({
    label: input.indicator === fact.indicator.name ? '' : input.indicator,
    unit: input.unitId === null ? question.unitName : input.unit,
    text: input.value ?? withoutNumber(input),
    key: {
      unitId: input.unitId,
      ...(input.unitId === null && whose.unitIds ? { unitIds: [...whose.unitIds] } : {}),
      code: input.code,
      period: input.period,
      basis: input.basis,
      figure: 'current' as const,
    },
  }));
  return answer(formulaOf(fact), parts);
}

function rankParts(question: Question): Parts {
  const { fact, facts, key } = question;
  const ranked = [...(facts.byCode.get(key.code)?.units.values() ?? [])]
    .filter((one) => one.rank !== null)
    .sort((a, b) => a.rank! - b.rank!);
  return answer(
    `参与排名的填报单位按本期数${fact.indicator.direction === 'down' ? '从小到大' : '从大到小'}排序，并列同位次`,
    ranked.map((one) => partOfUnit(question, one.unitId!, { figure: 'current' }, `第${one.rank}位`)),
  );
}

function shareParts(question: Question): Parts {
  const whole = { figure: 'current', unitId: null, unitIds: undefined } as const;
  return answer('本期 ÷ 合计 × 100%', [
    currentPart(question),
    partOf(question, whole, '合计', question.facts.totalLabel),
  ]);
}

function perCapitaParts(question: Question): Parts {
  const { reader, whose, fact, facts, key, units } = question;
  const reportPeriod = reader.report!;
  const found = perCapita(reader, { whose, fact, reportPeriod });
  const period = found?.period ?? populationYearEnd(reader, key.period, reportPeriod);
  const population = partOf(
    question,
    { figure: 'current', code: POPULATION_CODE, period, basis: 'asof' },
    `${yearOf(period)}年末常住人口（万人）`,
  );
  const people = facts.byCode.get(POPULATION_CODE)?.indicator;
  const lacking = found?.lacking.map((id) => units.get(id) ?? '') ?? [];
  const held = [...facts.counting].filter((id) => facts.byCode.get(key.code)?.units.get(id)?.exact != null);
  const { rounding } = reader.ctx.settings;
  return answer(
    '本期 ÷ 年末常住人口（万人）',
    [
      // Who has no population is on neither side: what is divided is the sum of the others.
      lacking.length === 0
        ? currentPart(question)
        : partOf(
            question,
            { figure: 'current', unitIds: held.filter((id) => !found!.lacking.includes(id)) },
            `本期（${periodTitle(key.period, fact.basis)}）`,
          ),
      // The population is that of the units which are divided, whoever was there at that year end.
      found?.population && people
        ? {
            ...population,
            text: formatFigure(found.population, { measure: people.measure, decimals: people.precision, rounding }),
          }
        : population,
    ],
    lacking.length === 0 ? '' : `不含${lacking.join('、')}：没有${yearOf(period)}年末常住人口。`,
  );
}

/** What stands for an input that has no number. */
function withoutNumber({ figure, duty }: FormulaInput): string {
  const state = figure?.state ?? 'not_submitted';
  return dutySign(duty, state) ?? (state === 'not_submitted' ? MISSING_SIGNS.not_submitted : NO_RESULT);
}
