// Read hook: asks once, asks again when what it shows has changed (data-changed), keeps the old answer meanwhile so
// that nothing jumps. Not for writes or jobs (use-job.ts).

import { useCallback, useEffect, useRef, useState } from 'react';

import type { CallName, Params, Result } from '../../shared/contract/index.js';
import type { Topic } from '../../shared/contract/envelope.js';
import type { WireError } from '../../shared/errors/app-error.js';
import { call, onHostEvent } from './client.js';
import { wireOf } from './failure.js';

export interface Asked<T> {
  data: T | null;
  error: WireError | null;
  isLoading: boolean;
  reload: () => void;
}

const VALUE_TOPICS: Topic[] = ['values', 'units', 'indicators', 'settings', 'bureau'];

/** Topics that make the answer of a domain old. A domain that is not listed is asked again after every change. */
const TOPICS_BY_DOMAIN: Record<string, Topic[]> = {
  units: ['units'],
  population: ['units', 'values'],
  indicators: ['indicators'],
  import: ['imports', 'values'],
  recognition: ['recognition'],
  values: VALUE_TOPICS,
  tables: VALUE_TOPICS,
  targets: VALUE_TOPICS,
  benchmarks: VALUE_TOPICS,
  settings: ['settings'],
  backup: ['backups'],
};

export function isStaleAfter(name: string, topics: readonly Topic[]): boolean {
  const own = TOPICS_BY_DOMAIN[name.slice(0, name.indexOf('.'))];
  return own === undefined || topics.some((topic) => own.includes(topic));
}

/** `params` null: nothing is asked yet. */
export function useCall<K extends CallName>(name: K, params: Params<K> | null): Asked<Result<K>> {
  const [data, setData] = useState<Result<K> | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const [isLoading, setLoading] = useState(params !== null);
  const [round, setRound] = useState(0);
  const key = params === null ? null : JSON.stringify(params);
  const latest = useRef(0);

  useEffect(() => {
    if (key === null) return;
    const turn = ++latest.current;
    setLoading(true);
    call(name, JSON.parse(key) as Params<K>)
      .then((value) => {
        if (turn !== latest.current) return;
        setData(value);
        setError(null);
      })
      .catch((reason: unknown) => {
        if (turn === latest.current) setError(wireOf(reason));
      })
      .finally(() => {
        if (turn === latest.current) setLoading(false);
      });
  }, [name, key, round]);

  useEffect(
    () =>
      onHostEvent((event) => {
        if (event.type === 'data-changed' && isStaleAfter(name, event.topics)) setRound((n) => n + 1);
        if (event.type === 'startup' && name === 'system.status') setRound((n) => n + 1);
      }),
    [name],
  );

  const reload = useCallback(() => setRound((n) => n + 1), []);
  return { data: key === null ? null : data, error, isLoading, reload };
}
