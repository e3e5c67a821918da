// Loaded into a host by --import: at its end it writes the longest stall of the main thread's loop, in milliseconds, to the
// file named by STALL_FILE. Start-up (loading of modules) is left out.

import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const EVERY_MS = 2;
const START_UP_MS = 700;

if (isMainThread && process.env.STALL_FILE) {
  let last = performance.now();
  let longest = 0;
  setInterval(() => {
    const now = performance.now();
    if (last > START_UP_MS) longest = Math.max(longest, now - last - EVERY_MS);
    last = now;
  }, EVERY_MS).unref();
  process.on('exit', () => writeFileSync(process.env.STALL_FILE, String(longest)));
}
