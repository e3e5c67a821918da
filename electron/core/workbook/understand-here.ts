// Understanding inside the parse process: keeps the words that came with the first file. No store here, nothing is written.

import type { RawBook } from './1-read/raw-book.js';
import type { PackedFile, ParseRequest } from './1-read/wire.js';
import type { MapEnv } from './3-map/env.js';
import { envOf, type GivenWords } from './3-map/given-words.js';
import { understandFile } from './understand-file.js';
import { packUnderstood } from './understood-wire.js';

export { warmUp } from './warm-up.js';

let known: { id: number; env: Omit<MapEnv, 'answers' | 'periodHint'> } | undefined;

/** Null where the core has to look at the book itself. */
export function understandHere(
  given: NonNullable<ParseRequest['understand']>,
  book: RawBook,
  sha256: string,
  size: number,
): PackedFile | null {
  if (given.words !== undefined) known = { id: given.wordsId, env: envOf(given.words as GivenWords) };
  if (known?.id !== given.wordsId) return null;
  const understood = understandFile({
    index: 0,
    file: given.file,
    sha256,
    size,
    book,
    env: { ...known.env, answers: given.answers, periodHint: given.period },
  });
  return understood.hasLedger ? null : packUnderstood(understood);
}
