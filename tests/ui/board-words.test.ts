import { expect, test } from 'vitest';

import { onTimeText } from '../../renderer/board-words.js';
import type { BoardTask } from '../../shared/tasks/board.js';

test('a rate of few says of how many it is', () => {
  const task = (judged: number, onTime: number, onTimeRate: string | null) => ({
    counts: { due: 8, judged, onTime } as BoardTask['counts'],
    onTimeRate,
  });
  expect(onTimeText(task(0, 0, null))).toBe('—');
  expect(onTimeText(task(8, 6, '75.0'))).toBe('75.0%');
  expect(onTimeText(task(1, 1, '100.0'))).toBe('100.0%（1/1，另7个未判定）');
});
