'use strict';
// `npm run -s batch -- COMMAND …`: the command line on whatever Node the machine has. stdout belongs to the command;
// building, where it is needed, speaks on stderr.

const { join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { runAgainIfTooOld } = require('./suitable-node.cjs');

async function main() {
  const { build } = await import(pathToFileURL(join(__dirname, 'build.mjs')).href);
  if (!build({ ifStale: true })) process.exit(1);
  // In this process: no second one to signal, and the exit code is the command's own.
  await import(pathToFileURL(join(__dirname, '..', '..', 'out', 'main', 'batch.js')).href);
}

if (!runAgainIfTooOld(__filename, process.argv.slice(2))) void main();
