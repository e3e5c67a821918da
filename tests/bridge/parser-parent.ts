// Not a test: the host that parser-orphans.test.ts kills. Starts a parse process, tells its pid, and has it read a file where one is named.

import { readFileSync, writeSync } from 'node:fs';

import { forkChannel } from '../../electron/core/workbook/1-read/fork-channel.js';
import { DEFAULT_LIMITS } from '../../electron/core/workbook/1-read/raw-book.js';

const [entry, path] = process.argv.slice(2) as [string, string | undefined];
const channel = forkChannel(entry);
// The only child there is.
writeSync(1, `${readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim()}\n`);
if (path !== undefined) channel.post({ id: 1, kind: 'parse', path, name: '报表.csv', limits: DEFAULT_LIMITS });
setInterval(() => undefined, 1000);
