// What the styles of a page that was saved from a spreadsheet say of its cells: number format, a line through the text, an indent,
// not shown. They stand at the element itself or under its class in <style>.
// Not here: any other selector; programs that save tables write classes.

import { namedMeaning } from './named-formats.js';
import { STRUCK, styleMeaning, type FormatMeaning } from './number-format.js';

/** Declarations by property, in small letters. */
export type Declarations = ReadonlyMap<string, string>;

/** `.xl65`, and `td.xl65` of cells alone. */
const CLASS = /^\s*([\w-]*)\.([\w-]+)\s*$/;

/** What holds on paper or on a narrow screen is not said of the cells. */
const ELSEWHERE = /^\s*@(?!media\s+(?:all|screen)\s*$)/i;

/** What is heard; of all that a page may say of a cell, thousands of times, nothing else is kept. */
const HEARD: ReadonlySet<string> = new Set([
  'mso-number-format',
  'mso-char-indent-count',
  'text-decoration',
  'text-line-through',
  'display',
]);

/** The declarations of each class in the contents of <style>, by `element.class`; `.class` for any element. */
export class HtmlClasses {
  readonly #classes = new Map<string, Map<string, string>>();

  /** Takes in the contents of one <style>. */
  add(css: string): void {
    let depth = 0;
    for (const rule of withoutComments(css).split('}')) {
      const parts = rule.split('{');
      if (depth > 0 || (parts.length > 2 && ELSEWHERE.test(parts[0]!))) depth = Math.max(0, depth + parts.length - 2);
      if (depth > 0 || parts.length < 2) continue;
      const said = declarations(parts.at(-1)!);
      for (const selector of parts.at(-2)!.split(',')) {
        const match = CLASS.exec(selector);
        if (match === null) continue;
        const name = `${match[1]!.toLowerCase()}.${match[2]!}`;
        const known = this.#classes.get(name) ?? new Map<string, string>();
        for (const [property, value] of said) known.set(property, value);
        this.#classes.set(name, known);
      }
    }
  }

  /** What holds for an element with these classes and this `style`; its own goes before that of its classes. */
  of(element: string, classes: string | undefined, style: string | undefined): Declarations {
    const named = [...new Set((classes ?? '').split(/\s+/))];
    const selectors = ['', element].flatMap((tag) => named.map((name) => `${tag}.${name}`));
    return new Map([
      ...selectors.flatMap((selector) => [...(this.#classes.get(selector) ?? [])]),
      ...declarations(style ?? ''),
    ]);
  }
}

/** CSS without comments and without the marks that hide it from old browsers. */
function withoutComments(css: string): string {
  const [first = '', ...rest] = css.replaceAll(/<!--|-->/g, '').split('/*');
  return [first, ...rest.map((part) => part.slice(part.includes('*/') ? part.indexOf('*/') + 2 : part.length))].join(
    '',
  );
}

/** `name: value; …`; a semicolon inside quotes ends nothing. */
function declarations(css: string): Map<string, string> {
  const said = new Map<string, string>();
  for (const [part] of css.matchAll(/(?:"[^"]*"|'[^']*'|[^;"']+)+/g)) {
    const colon = part.indexOf(':');
    const property = part.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (HEARD.has(property)) said.set(property, part.slice(colon + 1).trim());
  }
  return said;
}

/** Whether a line is drawn through the text. */
export function isStruckBy(said: Declarations): boolean {
  return (
    /line-through/i.test(said.get('text-decoration') ?? '') || /line-through/i.test(said.get('text-line-through') ?? '')
  );
}

/** Whether the element is not shown. */
export function isHiddenBy(said: Declarations): boolean {
  return /^none\b/i.test(said.get('display') ?? '');
}

/** What the style of a cell says of what is in it. */
export function cellMeaning(said: Declarations): FormatMeaning {
  if (isStruckBy(said)) return STRUCK;
  const code = unescaped(said.get('mso-number-format') ?? '').replace(/^(["'])(.*)\1$/s, '$2');
  const indent = Number(said.get('mso-char-indent-count') ?? 0);
  return styleMeaning(namedMeaning(code), indent > 0);
}

/** Text of CSS: `\0022` is the sign of that number, `\.` the sign itself. */
function unescaped(text: string): string {
  return text.replaceAll(/\\(?:([0-9a-f]{4,6})\s?|(.))/gis, (_, hex: string | undefined, sign: string | undefined) =>
    hex === undefined ? (sign ?? '') : String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10_ffff)),
  );
}
