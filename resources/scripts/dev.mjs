// `npm run dev`: the browser host over the sources. A change builds anew (2–3 s) and restarts the host; open the printed
// address again. Arguments go to the host (--data DIR, --port N, --no-open).

import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { endWithParent, runAgainIfTooOld } = require('./suitable-node.cjs');
const script = fileURLToPath(import.meta.url);
const root = join(dirname(script), '..', '..');
const SETTLED_MS = 300;

let host = null;

function ended(child) {
  return child === null || child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', resolve));
}

async function restart(build) {
  // A build that fails leaves the running host alone.
  if (!build({ ifStale: true })) return;
  const old = host;
  if (old !== null) old.kill('SIGTERM');
  await ended(old);
  host = spawn(process.execPath, [join(root, 'out', 'main', 'loopback.js'), ...process.argv.slice(2)], {
    stdio: 'inherit',
    // The core checks its results against the contract.
    env: { ...process.env, NODE_ENV: 'development' },
  });
}

async function main() {
  const { build } = await import('./build.mjs');
  let turn = restart(build);
  let timer;
  for (const room of ['shared', 'electron', 'renderer'])
    watch(join(root, room), { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => (turn = turn.then(() => restart(build))), SETTLED_MS);
    });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      host?.kill('SIGTERM');
      void ended(host).then(() => process.exit(0));
    });
}

endWithParent();
if (!runAgainIfTooOld(script, process.argv.slice(2))) await main();
