// Who may import whom (style.md §3), held here too because lint is not run everywhere. Walks every import of the four rooms.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..', '..');

interface Import {
  file: string;
  /** Path inside the project, or the package's name. */
  target: string;
  isTypeOnly: boolean;
  /** Loaded when it is needed: import(…). */
  isLater: boolean;
}

/** A room may import its own files, those listed (a prefix), and the packages listed; `typesOf` only as types. */
interface Wall {
  room: string;
  inside: string[];
  packages: (string | RegExp)[];
  typesOf?: string[];
}

const NODE = /^node:/;
const WALLS: Wall[] = [
  { room: 'shared/', inside: ['shared/'], packages: ['zod'] },
  {
    room: 'electron/core/',
    inside: ['shared/', 'electron/core/'],
    packages: [NODE, 'better-sqlite3', 'zod', /^xlsx(\/|$)/, 'fflate', /^hucre(\/|$)/],
  },
  {
    room: 'electron/bridge/',
    // fork-channel starts the parse process in the host's main thread and holds nothing of the core; the other two say what a request
    // to it looks like (its limits, a file inside an archive), for files that are read while the core is still being loaded.
    inside: [
      'shared/',
      'electron/bridge/',
      ...['fork-channel', 'archive-path', 'raw-book'].map((file) => `electron/core/workbook/1-read/${file}`),
    ],
    packages: [NODE, 'zod'],
    typesOf: ['electron/core/'],
  },
  {
    room: 'electron/loopback/',
    inside: ['shared/', 'electron/bridge/', 'electron/loopback/'],
    packages: [NODE, 'zod'],
  },
  { room: 'electron/batch/', inside: ['shared/', 'electron/bridge/', 'electron/batch/'], packages: [NODE, 'zod'] },
  {
    room: 'electron/shell/',
    inside: ['shared/', 'electron/bridge/', 'electron/shell/'],
    packages: [NODE, 'electron', 'zod'],
    typesOf: ['electron/core/'],
  },
  {
    room: 'electron/main.ts',
    inside: ['shared/', 'electron/bridge/', 'electron/shell/', 'electron/batch/run'],
    packages: [NODE, 'electron'],
  },
  { room: 'electron/preload.ts', inside: ['electron/shell/channels'], packages: ['electron'], typesOf: ['shared/'] },
  {
    room: 'renderer/',
    inside: ['shared/', 'renderer/'],
    packages: [
      /^react(-dom)?(\/|$)/,
      /^antd(\/|$)/,
      /^@ant-design\//,
      /^echarts(\/|$)/,
      /^@revolist\//,
      /^@fontsource/,
      'zod',
      'dayjs',
      /^dayjs\//,
    ],
  },
];

function* sourceFiles(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sourceFiles(path);
    else if (/\.(ts|tsx)$/.test(entry.name) && !entry.name.endsWith('.config.ts')) yield path;
  }
}

function importsOf(path: string): Import[] {
  const file = relative(ROOT, path).split(sep).join('/');
  const text = readFileSync(path, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const found: Import[] = [];
  const statement =
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;
  for (const [whole, typeOnly, fixed, dynamic] of text.matchAll(statement)) {
    const target = fixed ?? dynamic ?? '';
    const names = /\{([^}]*)\}/.exec(whole)?.[1];
    const allNamesAreTypes =
      names !== undefined &&
      !/import\s+\w+\s*,/.test(whole) &&
      names.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type '));
    const inside = target.startsWith('.')
      ? relative(ROOT, resolve(dirname(path), target))
          .split(sep)
          .join('/')
      : target.replace(/\?.*$/, '');
    found.push({
      file,
      target: inside,
      isTypeOnly: typeOnly !== undefined || allNamesAreTypes,
      isLater: dynamic !== undefined,
    });
  }
  return found;
}

const ALL = ['shared', 'electron', 'renderer'].flatMap((room) => [...sourceFiles(join(ROOT, room))].flatMap(importsOf));

test('the walk finds the imports it is about', () => {
  expect(ALL.length).toBeGreaterThan(200);
  expect(ALL).toContainEqual({ file: 'electron/main.ts', target: 'electron', isTypeOnly: false, isLater: false });
  expect(ALL.some((one) => one.isTypeOnly && one.target.startsWith('electron/core/'))).toBe(true);
});

