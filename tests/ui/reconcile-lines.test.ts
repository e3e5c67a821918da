// Lines of 与报送数核对: which other 填报单位 of an indicator wait for an explanation beside the chosen one.

import { expect, test } from 'vitest';

import { compareRows, openBeside } from '../../renderer/features/reconcile/reconcile-lines.js';
import type { ReconcileLine } from '../../shared/contract/calls/ledgers.js';

const unit = (unitId: number, submitted: string | null, state: ReconcileLine['units'][number]['state']) => ({
  unitId,
  unit: `单位${unitId}`,
  submitted,
  submittedState: submitted === null ? null : ('value' as const),
  counted: '1',
  difference: null,
  state,
  explanation: null,
});

test('those that differ or owe the number, not the chosen one, the equal and the explained', () => {
  const line: ReconcileLine = {
    ledger: 'activity',
    code: 'F05a',
    indicator: '宣传活动场次',
    measure: '次',
    basis: 'ytd',
    rule: '',
    units: [
      unit(1, '3', 'differs'),
      unit(2, '1', 'equal'),
      unit(3, '4', 'explained'),
      unit(4, '5', 'differs'),
      unit(5, null, 'not-submitted'),
    ],
    submittedTotal: '13',
    countedTotal: '5',
    unassigned: null,
  };
  const rows = compareRows([line]);
  expect(openBeside(rows[0]!)).toEqual([4, 5]);
  expect(openBeside(rows[3]!)).toEqual([1, 5]);
  expect(openBeside({ ...rows[0]!, line: { ...line, submittedTotal: null } })).toEqual([4]);
});
