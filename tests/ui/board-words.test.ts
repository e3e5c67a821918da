import { expect, test } from 'vitest';

import { lineMark, onTimeText, problemWords } from '../../renderer/board-words.js';
import type { BoardLedger, BoardLine, BoardTask } from '../../shared/tasks/board.js';

test('a rate of few says of how many it is', () => {
  const task = (judged: number, onTime: number, onTimeRate: string | null) => ({
    counts: { due: 8, judged, onTime } as BoardTask['counts'],
    onTimeRate,
  });
  expect(onTimeText(task(0, 0, null))).toBe('—');
  expect(onTimeText(task(8, 6, '75.0'))).toBe('75.0%');
  expect(onTimeText(task(1, 1, '100.0'))).toBe('100.0%（1/1，另7个未判定）');
});

test('what a line lacks is named once something has come in, ledgers by their names', () => {
  const ledger = (title: string, isReceived: boolean) => ({ title, isReceived }) as BoardLedger;
  const line = {
    state: 'problem' as const,
    pending: null,
    blocks: 1,
    warnings: 0,
    missingCodes: ['C05', 'C06'],
    ledgers: [ledger('专利权质押融资', true), ledger('执法案件', false)],
    lastReceivedAt: '2022-08-03T02:00:00.000Z',
  };
  expect(problemWords(line)).toBe('必改1处、缺2项指标、缺台账执法案件');
  expect(problemWords({ ...line, lastReceivedAt: null })).toBe('必改1处');
  // What was received is in order: the file that waits is not, and is named.
  const pending = { planId: 'p', index: 0, file: '报表/薛城区更正.xlsx' };
  const waiting = { ...line, pending, blocks: 0, missingCodes: [], ledgers: [] };
  expect(problemWords(waiting)).toBe('待接收的“薛城区更正.xlsx”还有问题');
  expect(problemWords({ ...waiting, state: 'arrived' })).toBe('');
});

test('a line whose numbers changed after they were confirmed does not look like one that nobody has asked yet', () => {
  const line = (state: BoardLine['state'], stateLabel: string, isStale: boolean) =>
    lineMark({ state, stateLabel, checked: { on: '2022-08-08', note: '', isStale } } as BoardLine);
  expect(line('checked', '已核对', false)).toEqual({ kind: 'good', text: '已核对' });
  expect(line('received', '已接收', true)).toEqual({ kind: 'look', text: '需再核对' });
  expect(line('corrected', '更正', true)).toEqual({ kind: 'look', text: '需再核对' });
  expect(line('returned', '退回', true)).toEqual({ kind: 'bad', text: '退回' });
});
