// Texts of cells as a message quotes them: a cell may hold a page.

/** The name of an indicator, a unit or a column is told by its beginning. */
const LONGEST_NAME = 60;

/** An example of what stands in a column. */
export function shorten(text: string, most = 20): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

export function shortName(text: string): string {
  return shorten(text, LONGEST_NAME);
}
