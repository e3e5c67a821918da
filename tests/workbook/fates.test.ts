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
