// Cores over a data folder of the test's own: opened, closed and opened again, with the clock that the test sets.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Core, CoreOptions, Job } from '../../electron/core/core.js';
import { createCore, DATA_FILE } from '../../electron/core/create-core.js';
import type { HostEvent } from '../../shared/contract/envelope.js';
import type { CallName, Params, Result } from '../../shared/contract/index.js';
import { IDLE_HOST } from './idle-host.js';
import { unitDraft } from './memory-store.js';

/** Of a call that nobody waits for with progress, and nobody cancels. */
export const QUIET_JOB: Job = {
  step: () => undefined,
  isCancelled: () => false,
  signal: new AbortController().signal,
};

export class CoreBench {
  readonly folder = mkdtempSync(join(tmpdir(), 'ip-ledger-core-'));
  readonly dataPath = join(this.folder, DATA_FILE);
  /** What the cores sent, in order. */
  events: HostEvent[] = [];
  clock = '2022-08-05T09:00:00.000Z';
  readonly #cores: Core[] = [];

  /** One more core over the folder; it is closed with the bench. */
  start(changes: Partial<CoreOptions> = {}): Core {
    const core = createCore({
      dataDir: this.folder,
      sampleDir: null,
      version: '0.0.0',
      now: () => this.clock,
      host: IDLE_HOST,
      emit: (event) => this.events.push(event),
      ...changes,
    });
    this.#cores.push(core);
    return core;
  }

  async close(): Promise<void> {
    for (const core of this.#cores) await core.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The call's value. Throws an error with the code where it is refused. */
export async function call<K extends CallName>(core: Core, name: K, params: Params<K>): Promise<Result<K>> {
  const reply = await core.call(name, params, QUIET_JOB);
  if (!reply.ok) throw Object.assign(new Error(`${name}: ${reply.error.code} ${reply.error.detail}`), reply.error);
  return reply.value as Result<K>;
}

/** 枣庄市 with two units. */
export async function setUp(core: Core): Promise<void> {
  await call(core, 'setup.create', {
    bureau: { name: '枣庄市市场监督管理局', place: '枣庄市', level: 'city', code: '370400' },
    units: [unitDraft('滕州市', 1), unitDraft('薛城区', 2)],
  });
}

export async function unitNames(core: Core): Promise<string[]> {
  return (await call(core, 'units.list', {})).units.map((unit) => unit.name);
}
