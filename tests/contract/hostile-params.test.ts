// Every call with params that have the right shape and odd contents: an answer or a refusal in words, never a bug, and nothing of them
// reaches an object's prototype or a file outside the data folder.

import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';
import { z } from 'zod';

import { createCore, DATA_FILE } from '../../electron/core/create-core.js';
import type { Job } from '../../electron/core/core.js';
import { fullCheck, openDatabase } from '../../electron/core/store/open.js';
import { CALLS, type CallName } from '../../shared/contract/index.js';
import { addSampleMonth, addSampleUnits, openTestStore } from '../helpers/memory-store.js';
import { addSampleLedgers } from '../helpers/sample-ledgers.js';
import { temporaryFolder } from '../helpers/temp-folder.js';
import { IDLE_HOST } from '../helpers/idle-host.js';

/** The same params each time in the suite; others by PROPERTY_SEED. */
const SEED = Number(process.env['PROPERTY_SEED'] ?? 1);
const ROUNDS = Number(process.env['PROPERTY_RUNS'] ?? 1);

interface Schema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  $ref?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  items?: Schema;
  prefixItems?: Schema[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  $defs?: Record<string, Schema>;
}

const USUAL_TEXTS = (
  '2022-07 2021-12 2022 2022-07-05 2022-02-30 5 0 -1 0.5 99999999999999999999 1e5 滕州市 C06 C14 Y01 P01 ' +
  'pledge subsidy summary value unit amount asof a b'
).split(' ');
const ODD_TEXTS = (
  '__proto__|constructor|toString|hasOwnProperty|| |\u0000|a\u0000b|\ud800|\u202e甲|../../../../tmp/x|..\\..\\x|' +
  '\\\\server\\share\\x|CON|NUL.xlsx|C:\\Windows|/etc/passwd|x/../../y|=1+1|+1|-1+1|@SUM(1)|\t=1|' +
  '<img src=x onerror=alert(1)>|\';DROP TABLE observation;--|%|_|*|"|[|(|\\|$.a|NaN|null|１２'
)
  .split('|')
  .concat('长'.repeat(5000), '𠮷'.repeat(30));

/** Marsaglia's xorshift: the same numbers everywhere. */
function randomBelow(seed: number): (limit: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

function maker(below: (limit: number) => number): (schema: Schema, root: Schema) => unknown {
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const text = (schema: Schema): string => {
    const pattern = schema.pattern === undefined ? null : new RegExp(schema.pattern, 'u');
    for (let n = 0; n < 30; n += 1) {
      const one = pick(below(3) === 0 ? ODD_TEXTS : USUAL_TEXTS).slice(0, schema.maxLength);
      if (one.length >= (schema.minLength ?? 0) && (pattern === null || pattern.test(one))) return one;
    }
    return pick(USUAL_TEXTS);
  };
  const make = (schema: Schema, root: Schema, depth = 0): unknown => {
    if (schema.$ref !== undefined) {
      const found = schema.$ref === '#' ? root : root.$defs![schema.$ref.replace('#/$defs/', '')]!;
      return depth > 6 ? null : make(found, root, depth + 1);
    }
    if ('const' in schema) return schema.const;
    if (schema.enum) return pick(schema.enum);
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices) return make(pick(choices), root, depth);
    if (schema.allOf) return Object.assign({}, ...schema.allOf.map((one) => make(one, root, depth)));
    switch (schema.type) {
      case 'string':
        return text(schema);
      case 'integer':
      case 'number': {
        const [low, high] = [schema.minimum ?? -5, schema.maximum ?? 3000];
        return pick([low, high, Math.max(low, 1), ...Array.from({ length: 6 }, () => Math.min(high, low + below(30)))]);
      }
      case 'boolean':
        return below(2) === 0;
      case 'null':
        return null;
      case 'array': {
        if (schema.prefixItems) return schema.prefixItems.map((one) => make(one, root, depth + 1));
        const count = Math.max(schema.minItems ?? 0, Math.min(schema.maxItems ?? 3, below(4)));
        return Array.from({ length: count }, () => make(schema.items ?? {}, root, depth + 1));
      }
      case 'object': {
        // As JSON of a page makes it: an own property, also of that name.
        const made = JSON.parse('{}') as Record<string, unknown>;
        const set = (key: string, value: unknown): void =>
          void Object.defineProperty(made, key, { value, enumerable: true, writable: true, configurable: true });
        for (const [key, part] of Object.entries(schema.properties ?? {}))
          if (schema.required?.includes(key) || below(2) === 0) set(key, make(part, root, depth + 1));
        const rest = schema.additionalProperties;
        if (typeof rest === 'object') for (let n = below(4); n > 0; n -= 1) set(text({}), make(rest, root, depth + 1));
        return made;
      }
      default:
        return text({});
    }
  };
  return make;
}

const job: Job = { step: () => undefined, isCancelled: () => false, signal: new AbortController().signal };

test('each call answers or refuses in words, whatever its params hold', async () => {
  const home = temporaryFolder();
  const folder = join(home, 'data');
  mkdirSync(folder);
  const store = await openTestStore(join(folder, DATA_FILE));
  addSampleUnits(store);
  addSampleMonth(store);
  addSampleLedgers(store);
  store.db.close();
  const core = createCore({
    dataDir: folder,
    sampleDir: null,
    version: '0.0.0',
    now: () => '2022-08-05T09:00:00.000Z',
    host: IDLE_HOST,
    emit: () => undefined,
  });
  const make = maker(randomBelow(SEED));
  const bugs: string[] = [];
  let answered = 0;
  for (let round = 0; round < ROUNDS; round += 1)
    for (const name of Object.keys(CALLS) as CallName[]) {
      const schema = z.toJSONSchema(CALLS[name].params, { io: 'input', unrepresentable: 'any' }) as Schema;
      const params = make(schema, schema);
      const reply = await core.call(name, params, job);
      if (reply.ok) answered += 1;
      else if (reply.error.code === 'bug.unexpected')
        bugs.push(`${name} ${JSON.stringify(params).slice(0, 300)}: ${reply.error.detail.slice(0, 400)}`);
    }
  await core.close();
  expect(bugs).toEqual([]);
  expect(answered).toBeGreaterThan(ROUNDS * 50);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>)['text']).toBeUndefined();
  expect(readdirSync(home)).toEqual(['data']);
  const db = openDatabase(join(folder, DATA_FILE));
  expect(fullCheck(db)).toEqual([]);
  db.close();
}, 240_000);
