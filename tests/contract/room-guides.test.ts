// A room that its guide does not name cannot be found from the guide; a guide or a comment that names what is gone misleads.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..', '..');

function roomsIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
}

/** First cells of the rows of the tables in a guide, where they are one name in code marks. */
function namedIn(guide: string): string[] {
  const lines = readFileSync(join(ROOT, guide), 'utf8').split('\n');
  return lines.flatMap((line) => /^\| `([a-z0-9-]+)` +\|/.exec(line)?.[1] ?? []);
}

test.for([
  { guide: 'shared/README.md', folders: ['shared'] },
  { guide: 'electron/core/README.md', folders: ['electron/core', 'electron/core/workbook'] },
  { guide: 'renderer/README.md', folders: ['renderer', 'renderer/features'] },
  { guide: 'tests/README.md', folders: ['tests'] },
])('$guide names every room, once, and no other', ({ guide, folders }) => {
  // return-copy stands in a sentence: it is no stage.
  const rooms = folders.flatMap(roomsIn).filter((room) => room !== 'return-copy');
  expect(namedIn(guide).toSorted()).toEqual(rooms.toSorted());
});

test('a comment names no file that is not there', () => {
  const sources = ['electron', 'shared', 'renderer', 'tests'].flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' }).map((path) => `${room}/${path}`),
  );
  const files = sources.map((path) => `/${path.replaceAll('\\', '/')}`).filter((path) => /\.tsx?$/.test(path));
  const endings = new Set(files.flatMap((path) => [...path.matchAll(/\//g)].map(({ index }) => path.slice(index))));
  const gone = files.flatMap((path) =>
    [...readFileSync(join(ROOT, path), 'utf8').matchAll(/^\s*(?:\/\/|\/?\*\*?) .*$/gm)].flatMap(([comment]) =>
      [...comment.matchAll(/(?<![\w.*-])(?:\.\.?\/)*((?:[\w-]+\/)*[\w-]+(?:\.[\w-]+)*\.tsx?)\b/g)].flatMap(([, name]) =>
        endings.has(`/${name!}`) ? [] : [`${path}: ${name!}`],
      ),
    ),
  );
  expect(gone).toEqual([]);
});
