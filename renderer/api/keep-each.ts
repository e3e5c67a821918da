// Several files that were picked at once, kept one after the other in the order chosen. One that is refused is told of by its name and
// does not hold up the others; after a cancel no more are kept.

import { isCancelled } from './failure.js';

/** What `keep` gave for the files that are kept. */
export async function keepEach<F, T>(
  files: readonly F[],
  keep: (file: F) => Promise<T>,
  failed: (error: unknown) => void,
): Promise<T[]> {
  const kept: T[] = [];
  for (const file of files)
    try {
      // oxlint-disable-next-line no-await-in-loop -- one step per file
      kept.push(await keep(file));
    } catch (error) {
      failed(error);
      if (isCancelled(error)) break;
    }
  return kept;
}
