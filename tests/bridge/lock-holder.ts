// Not a test: the program that data-folder.test.ts kills. Takes and releases its folder's lock without end.

import { mkdirSync, writeSync } from 'node:fs';

import { lockFolder } from '../../electron/bridge/folder-lock.js';

const folder = process.argv[2]!;
mkdirSync(folder, { recursive: true });
writeSync(1, 'ready\n');
for (;;) lockFolder(folder).release();
