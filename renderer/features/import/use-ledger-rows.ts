// A page of the rows of one ledger sheet of the plan. Asked anew when the file, the sheet, the filter or the page changes.

import { useEffect, useState } from 'react';

import type { Result } from '../../../shared/contract/index.js';
import type { WireError } from '../../../shared/errors/app-error.js';
import type { Fate, PlannedFile } from '../../../shared/import/plan.js';
import { call } from '../../api/client.js';
import { wireOf } from '../../api/failure.js';

export const PAGE_ROWS = 500;

interface Asked {
  data: Result<'import.ledger-rows'> | null;
  error: WireError | null;
}

export function useLedgerRows(
  planId: string,
  file: PlannedFile,
  asked: { sheetIndex: number | null; fate: Fate | 'all'; page: number },
): Asked {
  const [answer, setAnswer] = useState<Asked>({ data: null, error: null });
  const { sheetIndex, fate, page } = asked;
  useEffect(() => {
    if (sheetIndex === null) return undefined;
    let isOld = false;
    call('import.ledger-rows', {
      planId,
      index: file.index,
      sheetIndex,
      ...(fate === 'all' ? {} : { fates: [fate] }),
      offset: page * PAGE_ROWS,
      limit: PAGE_ROWS,
    })
      .then((data) => !isOld && setAnswer({ data, error: null }))
      .catch((error: unknown) => !isOld && setAnswer({ data: null, error: wireOf(error) }));
    return () => {
      isOld = true;
    };
  }, [planId, file, sheetIndex, fate, page]);
  return answer;
}
