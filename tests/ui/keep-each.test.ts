// Files that an officer picked together: what can be kept is kept, and what cannot is told.

import { expect, test } from 'vitest';

import { CallFailure } from '../../renderer/api/failure.js';
import { keepEach } from '../../renderer/api/keep-each.js';

const refusal = (code: 'file.not-attachable' | 'job.cancelled'): CallFailure =>
  new CallFailure({ code, params: {}, detail: '' });

test('a file that is refused is told of, and those after it are kept', async () => {
  const told: unknown[] = [];
  const refused = refusal('file.not-attachable');
  const keep = (name: string): Promise<string> => (name === 'b' ? Promise.reject(refused) : Promise.resolve(name));
  expect(await keepEach(['a', 'b', 'c'], keep, (error) => told.push(error))).toEqual(['a', 'c']);
  expect(told).toEqual([refused]);
});

test('after a cancel no more are kept', async () => {
  const asked: string[] = [];
  const keep = (name: string): Promise<string> => {
    asked.push(name);
    return name === 'b' ? Promise.reject(refusal('job.cancelled')) : Promise.resolve(name);
  };
  expect(await keepEach(['a', 'b', 'c'], keep, () => undefined)).toEqual(['a']);
  expect(asked).toEqual(['a', 'b']);
});
