// `npm run package -- [--linux|--win] [--x64|--arm64] …`: builds and hands the arguments to electron-builder. Installers
// need electron-builder's helper tools and the Electron runtime, which it downloads; the build of the program does not.

import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { runAgainIfTooOld } = require('./suitable-node.cjs');
const script = fileURLToPath(import.meta.url);
const root = join(dirname(script), '..', '..');

async function main() {
  const { build } = await import('./build.mjs');
  if (!build({ ifStale: true })) return 1;
  const cli = join(dirname(require.resolve('electron-builder/package.json')), 'cli.js');
  const run = spawnSync(
    process.execPath,
    [cli, '--config', 'electron-builder.yml', '--publish', 'never', ...process.argv.slice(2)],
    { cwd: root, stdio: 'inherit' },
  );
  return run.status ?? 1;
}

if (!runAgainIfTooOld(script, process.argv.slice(2))) process.exit(await main());
