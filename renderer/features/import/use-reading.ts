// What the reading view asks: the cells of a file as understood, and the sheet as sent. Asked anew when the file changes.

import { useEffect, useState } from 'react';

import type { Result } from '../../../shared/contract/index.js';
import type { WireError } from '../../../shared/errors/app-error.js';
import type { PlannedFile } from '../../../shared/import/plan.js';
import { call } from '../../api/client.js';
import { isCancelled, wireOf } from '../../api/failure.js';

interface Asked<T> {
  data: T | null;
  error: WireError | null;
}

/** `file` is a dependency as a whole: an answer or a commit replaces it, and its cells with it. */
export function useCells(planId: string, file: PlannedFile): Asked<Result<'import.cells'>> {
  const [asked, setAsked] = useState<Asked<Result<'import.cells'>>>({ data: null, error: null });
  useEffect(() => {
    let isOld = false;
    call('import.cells', { planId, index: file.index })
      .then((data) => !isOld && setAsked({ data, error: null }))
      .catch((error: unknown) => !isOld && setAsked({ data: null, error: wireOf(error) }));
    return () => {
      isOld = true;
    };
  }, [planId, file]);
  return asked;
}

export function useSheet(planId: string, index: number, sheet: number): Asked<Result<'import.sheet'>> {
  const [asked, setAsked] = useState<Asked<Result<'import.sheet'>>>({ data: null, error: null });
  useEffect(() => {
    const controller = new AbortController();
    setAsked({ data: null, error: null });
    call('import.sheet', { planId, index, sheet }, { signal: controller.signal })
      .then((data) => !controller.signal.aborted && setAsked({ data, error: null }))
      .catch((error: unknown) => {
        if (!controller.signal.aborted && !isCancelled(error)) setAsked({ data: null, error: wireOf(error) });
      });
    return () => controller.abort();
  }, [planId, index, sheet]);
  return asked;
}
