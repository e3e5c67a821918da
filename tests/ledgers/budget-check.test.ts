// An application that takes its category beyond the budget is saved and said; the rule is that of 资金结余.

import { beforeEach, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { CALLS } from '../../shared/contract/index.js';
import type { FieldInput } from '../../shared/ledgers/read-field.js';
import { addSampleUnits, contextOf, openTestStore } from '../helpers/memory-store.js';

let ctx: Ctx;
beforeEach(async () => {
  const store = await openTestStore();
  addSampleUnits(store);
  ctx = contextOf(store);
  save('subsidyplan', [null, { year: 2022, level: '市级', category: '贯标奖励', budget: 10 }]);
});

type Draft = [id: number | null, values: Record<string, FieldInput>];

function save(ledger: string, ...drafts: Draft[]) {
  const rows = drafts.map(([id, values]) => ({ id, values }));
  return ledgers.save(ctx, CALLS['ledgers.save'].params.parse({ ledger, period: '2022-07', rows })).rows;
}

const BASE = { unit: '滕州市', level: '市级', category: '贯标奖励', year: 2022 };

function apply(...drafts: Draft[]) {
  return save(
    'subsidy',
    ...drafts.map(([id, values]): Draft => [id, id === null ? { ...BASE, ...values } : values]),
  ).map(({ id, saved, findings }) => ({
    id: id!,
    saved,
    said: findings.filter((one) => one.rule === 'budget').map((one) => [one.severity, one.field, one.message]),
  }));
}

test('up to the budget nothing is said, beyond it the sum and by how much', () => {
  const [first] = apply([null, { enterprise: '甲公司', applied: 20, approved: 6 }]);
  expect(first).toMatchObject({ saved: true, said: [] });
  expect(apply([null, { enterprise: '乙公司', approved: 4 }])[0]!.said).toEqual([]);
  const [third] = apply([null, { enterprise: '丙公司', approved: 0.5 }]);
  expect(third).toMatchObject({
    saved: true,
    said: [
      [
        'warn',
        'approved',
        '2022年市级“贯标奖励”预算10.00万元，计入这一条后核定金额合计10.50万元，超出0.50万元，请核对金额，或在“资助类别与预算”中调整预算',
      ],
    ],
  });
  // Its own stored amount is not counted twice, and a lower one is within the budget again.
  expect(apply([first!.id, { approved: 5.5 }])[0]!.said).toEqual([]);
  expect(apply([first!.id, { approved: 5.6 }])[0]!.said).toHaveLength(1);
});

test('rows saved together count together; where one makes room, nothing is said', () => {
  const [a, b] = apply([null, { enterprise: '甲公司', approved: 6 }], [null, { enterprise: '乙公司', approved: 5 }]);
  expect([a!.said.length, b!.said.length]).toEqual([0, 1]);
  const [less, more] = apply([a!.id, { approved: 1 }], [b!.id, { approved: 9 }]);
  expect([less!.said, more!.said]).toEqual([[], []]);
});

test('what came to nothing, another year, level or category, and a category without a budget bind nothing', () => {
  apply([null, { enterprise: '甲公司', approved: 9 }]);
  const said = apply(
    [null, { enterprise: '乙公司', approved: 9, status: '撤项' }],
    [null, { enterprise: '丙公司', approved: 9, year: 2021 }],
    [null, { enterprise: '丁公司', approved: 9, level: '区级' }],
    [null, { enterprise: '戊公司', approved: 99, category: '海外布局' }],
    [null, { enterprise: '己公司', applied: 99 }],
  ).flatMap((row) => row.said);
  expect(said).toEqual([]);
});

test('what is paid counts although the application came to nothing', () => {
  apply([null, { enterprise: '甲公司', approved: 9, paid: 9 }]);
  const [row] = apply([null, { enterprise: '乙公司', approved: 2, paid: 2, status: '追回' }]);
  expect(row!.said.map(([severity, field]) => [severity, field])).toEqual([['warn', 'paid']]);
});
