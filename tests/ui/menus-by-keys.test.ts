// A menu opens by a click and by Enter. antd's own way is the mouse over it: no key opens it then, and it shuts when the mouse leaves.

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');

test('every menu of a button opens by click', () => {
  const without = globSync('renderer/**/*.tsx', { cwd: ROOT }).filter((file) => {
    const tags = readFileSync(join(ROOT, file), 'utf8').split('<Dropdown').slice(1);
    return tags.some((tag) => !/^\s+(?:disabled=\{[^}]*\}\s+)?trigger=\{\['(?:click|contextMenu)'\]\}/.test(tag));
  });
  expect(without).toEqual([]);
});
