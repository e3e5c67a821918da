// What no screen shows and no file of ours can carry. A NUL would end the text in C libraries, and one control character in a name
// makes every workbook with that name one that does not open; copying from PDF and Word brings them along unseen. The directions of
// writing that address books put around a telephone number go on to the end of the sentence that a name is printed in.

// oxlint-disable-next-line no-control-regex -- control characters are the subject
const UNSEEN = /[\u0000-\u0008\u000E-\u001F\u202A-\u202D\u2066-\u2069\uFFFE\uFFFF]/g;

/** Shows all that follows in the order from right to left, 123 as 321: what a screen showed then is not the text without it. */
const TURNS_ROUND = /\u202E/g;

/** What Word copies for a new line inside of a paragraph, and for a new page. */
const OTHER_LINE_ENDS = /[\v\f]/g;

/** The text without them; tabs stay, a line ends where a screen shows it to end. Lone halves of a pair, and what turns the text round,
 * are replaced by a sign that is seen, so that no number is made of them. */
export function plainText(text: string): string {
  return text.toWellFormed().replaceAll(OTHER_LINE_ENDS, '\n').replaceAll(UNSEEN, '').replaceAll(TURNS_ROUND, '\uFFFD');
}
