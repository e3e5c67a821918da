// What single texts mean is kept from file to file of an import. A file is understood as if it were the only one, whatever files
// came before it.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { readInProcess } from '../helpers/read-in-process.js';
import type { PackedFile } from '../../electron/core/workbook/1-read/wire.js';
import { envOf } from '../../electron/core/workbook/3-map/given-words.js';
import { planEnvironment } from '../../electron/core/workbook/plan-env.js';
import { understandFile } from '../../electron/core/workbook/understand-file.js';
import { packUnderstood } from '../../electron/core/workbook/understood-wire.js';
import { bookBytes } from '../helpers/book-bytes.js';
import { ImportBench } from '../helpers/importing.js';
import { randomBook, UNIT_NAMES } from '../helpers/random-layout.js';

const FILES = 60;

let bench: ImportBench;
beforeAll(async () => {
  bench = await ImportBench.withUnits(...UNIT_NAMES);
});
afterAll(() => bench.close());

test('a file is understood beside many others as it is alone', () => {
  const { words } = planEnvironment(bench.ctx);
  const path = join(bench.folder, 'random.bin');
  const read = fc.sample(randomBook, { numRuns: FILES, seed: 20_261_121 }).map((random) => {
    writeFileSync(path, bookBytes(random));
    return { file: random.fileName, book: readInProcess(path, random.fileName) };
  });
  const understand = ({ file, book }: (typeof read)[number], env: ReturnType<typeof envOf>): PackedFile =>
    packUnderstood(
      understandFile({ index: 0, sha256: '', size: 0, file, book, env: { ...env, answers: {}, periodHint: null } }),
    );
  const shared = envOf(words);
  const forwards = read.map((one) => understand(one, shared));
  const backwards = read.toReversed().map((one) => understand(one, shared));
  const alone = read.map((one) => understand(one, envOf(words)));
  expect(forwards).toEqual(alone);
  expect(backwards.toReversed()).toEqual(alone);
  expect(alone.filter(({ blocks }) => blocks.length > 0).length).toBeGreaterThan(FILES / 2);
});
