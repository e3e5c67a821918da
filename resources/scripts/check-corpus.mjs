// `npm run -s check:corpus -- FOLDER [--json] [--only TEXT]`: builds where needed and hands over to the dedicated entry
// (electron/batch/corpus). stdout carries the report and nothing else; exit code 0 only where nothing is unexpected.

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { build } from './build.mjs';

const { runAgainIfTooOld } = createRequire(import.meta.url)('./suitable-node.cjs');
const script = fileURLToPath(import.meta.url);

if (!runAgainIfTooOld(script, process.argv.slice(2))) {
  if (!build({ ifStale: true })) process.exit(1);
  await import(pathToFileURL(join(dirname(script), '..', '..', 'out', 'main', 'check-corpus.js')).href);
}
