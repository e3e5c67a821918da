// Width of printed text in characters of the body font: a Chinese character counts 2, anything narrow 1.

const NARROW = /[\u0020-\u007E\u00A0-\u00FF]/;

export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += NARROW.test(character) ? 1 : 2;
  return width;
}
