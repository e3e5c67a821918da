// What groups of rows are called where they are printed: the words of the field, never what its column holds.

import { beforeEach, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { print } from '../../electron/core/ledgers/print-view.js';
import { buildTable } from '../../electron/core/tables/build-table.js';
import { CALLS } from '../../shared/contract/index.js';
import { USUAL } from '../../shared/reports/define.js';
import { addSampleUnits, contextOf, openTestStore } from '../helpers/memory-store.js';

let ctx: Ctx;
beforeEach(async () => {
  const store = await openTestStore();
  addSampleUnits(store);
  ctx = contextOf(store);
});

function put(ledger: string, rows: Record<string, string>[]): void {
  const params = { ledger, period: '2022-07', rows: rows.map((values) => ({ id: null, values })) };
  expect(ledgers.save(ctx, CALLS['ledgers.save'].params.parse(params)).saved).toBe(true);
}

async function ofView(ledger: string, field: string): Promise<string[]> {
  const params = { ledger, columns: ['unit'], groupBy: [{ field, part: 'value' }], format: 'none' };
  const { table } = await print(ctx, CALLS['ledgers.print'].params.parse(params));
  return table.bodyRows.filter(({ kind }) => kind === 'group').map(({ cells }) => cells[0]!.text);
}

function ofTable(ledger: string, by: string): string[] {
  const nodes = [{ kind: 'ledger' as const, measure: 'rows', only: null, label: '记录数' }];
  const layout = { ...USUAL, name: 'draft', title: '试表', description: '', columns: { by: 'list' as const, nodes } };
  const { bodyRows } = buildTable(ctx, { ...layout, rows: { axis: 'ledger', ledger, by } }, '2022-07', {});
  return bodyRows.map(({ cells }) => cells[0]!.text);
}

test('several choices are said as they are chosen', async () => {
  const event = { unit: '滕州市', form: '宣传活动', heldOn: '2022-04-20' };
  put('activity', [
    { ...event, topic: '甲', campaign: '知识产权宣传周；五进活动' },
    { ...event, topic: '乙', campaign: '五进活动' },
    { ...event, topic: '丙' },
  ]);
  expect(await ofView('activity', 'campaign')).toEqual([
    '未填写 小计（1条）',
    '五进活动 小计（1条）',
    '知识产权宣传周；五进活动 小计（1条）',
  ]);
  expect(ofTable('activity', 'campaign')).toEqual(['合计', '未注明', '五进活动', '知识产权宣传周；五进活动']);
});

test('是 and 否, amounts in 万元', async () => {
  const loan = { unit: '滕州市', bank: '工商银行', registeredOn: '2022-03-01' };
  put('pledge', [
    { ...loan, enterprise: '甲公司', amount: '490', wantsSubsidy: '是' },
    { ...loan, enterprise: '乙公司', amount: '620.5', wantsSubsidy: '否' },
  ]);
  expect(await ofView('pledge', 'wantsSubsidy')).toEqual(['否 小计（1条）', '是 小计（1条）']);
  expect(ofTable('pledge', 'wantsSubsidy')).toEqual(['合计', '否', '是']);
  expect(ofTable('pledge', 'amount')).toEqual(['合计', '490.00', '620.50']);
});
