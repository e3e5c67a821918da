// Read hook: asks once, asks again when what it shows has changed (data-changed), keeps the old answer meanwhile so
// that nothing jumps; that of another question no longer than it goes unnoticed. Not for writes or jobs (use-job.ts).

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

/** Numbers of 1—5月 below the title 1—9月 are wrong numbers: so long they stand while the answer is on its way. */
const OLD_ANSWER_MS = 300;

/** `params` null: nothing is asked yet. */
export function useCall<K extends CallName>(name: K, params: Params<K> | null): Asked<Result<K>> {
  const [data, setData] = useState<Result<K> | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const [isLoading, setLoading] = useState(params !== null);
  const [round, setRound] = useState(0);
  const key = params === null ? null : JSON.stringify(params);
  const latest = useRef(0);
  const { isOther, answeredBy, drop, keepFor } = useAnswered(() => setData(null));

  useEffect(() => {
    if (key === null) return;
    const turn = ++latest.current;
    const question = `${name} ${key}`;
    setLoading(true);
    keepFor(question);
    call(name, JSON.parse(key) as Params<K>)
      .then((value) => {
        if (turn !== latest.current) return;
        answeredBy(question);
        setData(value);
        setError(null);
      })
      .catch((reason: unknown) => {
        if (turn !== latest.current) return;
        if (isOther(question)) drop();
        setError(wireOf(reason));
      })
      .finally(() => {
        if (turn === latest.current) setLoading(false);
      });
  }, [name, key, round, isOther, answeredBy, drop, keepFor]);

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

/** Which question the answer at hand belongs to, and when one to another question is let go. */
function useAnswered(letGo: () => void) {
  const latestLetGo = useRef(letGo);
  latestLetGo.current = letGo;
  const [answered] = useState(() => {
    let question: string | null = null;
    let timer: number | undefined;
    const stop = (): void => {
      window.clearTimeout(timer);
      timer = undefined;
    };
    const isOther = (asked: string): boolean => question !== null && question !== asked;
    const drop = (): void => {
      stop();
      question = null;
      latestLetGo.current();
    };
    return {
      isOther,
      drop,
      stop,
      answeredBy: (asked: string): void => {
        stop();
        question = asked;
      },
      /** Once for several questions in a row: the time runs from the first of them. */
      keepFor: (asked: string): void => {
        if (!isOther(asked)) stop();
        else timer ??= window.setTimeout(drop, OLD_ANSWER_MS);
      },
    };
  });
  useEffect(() => answered.stop, [answered]);
  return answered;
}
