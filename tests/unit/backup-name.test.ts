// Names of backups: the time of the computer, told apart, and the moment read back from new names and old ones.

import { expect, test } from 'vitest';

import { createdAtOf, localStamp, reasonOf } from '../../electron/core/backup/backup-name.js';

test.each([
  ['2022-08-03T09:05:06.007Z', 480, '20220803-170506007+0800'],
  // Past midnight there is the next day.
  ['2022-12-31T17:00:00.000Z', 480, '20230101-010000000+0800'],
  ['2022-08-03T09:05:06.007Z', 0, '20220803-090506007+0000'],
  ['2022-08-03T02:05:06.007Z', -240, '20220802-220506007-0400'],
  ['2022-08-03T09:05:06.007Z', 345, '20220803-145006007+0545'],
])('%s on a clock %i minutes ahead is %s, and back', (at, east, stamp) => {
  expect(localStamp(at, east)).toBe(stamp);
  for (const name of [`${stamp}-daily.sqlite`, `${stamp}-2-manual.sqlite`, `知产台账备份-${stamp}-restore.sqlite`])
    expect(createdAtOf(name), name).toBe(at);
});

test('the hour that comes twice gives two names, and names of one zone sort as they were made', () => {
  const [before, after] = [localStamp('2022-11-06T05:30:00.000Z', -240), localStamp('2022-11-06T06:30:00.000Z', -300)];
  expect(before.slice(0, 18)).toBe(after.slice(0, 18));
  expect(before).not.toBe(after);
  const made = ['2022-01-31T15:59:59.999Z', '2022-01-31T16:00:00.000Z', '2022-10-01T00:00:00.000Z'];
  const names = made.map((at) => `${localStamp(at, 480)}-daily.sqlite`);
  expect(names.toSorted()).toEqual(names);
});

test('names of earlier versions say UTC; what says no moment is null', () => {
  expect(createdAtOf('20220803-090506007-daily.sqlite')).toBe('2022-08-03T09:05:06.007Z');
  expect(createdAtOf('20220803-090506007-2-migration.sqlite')).toBe('2022-08-03T09:05:06.007Z');
  expect(createdAtOf('知产台账备份-20220803-090506007-manual (1).sqlite')).toBe('2022-08-03T09:05:06.007Z');
  expect(createdAtOf('20221399-990506007-daily.sqlite')).toBeNull();
  expect(createdAtOf('知产台账.sqlite')).toBeNull();
  expect(['x-daily.sqlite', 'x-file.sqlite', 'x.sqlite'].map(reasonOf)).toEqual(['daily', 'file', 'manual']);
});
