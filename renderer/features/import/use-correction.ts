// Asks for everything that a correction would change: the replaced values of the files and what follows from them.

import { useEffect, useState } from 'react';

import type { Result } from '../../../shared/contract/index.js';
import type { WireError } from '../../../shared/errors/app-error.js';
import type { PlannedCell, PlannedFile } from '../../../shared/import/plan.js';
import { call } from '../../api/client.js';
import { wireOf } from '../../api/failure.js';
import { runJob } from '../../api/jobs.js';

export interface Correction {
  added: number;
  /** Cells that replace a stored value, left out ones not counted. */
  values: { index: number; cell: PlannedCell }[];
  changes: Result<'import.effect'>['changes'];
  more: number;
  /** 定稿 that would print differently. */
  finalCopies: Result<'import.effect'>['finalCopies'];
}

/** Totals first, then by unit; the core's order inside. */
function sortEffects(changes: Correction['changes']): Correction['changes'] {
  return [...changes].sort((a, b) => Number(a.unitId !== null) - Number(b.unitId !== null));
}

export function useCorrection(
  planId: string,
  files: readonly PlannedFile[],
): { correction: Correction | null; error: WireError | null } {
  const [correction, setCorrection] = useState<Correction | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const key = files.map((file) => file.index).join(',');
  useEffect(() => {
    let isOld = false;
    const ask = async (): Promise<void> => {
      const all: Correction = { added: 0, values: [], changes: [], more: 0, finalCopies: [] };
      // One after another: each effect is computed against the stored data, not against the files before it.
      for (const index of key.split(',').map(Number)) {
        const { cells } = await call('import.cells', { planId, index });
        const effect = await runJob('计算更正影响', 'import.effect', { planId, index });
        if (isOld) return;
        all.added += effect.added;
        all.more += effect.more;
        all.changes.push(...effect.changes);
        all.finalCopies.push(...effect.finalCopies);
        for (const cell of cells)
          if (cell.fate === 'changed' && cell.chosen !== false) all.values.push({ index, cell });
      }
      setCorrection({ ...all, changes: sortEffects(all.changes) });
    };
    ask().catch((reason: unknown) => {
      if (!isOld) setError(wireOf(reason));
    });
    return () => {
      isOld = true;
    };
  }, [planId, key]);
  return { correction, error };
}
