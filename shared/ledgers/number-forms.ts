// Ways in which one and the same 案号 is written in two lists: the year in hexagonal, square, round or full-width brackets. Pure.

const BRACKETS = ['〔〕', '[]', '［］', '（）', '()', '【】'] as const;
const OPEN = /[〔[［（(【]/g;
const CLOSE = /[〕\]］）)】]/g;

/** The number as it may be written elsewhere, its own form first; nothing for nothing. */
export function numberForms(text: string): string[] {
  const plain = text.replaceAll(/\s/g, '');
  if (plain === '') return [];
  const forms = BRACKETS.map(([open, close]) => plain.replaceAll(OPEN, open!).replaceAll(CLOSE, close!));
  return [...new Set([text, plain, ...forms])];
}
