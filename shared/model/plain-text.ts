// What no screen shows and no file of ours can carry. A NUL would end the text in C libraries, and one control character in a name
// makes every workbook with that name one that does not open; copying from PDF and Word brings them along unseen.

// oxlint-disable-next-line no-control-regex -- control characters are the subject
const UNSEEN = /[\u0000-\u0008\u000E-\u001F\uFFFE\uFFFF]/g;

/** What Word copies for a new line inside of a paragraph, and for a new page. */
const OTHER_LINE_ENDS = /[\v\f]/g;

/** The text without them; tabs stay, a line ends where a screen shows it to end, lone halves of a pair are replaced. */
export function plainText(text: string): string {
  return text.toWellFormed().replaceAll(OTHER_LINE_ENDS, '\n').replaceAll(UNSEEN, '');
}
