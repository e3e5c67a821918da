// A written number → the characters of a plain one. Folds widths, and nothing else: what stands beside a number must not become
// part of it. Not here: what the number means (statistics/typed-value.ts, ledgers/read-field.ts, core/workbook/3-map/parse-number.ts).

/** Thousands separators only where they stand at thousands: 1,23 is a mistake and no 123. */
const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/;
const PLAIN = /^[\0-\u007f]*$/;
const NOT_PLAIN = /[^\0-\u007f]/gu;
const FULL_WIDTH_DIGIT = /[０-９]/;

/**
 * NFKC, except for marks that would turn into digits: a footnote ², ①, or ½ stays what it is, because 35² is no 352. A text with
 * such a mark is no number then, and is refused where it is read.
 */
export function unifyNumberText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replaceAll(NOT_PLAIN, (character) => {
    const plain = character.normalize('NFKC');
    return /\d/.test(plain) && !FULL_WIDTH_DIGIT.test(character) ? character : plain;
  });
}

/** 1,234 → 1234. Separators that stand elsewhere are kept, so that the text is no number. */
export function withoutGroups(number: string): string {
  return GROUPED.test(number) ? number.replaceAll(',', '') : number;
}

/** What was typed → plain decimal text for parseScaled, which refuses everything else. */
export function plainNumberText(typed: string): string {
  return withoutGroups(unifyNumberText(typed).replaceAll('−', '-').trim());
}

/** The same with a percent sign behind the number. */
export function plainPercentText(typed: string): string {
  return plainNumberText(unifyNumberText(typed).trim().replace(/\s*%$/, ''));
}
