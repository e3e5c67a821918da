// 人口分母 out of a file, beside that of a unit that ended since: asked about as where it is typed (units/people-twice.ts). Until it is
// answered nothing of these populations is stored.

import type { Question } from '../../../../shared/import/plan.js';
import type { ReportingUnit } from '../../../../shared/model/unit.js';
import { peopleInDoubt } from '../../units/people-twice.js';
import { POPULATION_CODE } from '../../units/population.js';
import type { ReadCell } from '../3-map/read-values.js';
import type { StoredView } from '../4-validate/stored-view.js';

interface PeopleCell {
  cell: ReadCell;
  fate: { fate: string; reason: string };
}

interface Asking {
  units: readonly ReportingUnit[];
  answers: Readonly<Record<string, string>>;
  view: StoredView;
  questions: Question[];
}

/** True for a cell that would be a population at the end of a year. */
export function isPeople({ role, indicator, basis, period, value }: ReadCell): boolean {
  return (
    role === 'value' &&
    indicator?.code === POPULATION_CODE &&
    basis === 'asof' &&
    value !== null &&
    period?.endsWith('-12') === true
  );
}

/** `people`: populations that the file would store. Those that may hold others wait for the answer, or stay out by it. */
export function askAboutPeople<F extends PeopleCell>(
  people: readonly F[],
  { units, answers, view, questions }: Asking,
  settle: (one: F, fate: 'ignored' | 'rejected', reason: string) => void,
): void {
  // What stays out by another answer holds nobody; what the file says again speaks for itself.
  const isTaken = ({ fate: { fate } }: F): boolean => fate === 'new' || fate === 'changed' || fate === 'same';
  const wanted = people.filter(isTaken);
  for (const [period, ofYear] of Map.groupBy(wanted, ({ cell }) => cell.period!)) {
    const indicatorId = ofYear[0]!.cell.indicator!.id;
    const year = Number(period.slice(0, 4));
    const values = new Map(ofYear.map(({ cell }) => [cell.unit!.id, Number(cell.value)]));
    const stored = new Map(
      units.flatMap((unit): [number, number][] => {
        const value = view.best(unit.id, indicatorId, period, 'asof')?.value ?? null;
        return value === null ? [] : [[unit.id, Number(value)]];
      }),
    );
    const doubt = peopleInDoubt(view.store, { units, year, values, stored });
    if (doubt === null) continue;
    const id = `people-twice:${year}`;
    const doubtful = ofYear.filter(({ cell }) => doubt.mayHold.some((unit) => unit.id === cell.unit!.id));
    const ended = doubt.ended.map((unit) => unit.name).join('、');
    questions.push({
      id,
      kind: 'people-twice',
      sheet: doubtful[0]!.cell.sheet,
      cell: doubtful[0]!.cell.cell,
      text: `${doubt.text}。这里的新数是否已含${ended}？`,
      options: [
        { value: 'separate', label: '不含，分别计入' },
        { value: 'keep', label: '已含，先不接收' },
      ],
      default: null,
      remembered: false,
    });
    const answer = answers[id];
    if (answer === 'separate') continue;
    for (const one of doubtful)
      if (answer === 'keep')
        settle(one, 'ignored', `已含${ended}，没有接收；请在“设置 › 人口数”中填写这个数，并选“只计一次”`);
      else settle(one, 'rejected', `新数是否已含${ended}的人口，还没有回答`);
  }
}
