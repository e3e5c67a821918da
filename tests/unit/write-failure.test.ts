import { expect, test } from 'vitest';

import { writeFailure } from '../../shared/errors/write-failure.js';

test('why a file was not written is said in Chinese, the words of the system stay in the detail', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  const failure = writeFailure('汇总表.xlsx', full);
  expect(failure.params).toEqual({ name: '汇总表.xlsx', why: '磁盘空间不足' });
  expect(failure.toWire().detail).toContain('no space left');
  expect(writeFailure('汇总表.xlsx', 'odd').params.why).toBe('系统没有写入');
});
