'use strict';
// For entry points that people run with the machine's own Node: where that one is too old, run the same command again
// with the Node that npm ci put into node_modules. Returns false when the running Node will do.

const { existsSync } = require('node:fs');
const { spawn } = require('node:child_process');
const { join } = require('node:path');
const { isTooOld, explain } = require('./runtime-guard.cjs');

const root = join(__dirname, '..', '..');

/** The Node binary of the optional dependency for this machine; not the shim in .bin, which Windows cannot spawn directly. */
function bundledNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const binary = process.platform === 'win32' ? ['bin', 'node.exe'] : ['bin', 'node'];
  const path = join(root, 'node_modules', 'node-' + platform + '-' + process.arch, ...binary);
  return existsSync(path) ? path : null;
}

/** Ends this process with the exit code of the second one; signals are handed on, so nothing is orphaned. */
function runAgainIfTooOld(script, args) {
  if (!isTooOld()) return false;
  const node = bundledNode();
  if (node === null || process.env.IP_LEDGER_RERUN === '1') {
    explain();
    process.exit(1);
  }
  const child = spawn(node, [script, ...args], {
    stdio: 'inherit',
    env: { ...process.env, IP_LEDGER_RERUN: '1' },
  });
  handOn(child);
  return true;
}

/** This process lives exactly as long as the child, and passes on what asks it to end. */
function handOn(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(String(error.message) + '\n');
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code === null ? (signal === 'SIGINT' ? 130 : 143) : code));
}

/**
 * npm runs a script through a shell, and a shell that gets SIGTERM ends without passing it on. So whoever lives long
 * looks whether the parent is still there, and ends as if it had been told to.
 */
function endWithParent() {
  if (process.platform === 'win32') return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}

module.exports = { endWithParent, runAgainIfTooOld, bundledNode, handOn };
