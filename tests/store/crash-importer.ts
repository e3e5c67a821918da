// Not a test: the program that crash-run.test.ts kills. Imports the files of a folder through import.run, as the command line does,
// says when receiving begins and, once the call has answered, what was stored.

import { readdirSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import { openCrashStore } from '../helpers/crash-store.js';
import { contextOf } from '../helpers/memory-store.js';
import { inProcessParser } from '../helpers/in-process-parser.js';
import { settleBatches } from '../../electron/core/workbook/6-commit/receive.js';
import { run as runImport } from '../../electron/core/workbook/run-handler.js';

const [path, folder] = process.argv.slice(2) as [string, string];
const store = await openCrashStore(path);
settleBatches(store);
const ctx = contextOf(store, { parser: inProcessParser });
ctx.job.step = ({ stage }): void => {
  if (stage.startsWith('接收')) writeSync(1, 'receiving\n');
};
const files = readdirSync(folder)
  .sort()
  .map((name) => ctx.files.register(join(folder, name), name, statSync(join(folder, name)).size));
const { stored } = await runImport(ctx, { files, period: null, accept: true });
writeSync(1, `stored ${stored}\n`);
// Waits for the end that the test gives it.
setInterval(() => undefined, 1000);
