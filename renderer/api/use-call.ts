// Read hook: asks once, asks again when what it shows has changed (data-changed), keeps the old answer meanwhile so
// that nothing jumps. Not for writes or jobs (use-job.ts).

import { useCallback, useEffect, useRef, useState } from 'react';

import type { CallName, Params, Result } from '../../shared/contract/index.js';
import type { WireError } from '../../shared/errors/app-error.js';
import { call, onHostEvent } from './client.js';
import { wireOf } from './failure.js';
import { isStaleAfter } from './stale.js';

export interface Asked<T> {
  data: T | null;
  error: WireError | null;
  isLoading: boolean;
  reload: () => void;
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
