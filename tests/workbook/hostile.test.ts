// Hostile and awkward files behave as their EXPECT line says: refused with a reason, imported with the right values, or
// warned about. The same check as `npm run check:corpus`; here over the files that are small enough to keep.

import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { checkExpectations } from '../../electron/batch/corpus/expectations.js';
import { prepareBureau } from '../../electron/batch/corpus/prepare.js';
import { collectFiles } from '../../electron/bridge/collect-files.js';
import { inProcessParser } from '../helpers/in-process-parser.js';
import { contextOf, openTestStore } from '../helpers/memory-store.js';
import { sessionOf } from '../helpers/session.js';

const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'hostile');

test('every hostile file does what is expected of it, and leaves no trace outside', { timeout: 120_000 }, async () => {
  const store = await openTestStore();
  const session = sessionOf(contextOf(store, { parser: inProcessParser }));
  const { period } = await prepareBureau(session, FOLDER);
  const lines = readFileSync(join(FOLDER, 'EXPECT.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { file: string });
  const files = collectFiles([FOLDER]).filter((file) => lines.some((line) => line.file === file.name));
  expect(files).toHaveLength(lines.length);
  const report = await checkExpectations(session, files, lines, period, () => undefined);
  expect(report.unexpected).toEqual([]);
  expect(report).toMatchObject({ files: lines.length, as_expected: lines.length, crashed: 0, hung: 0 });
  // The traversal file names evil_hostile* above its folder; header names of Object.prototype change nothing.
  expect(existsSync(join(tmpdir(), 'evil_hostile.txt'))).toBe(false);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  store.db.close();
});
