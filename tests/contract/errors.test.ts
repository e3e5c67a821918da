// Error codes and their texts: every code has one, every thrown code exists, every {placeholder} is given where it is thrown.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

import { expect, test } from 'vitest';

import { AppError, errorText } from '../../shared/errors/app-error.js';
import { ERROR_CODES, type ErrorCode } from '../../shared/errors/codes.js';

const ROOT = resolve(import.meta.dirname, '..', '..');
const isCode = (code: string): code is ErrorCode => Object.hasOwn(ERROR_CODES, code);
const placeholders = (code: ErrorCode): string[] =>
  [...ERROR_CODES[code].matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);

/** Given later by the one that knows it: read-book.ts adds the name of the file to every refusal of a reader. */
const NAME_ADDED_LATER = /^electron\/core\/workbook\/1-read\//;

interface Throw {
  where: string;
  code: string;
  /** Names of the params, null where they are not written there (a variable). */
  params: string[] | null;
}

function* sourceFiles(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sourceFiles(path);
    else if (/\.tsx?$/.test(entry.name)) yield path;
  }
}

/** The text from `start` (an opening bracket) to its partner; strings and templates are skipped over. */
function bracketed(text: string, start: number): string {
  let depth = 0;
  for (let i = start; i < text.length; i += 1) {
    const char = text[i]!;
    if (char === "'" || char === '"' || char === '`') {
      for (i += 1; i < text.length && text[i] !== char; i += 1) if (text[i] === '\\') i += 1;
    } else if ('({['.includes(char)) depth += 1;
    else if (')}]'.includes(char)) {
      depth -= 1;
      if (depth === 0) return text.slice(start, i + 1);
    }
  }
  return text.slice(start);
}

/** Property names of an object literal `{ a, b: 1, ...c }`; null where it spreads something. */
function propertyNames(literal: string): string[] | null {
  const names: string[] = [];
  let depth = 0;
  let expectsName = true;
  for (let i = 1; i < literal.length - 1; i += 1) {
    const char = literal[i]!;
    if (char === "'" || char === '"' || char === '`') {
      for (i += 1; i < literal.length && literal[i] !== char; i += 1) if (literal[i] === '\\') i += 1;
    } else if ('({['.includes(char)) depth += 1;
    else if (')}]'.includes(char)) depth -= 1;
    else if (depth === 0 && char === ',') expectsName = true;
    else if (depth === 0 && expectsName) {
      if (literal.startsWith('...', i)) return null;
      const name = /^\w+/.exec(literal.slice(i))?.[0];
      if (name !== undefined) {
        names.push(name);
        expectsName = false;
        i += name.length - 1;
      }
    }
  }
  return names;
}

function throws(): Throw[] {
  const found: Throw[] = [];
  for (const room of ['shared', 'electron', 'renderer'])
    for (const file of sourceFiles(join(ROOT, room))) {
      const where = relative(ROOT, file).replaceAll('\\', '/');
      const text = readFileSync(file, 'utf8').replaceAll(/^\s*\/\/.*$/gm, '');
      for (const match of text.matchAll(/new AppError\(\s*'([^']+)'\s*(,\s*)?/g)) {
        const next = match.index + match[0].length;
        let params: string[] | null = [];
        if (match[2] !== undefined) params = text[next] === '{' ? propertyNames(bracketed(text, next)) : null;
        found.push({ where, code: match[1]!, params });
      }
    }
  return found;
}

test('every code has a Chinese text that ends as a sentence', () => {
  for (const [code, text] of Object.entries(ERROR_CODES)) {
    expect(code).toMatch(/^(input|file|data|store|job|host|bug)\.[a-z-]+$/);
    expect(text, code).toMatch(/\p{Script=Han}/u);
    expect(text, code).toMatch(/。$/);
  }
});

test('a text is filled from params, and a param that is missing stays visible', () => {
  expect(errorText('file.locked', { name: '甲.xlsx' })).toContain('“甲.xlsx”');
  expect(errorText('file.locked', {})).toContain('{name}');
  expect(errorText('input.invalid', { what: '应写成“×号”。' })).toContain('应写成“×号”。尚未');
  expect(errorText('data.not-found', { what: '{what}$&' })).toContain('{what}$&');
});

test('an error survives the way over the wire', () => {
  const error = new AppError('file.locked', { name: '甲' }, { detail: 'EBUSY' });
  expect(AppError.fromWire(structuredClone(error.toWire()))).toMatchObject({ ...error.toWire() });
});

test('every code that is thrown exists, and every placeholder of its text is given where it is thrown', () => {
  const all = throws();
  expect(all.length).toBeGreaterThan(80);
  const wrong: string[] = [];
  for (const { where, code, params } of all) {
    if (!isCode(code)) wrong.push(`${where}: ${code} is not in codes.ts`);
    else if (params !== null)
      for (const name of placeholders(code))
        if (!params.includes(name) && !(name === 'name' && NAME_ADDED_LATER.test(where)))
          wrong.push(`${where}: ${code} lacks {${name}}`);
  }
  expect(wrong).toEqual([]);
});
