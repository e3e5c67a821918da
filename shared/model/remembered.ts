// Answers of pure functions over texts, kept: a heading or a place name comes back in every row, every file and every month.
// Not for answers that a caller changes: everybody gets the same one.

/** Texts longer than any heading come back as well, while their sheet is looked at: of these the last few are kept. */
const LONGEST = 200;
const MOST_LONG = 4;

/** `make`, asked once per text; at most `most` answers are kept, then all are forgotten and gathered anew. */
export function remembered<T>(make: (text: string) => T, most = 20_000): (text: string) => T {
  const known = new Map<string, T>();
  const long = new Map<string, T>();
  return (text) => {
    const isLong = text.length > LONGEST;
    const among = isLong ? long : known;
    const answer = among.get(text);
    if (answer !== undefined || among.has(text)) return answer as T;
    const made = make(text);
    if (among.size >= (isLong ? MOST_LONG : most)) among.clear();
    among.set(text, made);
    return made;
  };
}
