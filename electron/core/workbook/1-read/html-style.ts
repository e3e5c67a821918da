// What the styles of a page that was saved from a spreadsheet say of its cells: number format, a line through the text, an indent,
// not shown. They stand at the element itself or under its class in <style>.
// Not here: any other selector; programs that save tables write classes.

import { namedMeaning } from './named-formats.js';
import { STRUCK, styleMeaning, type FormatMeaning } from './number-format.js';

/** Declarations by property, in small letters. */
export type Declarations = ReadonlyMap<string, string>;

/** `.xl65` and `td.xl65`; what stands in front of the class is not looked at. */
const CLASS = /^\s*[\w-]*\.([\w-]+)\s*$/;

/** The declarations of each class in the contents of <style>. */
export class HtmlClasses {
  readonly #classes = new Map<string, Map<string, string>>();

  /** Takes in the contents of one <style>. */
  add(css: string): void {
    for (const rule of withoutComments(css).split('}')) {
      const brace = rule.lastIndexOf('{');
      if (brace < 0) continue;
      const said = declarations(rule.slice(brace + 1));
      const selectors = rule.slice(rule.lastIndexOf('{', brace - 1) + 1, brace);
      for (const selector of selectors.split(',')) {
        const name = CLASS.exec(selector)?.[1];
        if (name === undefined) continue;
        const known = this.#classes.get(name) ?? new Map<string, string>();
        for (const [property, value] of said) known.set(property, value);
        this.#classes.set(name, known);
      }
    }
  }

  /** What holds for an element with these classes and this `style`; its own goes before that of its classes. */
  of(classes: string | undefined, style: string | undefined): Declarations {
    const named = (classes ?? '').split(/\s+/).flatMap((name) => [...(this.#classes.get(name) ?? [])]);
    return new Map([...named, ...declarations(style ?? '')]);
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
    if (colon > 0) said.set(part.slice(0, colon).trim().toLowerCase(), part.slice(colon + 1).trim());
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
