import { expect, test } from 'vitest';

import { boardAddress, isBoard, taskOfBoard } from '../../renderer/board-address.js';
import { lineMark, linesOfStrip, onTimeText, problemWords, stateCounts } from '../../renderer/board-words.js';
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

test('of many units 首页 shows those that need something, and counts the others', () => {
  const line = (unitId: number, state: BoardLine['state'], stateLabel: string) =>
    ({ unitId, state, stateLabel, checked: null }) as BoardLine;
  const many = Array.from({ length: 30 }, (_, n) =>
    n % 10 === 3 ? line(n, 'overdue', '逾期未报') : line(n, 'received', '已接收'),
  );
  expect(linesOfStrip(many.slice(0, 14))).toHaveLength(14);
  const shown = linesOfStrip(many);
  expect(shown.map(({ unitId }) => unitId)).toEqual([3, 13, 23]);
  expect(stateCounts(many.filter((one) => !shown.includes(one)))).toBe('已接收27个');
  const mixed = many.map((one) => (one.state === 'received' ? { ...one, state: 'problem' as const } : one));
  expect(
    linesOfStrip(mixed)
      .slice(0, 4)
      .map(({ unitId }) => unitId),
  ).toEqual([3, 13, 23, 0]);
  const late = many.map(({ unitId }) => line(unitId, 'overdue', '逾期未报'));
  expect(linesOfStrip(late)).toHaveLength(14);
});

test('the board of one task has an address, that of the first of the period the shorter one', () => {
  const address = boardAddress({ taskId: 3, round: 2 });
  expect([isBoard(address), taskOfBoard(address)]).toEqual([true, '3/2']);
  expect([isBoard('board'), taskOfBoard('board'), isBoard('')]).toEqual([true, '', false]);
});
