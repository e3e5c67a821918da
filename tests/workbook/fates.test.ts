// Deciding what would happen to each cell looks at each cell a fixed number of times, however many of them change.

import { expect, test } from 'vitest';

import type { MapEnv } from '../../electron/core/workbook/3-map/env.js';
import type { ReadCell } from '../../electron/core/workbook/3-map/read-values.js';
import { decideFates, type FateInput } from '../../electron/core/workbook/5-preview/fates.js';
import type { Question } from '../../shared/import/plan.js';

/** Targets of which every second one is another than the stored 1. */
function targets(count: number): ReadCell[] {
  return Array.from(
    { length: count },
    (_, at) =>
      ({
        sheet: '表',
        cell: `B${at + 1}`,
        r: at,
        c: 1,
        text: '5',
        rowLabel: '发明专利授权量',
        columnLabel: '目标',
        role: 'target',
        indicator: { id: 1, code: 'C02', name: '发明专利授权量', measure: '件' },
        unit: { id: 7, name: '滕州市' },
        level: null,
        period: '2022-12',
        basis: 'ytd',
        state: 'value',
        value: at % 2 === 0 ? 5n : 1n,
        rejected: '',
        undecided: '',
      }) as unknown as ReadCell,
  );
}

function decide(count: number): { fates: string[]; looks: number; questions: Question[] } {
  let looks = 0;
  const cells = new Proxy(targets(count), {
    get: (list, key, self) => {
      if (typeof key === 'string' && /^\d+$/.test(key)) looks += 1;
      return Reflect.get(list, key, self) as unknown;
    },
  });
  const questions: Question[] = [];
  const input = {
    env: { answers: { revision: 'keep' } } as unknown as MapEnv,
    view: { target: () => 1n },
    reporter: { rejected: new Map() },
    duplicates: new Set(),
    questions,
  } as unknown as FateInput;
  const fates = decideFates(cells, input);
  return { fates: fates.map((one) => one!.fate), looks, questions };
}

test('the answer to keep what is stored reaches the changed cells, and no cell is looked for among the others', () => {
  const few = decide(4);
  expect(few.fates).toEqual(['ignored', 'same', 'ignored', 'same']);
  expect(few.questions).toMatchObject([{ id: 'revision', cell: 'B1' }]);
  expect(decide(4000).looks).toBe(few.looks * 1000);
});

/** What would happen to one cell of a report beside what is stored, and beside what another file of this import would store. */
function fateOf(
  cell: Partial<ReadCell>,
  stored: { state: string; value: bigint | null; isClaim: boolean } | undefined,
  pending?: { state: string; value: bigint | null; form?: string },
  form = 'unit-report',
): { fate: string | undefined; reason: string | undefined; rules: string[] } {
  const rules: string[] = [];
  const input = {
    env: { answers: {} } as unknown as MapEnv,
    view: { stored: () => stored, pending: () => pending, formOf: () => form, isTyped: () => false },
    check: { printed: () => null },
    reporter: { rejected: new Map(), report: ({ rule }: { rule: string }) => void rules.push(rule) },
    duplicates: new Set(),
    questions: [],
    form: 'unit-table',
    file: '汇总.xlsx',
  } as unknown as FateInput;
  const [fate] = decideFates([{ ...targets(1)[0]!, role: 'value', ...cell } as ReadCell], input);
  return { fate: fate?.fate, reason: fate?.reason, rules };
}

test('去年同期 and 上年末 beside what the table of then left blank are only compared, and a blank replaces no claim', () => {
  const blank = { state: 'not_submitted', value: null, isClaim: false };
  const compared = { fate: 'ignored', reason: '上年数表中为未报，仅比较', rules: [] };
  expect(fateOf({ role: 'claim' }, blank)).toEqual(compared);
  expect(fateOf({ role: 'claim', figure: 'year-end' }, blank)).toEqual(compared);
  const claim = { state: 'value', value: 7n, isClaim: true };
  expect(fateOf({}, claim)).toMatchObject({ fate: 'new', rules: ['claim-replaced'] });
  expect(fateOf({ state: 'not_submitted', value: null }, claim)).toMatchObject({ fate: 'new', rules: [] });
});

test('不适用 beside a blank of another file of the same import is not the same', () => {
  const blank = { state: 'not_submitted', value: null };
  expect(fateOf({ state: 'not_applicable', value: null }, undefined, blank)).toMatchObject({ fate: 'new', reason: '' });
  expect(fateOf({ state: 'not_submitted', value: null }, undefined, blank).fate).toBe('same');
});

test('a table of all units corrects what a table of all units said, and is only compared with what a unit said itself', () => {
  const stored = { state: 'value', value: 3n, isClaim: false };
  expect(fateOf({}, stored, undefined, 'unit-table').fate).toBe('changed');
  expect(fateOf({}, stored)).toMatchObject({ fate: 'ignored', rules: ['city-table-differs'] });
  const pending = { state: 'value', value: 3n };
  expect(fateOf({}, undefined, { ...pending, form: 'unit-table' })).toMatchObject({ fate: 'new', rules: [] });
  expect(fateOf({}, undefined, { ...pending, form: 'unit-report' })).toMatchObject({ fate: 'ignored' });
});
