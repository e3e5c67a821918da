// One action of a page or dialog at a time: its buttons wait while it runs, and the officer is told where it fails or is cancelled.

import { useCallback, useState } from 'react';

import { useReport } from './use-report.js';

export interface Busy {
  isBusy: boolean;
  /** Never rejects: what went wrong has been said. */
  whileBusy: (action: () => Promise<void>) => Promise<void>;
}

export function useBusy(): Busy {
  const report = useReport();
  const [isBusy, setBusy] = useState(false);
  const whileBusy = useCallback(
    async (action: () => Promise<void>) => {
      setBusy(true);
      try {
        await action();
      } catch (error) {
        report.failed(error);
      } finally {
        setBusy(false);
      }
    },
    [report],
  );
  return { isBusy, whileBusy };
}
