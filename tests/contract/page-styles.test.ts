// Features do not import each other (renderer/README.md), and their style sheets end in one: a class that two of them style looks
// as the last one says, on both pages. What several pages show is styled in renderer/styles or beside the part in renderer/ui.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

import { expect, test } from 'vitest';

const RENDERER = resolve(import.meta.dirname, '..', '..', 'renderer');

function filesOf(ending: string): { path: string; feature: string | null; text: string }[] {
  return readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => {
      const [room, feature] = path.split(sep);
      return {
        path,
        feature: room === 'features' ? feature! : null,
        text: readFileSync(join(RENDERER, path), 'utf8'),
      };
    });
}

/** Classes that a sheet styles by themselves: `.name {`, not `.name.is-more {` or `.box .name {`. */
function classesOf(sheet: string): string[] {
  const plain = sheet.replaceAll(/\/\*.*?\*\//gs, '');
  return [...plain.matchAll(/([^{}]+)\{/g)].flatMap(([, selectors]) =>
    selectors!.split(',').flatMap((selector) => /^\s*\.([a-z][a-z0-9-]*)\s*$/.exec(selector)?.[1] ?? []),
  );
}

const styled = new Map<string, Set<string>>();
for (const { feature, path, text } of filesOf('.css'))
  for (const name of classesOf(text)) styled.set(name, (styled.get(name) ?? new Set()).add(feature ?? path));
const features = new Set(filesOf('.tsx').flatMap(({ feature }) => feature ?? []));

test('no class is styled by two features, or by a feature and a part of all', () => {
  const twice = [...styled].filter(([, rooms]) => rooms.size > 1 && [...rooms].some((room) => features.has(room)));
  expect(styled.size).toBeGreaterThan(200);
  expect(twice.map(([name, rooms]) => `${name}: ${[...rooms].join(', ')}`)).toEqual([]);
});

test('no feature wears a class that another feature alone styles', () => {
  const borrowed = filesOf('.tsx').flatMap(({ path, feature, text }) =>
    [...text.matchAll(/className=[{"`]+([^"`}]*)/g)]
      .flatMap(([, names]) => names!.split(/\s+/))
      .flatMap((name) => {
        const rooms = [...(styled.get(name) ?? [])];
        const isBorrowed = rooms.length === 1 && features.has(rooms[0]!) && rooms[0] !== feature;
        return isBorrowed ? [`${path}: ${name} of ${rooms[0]!}`] : [];
      }),
  );
  expect(borrowed).toEqual([]);
});
