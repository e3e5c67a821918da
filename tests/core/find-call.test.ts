import { expect, test } from 'vitest';

import { findCall, resultSchemaOf } from '../../electron/core/find-call.js';
import { HANDLERS, STATE_HANDLERS } from '../../electron/core/handlers.js';
import { CALLS, type CallName } from '../../shared/contract/index.js';

test('every call of the contract is found with its own definition and handler, also those that are answered early', async () => {
  for (const name of Object.keys(CALLS) as CallName[]) {
    const found = await findCall(name);
    const { kind, params, result } = CALLS[name];
    expect(found?.definition, name).toMatchObject({ kind });
    expect(found?.definition.params, name).toBe(params);
    expect(await resultSchemaOf(name), name).toBe(result);
    const handler = { ...HANDLERS, ...STATE_HANDLERS }[name];
    expect(found?.onStore ?? found?.onState, name).toBe(handler);
  }
});

test.each(['constructor', '__proto__', 'import.', 'import.run '])('“%s” is no call', async (name) => {
  expect(await findCall(name)).toBeUndefined();
});

test('a name that is no call has no result to be checked', async () => {
  await expect(resultSchemaOf('constructor')).rejects.toThrow('no call');
});
