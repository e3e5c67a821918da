// Answers of pure functions over texts, kept: a heading or a place name comes back in every row, every file and every month.
// Not for answers that a caller changes: everybody gets the same one.

/** Texts longer than any heading are not worth keeping. */
const LONGEST = 200;

/** `make`, asked once per text; at most `most` answers are kept, then all are forgotten and gathered anew. */
export function remembered<T>(make: (text: string) => T, most = 20_000): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const answer = known.get(text);
    if (answer !== undefined || known.has(text)) return answer as T;
    const made = make(text);
    if (text.length > LONGEST) return made;
    if (known.size >= most) known.clear();
    known.set(text, made);
    return made;
  };
}