test.each(WALLS.map((wall) => [wall.room, wall] as const))('%s keeps its walls', (_room, wall) => {
  const wrong = ALL.filter(({ file }) => file.startsWith(wall.room)).filter(({ target, isTypeOnly }) => {
    const isOurs = /^(shared|electron|renderer|tests|resources)\//.test(target);
    if (!isOurs)
      return !wall.packages.some((known) => (typeof known === 'string' ? known === target : known.test(target)));
    if (wall.inside.some((prefix) => target.startsWith(prefix))) return false;
    return !(isTypeOnly && wall.typesOf?.some((prefix) => target.startsWith(prefix)));
  });
  expect(wrong).toEqual([]);
});

test('a feature of the page does not reach into another one', () => {
  const featureOf = (path: string): string | undefined => /^renderer\/features\/([^/]+)\//.exec(path)?.[1];
  const wrong = ALL.filter(({ file, target }) => {
    const [from, to] = [featureOf(file), featureOf(target)];
    return from !== undefined && to !== undefined && from !== to;
  });
  expect(wrong).toEqual([]);
});

test('only the shell’s one wrapper registers handlers for messages of the page', () => {
  const registering = [...sourceFiles(join(ROOT, 'electron'))].filter((path) =>
    /ipcMain\s*\.\s*(on|once|handle|handleOnce)\b/.test(readFileSync(path, 'utf8')),
  );
  expect(registering.map((path) => relative(ROOT, path).split(sep).join('/'))).toEqual(['electron/shell/ipc.ts']);
});

test('the preload passes nothing of Electron on', () => {
  const preload = readFileSync(join(ROOT, 'electron', 'preload.ts'), 'utf8');
  expect([...preload.matchAll(/exposeInMainWorld\(\s*'(\w+)'/g)].map(([, name]) => name)).toEqual(['host']);
});

/** Files and packages that are loaded with these files; `isAtOnce`: without what is loaded when it is needed. */
function loadedWith(entries: readonly string[], isAtOnce = false): { files: Set<string>; packages: Set<string> } {
  const byFile = Map.groupBy(ALL, (one) => one.file);
  const packages = new Set<string>();
  const files = new Set(entries);
  for (const file of files)
    for (const { target, isTypeOnly, isLater } of byFile.get(file) ?? []) {
      if (isTypeOnly || (isLater && isAtOnce)) continue;
      const source = target.replace(/\.js$/, '.ts');
      if (existsSync(join(ROOT, source))) files.add(source);
      else packages.add(target);
    }
  return { files, packages };
}

test('the parse process loads what reads workbooks and nothing that writes them or the store', () => {
  const { packages } = loadedWith([
    'electron/core/workbook/1-read/parse-process.ts',
    'electron/core/workbook/understand-here.ts',
  ]);
  expect([...packages].filter((name) => !name.startsWith('node:')).toSorted()).toEqual([
    'xlsx',
    'xlsx/dist/cpexcel.full.mjs',
  ]);
});

// A command that imports a few files is over in half a second; each of these tables costs it some hundredths.
test('the core begins without the tables of calls, of printed tables and of charts', () => {
  const { files } = loadedWith(['electron/core/worker.ts'], true);
  expect(files).toContain('electron/core/workbook/6-commit/commit.ts');
  expect(files).toContain('shared/contract/calls/import-run.ts');
  const needless =
    /^shared\/contract\/(index|calls\/(?!import-run)[^/]+)\.ts$|^shared\/(reports|charts|insights|upward)\//;
  expect([...files].filter((file) => needless.test(file))).toEqual([]);
});

// A quarter of what a command would load; files are understood in the parse process, and only ledgers come back as they are.
test('the core begins without what understands tables', () => {
  const { files } = loadedWith(['electron/core/worker.ts'], true);
  const understanding = [
    'understand-file.ts',
    '2-recognise/recognise.ts',
    '2-recognise/find-table.ts',
    '3-map/decide.ts',
  ];
  expect(understanding.filter((file) => files.has(`electron/core/workbook/${file}`))).toEqual([]);
  expect(loadedWith(['electron/core/worker.ts']).files).toContain('electron/core/workbook/understand-file.ts');
});
