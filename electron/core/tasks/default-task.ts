// The task of the sample bureau: 知识产权工作情况月报 of the seven units, due on the 5th working day of the following month.
// Its ratios (C15 每万人口发明专利拥有量, C39 撤回率) are owed as their parts C14, C37 and C38; 人口 is the bureau's own.

import type { TaskDraft } from '../../../shared/tasks/define.js';

export const MONTHLY_CODES: readonly string[] = [
  'C05 C06 C07 C08 C11 C14 C16 C23 C24 C25 C27 C29 C37 C38',
  'Y01 Y02 Y03 Y04 Y21 Y24 Y29 Y30 Y31 Y37',
  'B04 B12a B13 B23 B24 B25',
  'F03 F04 F05a F05b',
].flatMap((line) => line.split(' '));

export function monthlyTask(unitIds: number[]): TaskDraft {
  return {
    name: '知识产权工作情况月报',
    frequency: 'month',
    firstPeriod: '2022-01',
    lastPeriod: null,
    deadline: { kind: 'working-day', n: 5 },
    unitIds,
    codes: [...MONTHLY_CODES],
    ledgers: [],
    materials: ['sheet'],
    notice: '',
    contact: '',
    rounds: [],
  };
}
