// 查找 over all ledgers: rows by what stands in them, the newest first, with the place where the words were found.

import { beforeEach, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { findRows } from '../../electron/core/ledgers/find-rows.js';
import * as definitions from '../../electron/core/ledgers/definitions.js';
import * as ledgers from '../../electron/core/ledgers/handlers.js';
import { CALLS } from '../../shared/contract/index.js';
import { ownLedgerSchema } from '../../shared/ledgers/own.js';
import type { FieldInput } from '../../shared/ledgers/read-field.js';
import { addSampleUnits, contextOf, openTestStore } from '../helpers/memory-store.js';

let ctx: Ctx;
beforeEach(async () => {
  const store = await openTestStore();
  addSampleUnits(store);
  ctx = contextOf(store);
});

function put(ledger: string, ...rows: Record<string, FieldInput>[]): number[] {
  const params = { ledger, period: '2022-07', rows: rows.map((values) => ({ id: null, values })) };
  const answer = ledgers.save(ctx, CALLS['ledgers.save'].params.parse(params));
  expect(answer.saved).toBe(true);
  return answer.rows.map((row) => row.id!);
}

const found = (text: string, limit = 24): unknown[] => {
  const answer = findRows(ctx, { text, limit });
  expect(CALLS['ledgers.find'].result.parse(answer)).toEqual(answer);
  expect(answer.text).toBe(text);
  return answer.rows.map(({ title, id, name, found: where }) => [title, id, name, where]);
};

test('rows of every ledger that hold the words, each with where they stand', () => {
  const holder = { unit: '滕州市', enterprise: '滕州威达机床有限公司' };
  const [loan] = put('pledge', { ...holder, bank: '工商银行', amount: 500, registeredOn: '2022-07-01' });
  const [cased] = put('enforcement', {
    unit: '滕州市',
    caseNo: '滕市监罚〔2022〕7号',
    category: '商标',
    party: '威达商行',
    filedOn: '2022-06-03',
  });
  expect(found('威达')).toEqual([
    ['专利权质押融资', loan, '滕州威达机床有限公司', '登记日期：2022-07-01'],
    ['执法案件', cased, '威达商行', '立案日期：2022-06-03'],
  ]);
  expect(found('威达 工商')).toEqual([['专利权质押融资', loan, '滕州威达机床有限公司', '质权人：工商银行']]);
  expect(found('〔2022〕7号')).toEqual([['执法案件', cased, '威达商行', '案号：滕市监罚〔2022〕7号']]);
  expect(found('wdjc')).toEqual([['专利权质押融资', loan, '滕州威达机床有限公司', '登记日期：2022-07-01']]);
  expect([found(''), found('没有这样的')]).toEqual([[], []]);
});

test('of one ledger the newest four, and no more than asked for in all', () => {
  const day = { unit: '滕州市', form: '线下培训', persons: 10 };
  const ids = put(
    'activity',
    ...Array.from({ length: 6 }, (_, at) => ({ ...day, heldOn: `2022-07-0${at + 1}`, topic: `检索讲座${at + 1}` })),
  );
  expect(found('检索').map((row) => (row as unknown[])[1])).toEqual(ids.toReversed().slice(0, 4));
  expect(found('检索', 2)).toHaveLength(2);
});

test('letters are found in either case, in any column and not across two of them', () => {
  const base = { unit: '滕州市', form: '线下培训', heldOn: '2022-07-01', persons: 10 };
  const [row] = put('activity', { ...base, topic: 'PCT_100%申请', place: 'B座' });
  const isFound = (text: string): boolean => found(text).length > 0;
  expect(found('pct_100%')).toEqual([['培训宣传调研活动', row, 'PCT_100%申请', '日期：2022-07-01']]);
  // The signs of a search stand for themselves.
  expect(['b座', 'PCTx100', 'pct_100_', '申请b座'].map(isFound)).toEqual([true, false, false, false]);
});

test('a ledger of days and numbers alone holds no word', () => {
  const { ledger } = definitions.define(ctx, {
    ledger: null,
    definition: ownLedgerSchema.parse({
      title: '值班天数',
      fields: [
        { name: 'x1', label: '日期', kind: 'date' },
        { name: 'x2', label: '天数', kind: 'integer' },
      ],
    }),
  });
  put(ledger, { x1: '2022-07-01', x2: 3 });
  expect(found('值班')).toEqual([]);
  expect(found('zb')).toEqual([]);
});
