// One action of a page or dialog at a time: its buttons wait while it runs, and the officer is told where it fails or is cancelled.

import { useCallback, useRef, useState } from 'react';

import { useReport } from './use-report.js';

export interface Busy {
  isBusy: boolean;
  /**
   * Never rejects: what went wrong has been said. Does nothing while another runs: a click or key that comes before the buttons are
   * drawn waiting would start the same again. Not to be called inside of an action of its own.
   */
  whileBusy: (action: () => Promise<void>) => Promise<void>;
}

export function useBusy(): Busy {
  const report = useReport();
  const [isBusy, setBusy] = useState(false);
  const isRunning = useRef(false);
  const whileBusy = useCallback(
    async (action: () => Promise<void>) => {
      if (isRunning.current) return;
      isRunning.current = true;
      setBusy(true);
      try {
        await action();
      } catch (error) {
        report.failed(error);
      } finally {
        isRunning.current = false;
        setBusy(false);
      }
    },
    [report],
  );
  return { isBusy, whileBusy };
}
