// Colours of the marks and the district's own fill below them. A mark replaces a cell's fill; a shade per fill that was replaced
// says which it was, wherever the cell has moved by then, and the list in 问题清单 says what each shade stands for.
// Not here: the entries of styles.xml (style-draft.ts), the cell that holds the list (list-sheet.ts).

export type MarkKind = 'block' | 'warn';

/** Fill of 必改 and 需核实: the blue byte is odd on purpose, by it our fill is known when the file comes back. */
const BASE: Record<MarkKind, readonly [red: number, green: number, blue: number]> = {
  block: [0xff, 0xc7, 0xcf],
  warn: [0xff, 0xeb, 0x9d],
};
/** Steps of green to either side that no eye tells apart. */
const STEPS = 14;
/** Shade 0 is for cells without a fill of their own; from 1 on a shade for each fill. */
export const MAX_SHADE = STEPS * 2;
const HEAD = '底色';
/** Longer than any fill that Excel writes. */
const MAX_FILL = 1000;

/** RGB with alpha, as styles.xml writes it. */
export function markColour(kind: MarkKind, shade = 0): string {
  const [red, green, blue] = BASE[kind];
  const step = Math.ceil(shade / 2) * (shade % 2 === 0 ? -1 : 1);
  return `FF${[red, green + step, blue].map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('')}`;
}

export interface Mark {
  kind: MarkKind;
  shade: number;
}

const BY_COLOUR = new Map(
  (['block', 'warn'] as const).flatMap((kind) =>
    Array.from({ length: MAX_SHADE + 1 }, (_, shade): [string, Mark] => [markColour(kind, shade), { kind, shade }]),
  ),
);

/** The mark that a <fill> is; undefined where it is a fill of the district's. */
export function markOf(fill: string): Mark | undefined {
  const colour = /"solid"[^>]*>\s*<fgColor[^>]*"([0-9A-F]{8})"/i.exec(fill)?.[1];
  return colour === undefined ? undefined : BY_COLOUR.get(colour.toUpperCase());
}

const TAG = String.raw`<\/?(?:fill|patternFill|fgColor|bgColor|gradientFill|stop|color)(?:\s+[A-Za-z]+="[\w.#-]*")*\s*\/?>`;
const PLAIN_FILL = new RegExp(String.raw`^<fill>(?:${TAG}\s*)*<\/fill>$`);

/** The fill as it may be handed on; '' where a cell looks as if it had none, or where it holds more than colours. */
export function plainFill(xml: string): string {
  const fill = xml.trim().replaceAll(/\s*[\r\n]\s*/g, '');
  if (fill.length > MAX_FILL || !PLAIN_FILL.test(fill)) return '';
  return /<gradientFill|patternType="(?!none")/.test(fill) ? fill : '';
}

/** What each shade stands for, as one text. '' where no cell with a fill was marked. */
export function shadesText(shades: ReadonlyMap<number, string>): string {
  if (shades.size === 0) return '';
  return [HEAD, ...[...shades].map(([shade, fill]) => `${String(shade)} ${fill}`)].join('\n');
}

/** The same read again; undefined where the text is no such list. Only fills that plainFill() lets through. */
export function readShades(text: string): Map<number, string> | undefined {
  const [head, ...lines] = text.split(/\r?\n/);
  if (head !== HEAD) return undefined;
  return new Map(
    lines.flatMap((line): [number, string][] => {
      const [, number = '', xml = ''] = /^(\d{1,2}) (.*)$/.exec(line) ?? [];
      const [shade, fill] = [Number(number), plainFill(xml)];
      return shade >= 1 && shade <= MAX_SHADE && isBalanced(fill) ? [[shade, fill]] : [];
    }),
  );
}

/** A text that somebody changed must not break styles.xml. */
function isBalanced(fill: string): boolean {
  const open: string[] = [];
  for (const [tag, slash, name, selfClosing] of fill.matchAll(/<(\/?)(\w+)[^>]*?(\/?)>/g)) {
    if (slash === '/' && open.pop() !== name) return false;
    if (slash === '' && selfClosing === '') open.push(name!);
    if (new Set(tag.match(/\s[A-Za-z]+(?==)/g)).size !== (tag.match(/\s[A-Za-z]+(?==)/g) ?? []).length) return false;
    if (slash === '' && open.length === 0) return false;
  }
  return fill !== '' && open.length === 0;
}
