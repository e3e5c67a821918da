// Which settings of a form the officer has changed. Only those are stored: the others may have been changed in another window, or
// taken back, since the form was filled.

import type { Settings } from '../../../shared/contract/program-records.js';

type Fields = Partial<Settings>;

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** `filled`: as the form was filled. */
export function editedSettings(fields: Fields, filled: Settings): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([key, value]) => !isSame(value, filled[key as keyof Settings])),
  );
}
