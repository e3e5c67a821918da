// What the dialog of 填报表 starts from: the task, the units, the period that are at hand. Pure.

import { CATEGORIES, CATEGORY_LABEL, type Indicator } from '../../../shared/indicators/define.js';
import type { Period } from '../../../shared/model/period.js';
import { isValidAt, type ReportingUnit } from '../../../shared/model/unit.js';
import type { BoardTask } from '../../../shared/tasks/board.js';
import type { ReportingTask } from '../../../shared/tasks/define.js';
import type { PickGroup } from '../../ui/group-picker.js';

export interface FormFields {
  period: Period | null;
  taskId: number | null;
  codes: string[];
  ledgers: string[];
  unitIds: number[];
  perUnit: boolean;
  deadline: string;
  contact: string;
  notes: string;
}

/** Indicators that a unit can fill in: enabled, and no ratio that the program computes from its parts. */
export function fillable(indicators: readonly Indicator[]): Indicator[] {
  return indicators.filter(
    (one) => one.enabled && one.category !== 'base' && (one.numerator === null || one.denominator === null),
  );
}

export function indicatorGroups(indicators: readonly Indicator[]): PickGroup<string>[] {
  return CATEGORIES.map((category) => ({
    key: category,
    label: CATEGORY_LABEL[category],
    items: indicators
      .filter((one) => one.category === category)
      .map((one) => ({
        value: one.code,
        label: `${one.name}（${one.measure}）`,
        search: [one.code, ...one.aliases].join(' '),
        hint: `${one.code} ${one.name}（${one.measure}）`,
      })),
  })).filter((group) => group.items.length > 0);
}

/** What a task fills in: its indicators, ledgers, units, deadline and contact. Without one the usual indicators and all units. */
export function ofTask(
  task: ReportingTask | undefined,
  board: readonly BoardTask[],
  indicators: readonly Indicator[],
  units: readonly ReportingUnit[],
  period: Period | null,
  usual: readonly string[],
): Pick<FormFields, 'codes' | 'ledgers' | 'unitIds' | 'deadline' | 'contact'> {
  const known = new Set(fillable(indicators).map((one) => one.code));
  const valid = units.filter((unit) => unit.kind !== 'enterprise' && (period === null || isValidAt(unit, period)));
  const due = board.find((one) => one.taskId === task?.id)?.dueText ?? '';
  return {
    codes: (task?.codes ?? usual).filter((code) => known.has(code)),
    ledgers: task?.ledgers ?? [],
    unitIds: valid.filter((unit) => task === undefined || task.unitIds.includes(unit.id)).map((unit) => unit.id),
    deadline: due === '' ? '' : `${due}前`,
    contact: task?.contact ?? '',
  };
}
