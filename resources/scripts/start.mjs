// `npm start`: the desktop program where Electron's runtime is, else the same program in a browser on this computer.
// The runtime is looked for as files: asking the electron package for it would start a download.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const { endWithParent, runAgainIfTooOld, handOn } = require('./suitable-node.cjs');

const script = fileURLToPath(import.meta.url);
const root = join(dirname(script), '..', '..');
const args = process.argv.slice(2);

/** Path of the Electron binary, or null. Both files are written at the end of its installation. */
function electronBinary() {
  let folder;
  try {
    folder = dirname(require.resolve('electron/package.json'));
  } catch {
    return null;
  }
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile) || !existsSync(join(folder, 'dist', 'version'))) return null;
  const binary = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

/** Why there can be no window although the runtime is there; '' where there can. */
function noWindow() {
  if (process.platform !== 'linux') return '';
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return '没有图形桌面 (no display)';
  if (process.getuid?.() === 0) return '当前是 root 用户 (running as root)';
  return '';
}

async function main() {
  const { build } = await import('./build.mjs');
  if (!build({ ifStale: true })) process.exit(1);
  const binary = electronBinary();
  const obstacle = binary === null ? '没有 Electron 运行时 (no Electron runtime installed)' : noWindow();
  if (binary !== null && obstacle === '') {
    handOn(spawn(binary, [root, ...args], { stdio: 'inherit' }));
    return;
  }
  process.stderr.write(
    `${obstacle}：改在本机浏览器中打开，功能相同。Opening in the browser on this computer instead.\n`,
  );
  // In this process, so that ending it ends everything.
  await import(pathToFileURL(join(root, 'out', 'main', 'loopback.js')).href);
}

endWithParent();
if (!runAgainIfTooOld(script, args)) await main();
