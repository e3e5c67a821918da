// What no screen shows and no file of ours can carry. A NUL would end the text in C libraries, and one control character in a name
// makes every workbook with that name one that does not open; copying from PDF and Word brings them along unseen.

// oxlint-disable-next-line no-control-regex -- control characters are the subject
const UNSEEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** The text without them; tabs and line ends stay, lone halves of a pair are replaced. */
export function plainText(text: string): string {
  return text.toWellFormed().replaceAll(UNSEEN, '');
}
