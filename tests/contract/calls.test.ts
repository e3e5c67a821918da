// The table of calls: each has its handler, refuses bad params and unknown names, and survives JSON.

import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import type { Job } from '../../electron/core/core.js';
import { createCore } from '../../electron/core/create-core.js';
import { HANDLERS, STATE_HANDLERS } from '../../electron/core/handlers.js';
import { CALLS, isCallName, type CallName } from '../../shared/contract/index.js';
import { temporaryFolder } from '../helpers/temp-folder.js';
import { IDLE_HOST } from '../helpers/idle-host.js';

const NAMES = Object.keys(CALLS) as CallName[];
const NO_CALLS = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'prototype',
  'units.list ',
  'UNITS.LIST',
  '',
];
const job: Job = { step: () => undefined, isCancelled: () => false, signal: new AbortController().signal };

function openCore(): ReturnType<typeof createCore> {
  return createCore({
    dataDir: temporaryFolder(),
    sampleDir: null,
    version: '0.0.0',
    now: () => '2022-08-05T09:00:00.000Z',
    host: IDLE_HOST,
    emit: () => undefined,
  });
}

test.each(NAMES)('%s has exactly one handler', (name) => {
  const handlers = [HANDLERS, STATE_HANDLERS].filter((table) => Object.hasOwn(table, name));
  expect(handlers).toHaveLength(1);
  expect((handlers[0] as Record<string, unknown>)[name]).toBeTypeOf('function');
});

test('there is no handler without a call', () => {
  expect([...Object.keys(HANDLERS), ...Object.keys(STATE_HANDLERS)].toSorted()).toEqual(NAMES.toSorted());
});

test.each(NO_CALLS)('“%s” is no call', async (name) => {
  expect(isCallName(name)).toBe(false);
  const core = openCore();
  expect(await core.call(name, {}, job)).toMatchObject({ ok: false, error: { code: 'input.unknown-call' } });
  await core.close();
});

describe('bad params are refused before a handler sees them', () => {
  test('for every call, whatever is sent instead of an object', async () => {
    const core = openCore();
    for (const name of NAMES)
      for (const params of [null, undefined, 'text', 5, [], true]) {
        const reply = await core.call(name, params, job);
        expect(reply, `${name} ${JSON.stringify(params)}`).toMatchObject({
          ok: false,
          error: { code: 'input.invalid' },
        });
      }
    await core.close();
  });

  test('for every call with required params, when they are missing or of another type', async () => {
    const core = openCore();
    for (const name of NAMES) {
      const schema: z.ZodType = CALLS[name].params;
      if (schema.safeParse({}).success) continue;
      expect(await core.call(name, {}, job), name).toMatchObject({ ok: false, error: { code: 'input.invalid' } });
      if (!(schema instanceof z.ZodObject)) continue;
      const wrong = Object.fromEntries(Object.keys(schema.shape).map((key) => [key, Symbol.iterator.toString]));
      expect(await core.call(name, wrong, job), name).toMatchObject({ ok: false, error: { code: 'input.invalid' } });
    }
    await core.close();
  });

  test('params cannot reach the prototype', async () => {
    const core = openCore();
    const params = JSON.parse('{"__proto__": {"operator": "x"}, "operator": "李四"}') as unknown;
    const reply = await core.call('settings.save', params, job);
    expect(reply).toMatchObject({ ok: true, value: { operator: '李四' } });
    expect(({} as Record<string, unknown>)['operator']).toBeUndefined();
    await core.close();
  });
});

test('whatever statistics store has a length: a page cannot write a text or a list without end', () => {
  const STORING =
    /^(values|targets|schemes|published|denominators|insights|charts|final-copies|periods|feedback|upward|new-year)\./;
  const endless: string[] = [];
  const walk = (part: unknown, path: string): void => {
    if (typeof part !== 'object' || part === null) return;
    const schema = part as Record<string, unknown>;
    const isBounded = ['maxLength', 'pattern', 'enum', 'const', 'format'].some((key) => schema[key] !== undefined);
    if ([schema['type']].flat().includes('string') && !isBounded && !path.includes('/file/')) endless.push(path);
    if ([schema['type']].flat().includes('array') && schema['maxItems'] === undefined) endless.push(`${path}[]`);
    for (const [key, inner] of Object.entries(schema)) if (key !== 'propertyNames') walk(inner, `${path}/${key}`);
  };
  const storing = NAMES.filter((name) => CALLS[name].kind !== 'read' && STORING.test(name));
  expect(storing.length).toBeGreaterThan(20);
  for (const name of storing) walk(z.toJSONSchema(CALLS[name].params, { io: 'input' }), name);
  expect(endless).toEqual([]);
});

test('every read call without required params answers on an empty store, and the answer survives JSON', async () => {
  const core = openCore();
  for (const name of NAMES) {
    if (CALLS[name].kind !== 'read' || !CALLS[name].params.safeParse({}).success) continue;
    const reply = await core.call(name, {}, job);
    if (!reply.ok) expect(reply.error.code, name).toMatch(/^(data|input)\./);
    expect(JSON.parse(JSON.stringify(reply)), name).toEqual(reply);
  }
  await core.close();
});
