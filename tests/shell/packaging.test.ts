// What the package holds, seen in a real archive and a real set of fuses: electron-builder over a stand-in for Electron's
// runtime (the real one is a download). Installers and signing are not tried here; they need downloaded tools.

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { temporaryFolder } from '../helpers/temp-folder.js';

const ROOT = join(import.meta.dirname, '..', '..');
const require = createRequire(import.meta.url);

/** Where a binary keeps its fuses: this mark, wire version 1, their number, then one sign each (0 off, 1 on). */
const FUSE_MARK = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES_AS_DELIVERED = Buffer.concat([Buffer.from([1, 9]), Buffer.from('101100011')]);

interface Entry {
  files?: Record<string, Entry>;
  unpacked?: boolean;
  size?: number;
}

/** Paths in an asar archive; its head is a pickled JSON text behind four sizes. */
function archiveEntries(path: string): Map<string, Entry> {
  const bytes = readFileSync(path);
  const head = JSON.parse(bytes.subarray(16, 16 + bytes.readUInt32LE(12)).toString('utf8')) as Entry;
  const found = new Map<string, Entry>();
  const walk = (entry: Entry, name: string): void => {
    if (entry.files === undefined) found.set(name, entry);
    else
      for (const [inner, child] of Object.entries(entry.files)) walk(child, name === '' ? inner : `${name}/${inner}`);
  };
  walk(head, '');
  return found;
}

function filesUnder(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
}

/** A project of the same shape with small built files, so that the test needs no build and no other test's output. */
function project(): string {
  const base = join(temporaryFolder(), 'project');
  mkdirSync(base);
  for (const file of ['package.json', 'electron-builder.yml']) cpSync(join(ROOT, file), join(base, file));
  for (const folder of ['resources/icons', 'resources/samples', 'electron/shell'])
    cpSync(join(ROOT, folder), join(base, folder), { recursive: true });
  for (const file of [
    'main/main',
    'main/core-worker',
    'main/parse-process',
    'main/loopback',
    'main/batch',
    'main/chunks/contract-1',
    'renderer/assets/index-1',
  ]) {
    mkdirSync(join(base, 'out', file, '..'), { recursive: true });
    writeFileSync(join(base, 'out', `${file}.js`), '1;\n');
    writeFileSync(join(base, 'out', `${file}.js.map`), '{}');
  }
  mkdirSync(join(base, 'out', 'preload'));
  writeFileSync(join(base, 'out', 'preload', 'preload.cjs'), '1;\n');
  writeFileSync(join(base, 'out', 'renderer', 'index.html'), '<!doctype html>');
  symlinkSync(join(ROOT, 'node_modules'), join(base, 'node_modules'));
  return base;
}

function runtimeStandIn(base: string): string {
  const dist = join(base, '..', 'runtime');
  mkdirSync(join(dist, 'locales'), { recursive: true });
  mkdirSync(join(dist, 'resources'));
  writeFileSync(join(dist, 'electron'), Buffer.concat([Buffer.from(FUSE_MARK), FUSES_AS_DELIVERED]), { mode: 0o755 });
  writeFileSync(join(dist, 'version'), '45.4.1');
  writeFileSync(join(dist, 'locales', 'zh-CN.pak'), '');
  writeFileSync(join(dist, 'resources.pak'), '');
  return dist;
}

test(
  'the package holds the program, the binding for its machine, and nothing of development',
  { timeout: 120_000 },
  () => {
    const base = project();
    const dist = runtimeStandIn(base);
    const cli = join(require.resolve('electron-builder/package.json'), '..', 'cli.js');
    const run = spawnSync(
      process.execPath,
      [
        cli,
        '--linux',
        'dir',
        '--x64',
        '--config',
        'electron-builder.yml',
        '--publish',
        'never',
        `-c.electronDist=${dist}`,
        '-c.electronVersion=45.4.1',
      ],
      { cwd: base, encoding: 'utf8', env: { ...process.env, CI: '1' } },
    );
    expect(run.status, `${run.stdout}${run.stderr}`).toBe(0);
    const resources = join(base, 'dist', 'linux-unpacked', 'resources');
    const entries = archiveEntries(join(resources, 'app.asar'));
    const names = [...entries.keys()];
    const unpacked = filesUnder(join(resources, 'app.asar.unpacked'));

    for (const wanted of [
      'package.json',
      'out/main/main.js',
      'out/main/core-worker.js',
      'out/main/parse-process.js',
      'out/main/chunks/contract-1.js',
      'out/preload/preload.cjs',
      'out/renderer/index.html',
      'out/renderer/assets/index-1.js',
      'node_modules/better-sqlite3/lib/index.js',
    ])
      expect(names).toContain(wanted);
    expect(names.filter((name) => name.endsWith('.node'))).toEqual([
      'node_modules/better-sqlite3/prebuilds/linux-x64.node',
    ]);
    expect(names.filter((name) => name.startsWith('resources/samples/')).length).toBeGreaterThan(10);

    const unwanted =
      /(^|\/)(loopback|batch)\.js$|\.map$|\.tsx?$|^tests\/|^electron\/|^shared\/|^renderer\/|node_modules\/node-(linux|win)-|better-sqlite3\/(deps|src)\/|node-addon-api/;
    expect(names.filter((name) => unwanted.test(name))).toEqual([]);

    // Started as thread, process or binding: must lie outside the archive, with the package.json that makes them modules.
    for (const outside of [
      'package.json',
      'out/main/core-worker.js',
      'out/main/parse-process.js',
      'out/main/chunks/contract-1.js',
      'node_modules/better-sqlite3/prebuilds/linux-x64.node',
    ]) {
      expect(entries.get(outside)?.unpacked, outside).toBe(true);
      expect(unpacked).toContain(outside);
    }
    expect(entries.get('out/main/main.js')?.unpacked).toBeUndefined();
    const description = JSON.parse(
      readFileSync(join(resources, 'app.asar.unpacked', 'package.json'), 'utf8'),
    ) as Record<string, unknown>;
    expect(description).toMatchObject({
      type: 'module',
      main: './out/main/main.js',
      homepage: expect.stringMatching(/^https:/) as string,
    });

    // RunAsNode, cookie encryption, NODE_OPTIONS, --inspect, archive integrity, archive only, snapshot, file:// privileges, wasm.
    const binary = readFileSync(join(base, 'dist', 'linux-unpacked', 'ip-ledger')).toString('latin1');
    const fuses = binary.slice(binary.indexOf(FUSE_MARK) + FUSE_MARK.length + 2);
    expect(fuses.slice(0, 8)).toBe('01001100');
  },
);

test('data outlives the program, and the binding is not rebuilt', () => {
  const settings = readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8');
  expect(settings).toMatch(/^npmRebuild: false$/m);
  expect(settings).toMatch(/^ {2}deleteAppDataOnUninstall: false$/m);
});
