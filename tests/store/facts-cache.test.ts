// Facts are cached by the newest change set: what was computed of a change that is not there, or not any more, is never served.

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import { factsOf } from '../../electron/core/statistics/service.js';
import { listIndicators } from '../../electron/core/store/indicator-store.js';
import { dataVersion } from '../../electron/core/store/store.js';
import { addRevisions } from '../../electron/core/store/value-store.js';
import { rolledBack, together, write } from '../../electron/core/store/write.js';
import { addValueList, contextOf, openTestStore, typedRevision, unitDraft } from '../helpers/memory-store.js';
import { saveBureau } from '../../electron/core/store/unit-store.js';
import { saveUnit } from '../../electron/core/store/unit-edit-store.js';

let ctx: Ctx;
beforeEach(async () => {
  const store = await openTestStore();
  write(store, { kind: 'setup', label: '建立单位', operator: '测试', topics: ['units'] }, () => {
    saveBureau(store, { name: '示例市知识产权局', place: '示例市', level: 'city', code: null });
    saveUnit(store, null, unitDraft('江北区', 1));
  });
  ctx = contextOf(store);
  addValueList(store, [{ unit: '江北区', code: 'C05', period: '2024-03', basis: 'ytd', value: '5' }]);
});
afterEach(() => ctx.store.db.close());

const label = { kind: 'manual', label: '录入', operator: '测试', topics: ['values' as const] };
const shown = (): bigint | null => factsOf(ctx, '2024-03').byCode.get('C05')!.total.figure.value;
const put = (changeSetId: number, value: number): void => {
  const indicatorId = listIndicators(ctx.store).find(({ code }) => code === 'C05')!.id;
  addRevisions(ctx.store, changeSetId, [
    typedRevision({ unitId: 1, indicatorId, period: '2024-03', basis: 'ytd' }, value),
  ]);
};

test('a change set that failed leaves nothing for the next one of the same number', () => {
  expect(shown()).toBe(5n);
  const version = dataVersion(ctx.store);
  expect(() =>
    write(ctx.store, label, (id) => {
      put(id, 9);
      expect(shown()).toBe(9n);
      throw new Error('ended');
    }),
  ).toThrow('ended');
  // Nobody looks in between.
  expect(dataVersion(ctx.store)).toBe(version);
  expect(write(ctx.store, label, (id) => (put(id, 7), id))).toBe(version + 1);
  expect(shown()).toBe(7n);
});

test('what is asked in the middle of a change set is not what holds after it', () => {
  write(ctx.store, label, (id) => {
    expect(shown()).toBe(5n);
    put(id, 8);
    expect(shown()).toBe(8n);
  });
  expect(shown()).toBe(8n);
  write(ctx.store, label, (id) => {
    put(id, 6);
    shown();
    put(id, 4);
  });
  expect(shown()).toBe(4n);
});

test('a change that is only tried out leaves no trace in what is shown', () => {
  const version = dataVersion(ctx.store);
  rolledBack(ctx.store, () => {
    put(version, 9);
    expect(shown()).toBe(9n);
  });
  expect([shown(), dataVersion(ctx.store)]).toEqual([5n, version]);
});

test('of several change sets in one transaction, one that fails gives its number to the next', () => {
  together(ctx.store, () => {
    write(ctx.store, label, (id) => put(id, 6));
    expect(() =>
      write(ctx.store, label, (id) => {
        put(id, 9);
        shown();
        throw new Error('ended');
      }),
    ).toThrow('ended');
    write(ctx.store, label, () => undefined);
    expect(shown()).toBe(6n);
  });
  expect(shown()).toBe(6n);
});
