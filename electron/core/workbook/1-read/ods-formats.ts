// Number formats of an OpenDocument file as the codes that Excel writes ("约"0, [>=0]0;"—"), so that both are examined by the same
// rules (number-format.ts). Not here: percent, date and time, which are styles of their own (ods-styles.ts).

import { formatMeaning, UNSEEN, type FormatMeaning } from './number-format.js';

interface Written {
  code: string;
  /** Which numbers are shown by another style: condition (>=0) and its name. */
  others: { condition: string; style: string }[];
}

/** What stands for the number itself, by element. */
const NUMBERS: Readonly<Record<string, string>> = {
  number: '0',
  'scientific-number': '0E+0',
  fraction: '# ?/?',
  'text-content': '@',
};
const STYLES: ReadonlySet<string> = new Set(['number-style', 'currency-style', 'text-style']);
const OTHER_STYLES: ReadonlySet<string> = new Set([
  'percentage-style',
  'date-style',
  'time-style',
  'boolean-style',
  'style',
]);
/** Elements whose text is shown beside the number or inside it. */
const TEXTS: ReadonlySet<string> = new Set(['text', 'currency-symbol', 'embedded-text']);

export class OdsFormats {
  readonly #styles = new Map<string, Written>();
  #open: Written | undefined;
  #element = '';

  /** An element of the styles, in the order of the file. */
  visit(name: string, attrs: ReadonlyMap<string, string>): void {
    this.#element = name;
    if (STYLES.has(name)) this.#styles.set(attrs.get('style:name') ?? '', (this.#open = { code: '', others: [] }));
    else if (OTHER_STYLES.has(name)) this.#open = undefined;
    else if (this.#open === undefined) return;
    else if (name === 'map')
      this.#open.others.push({
        condition: (attrs.get('style:condition') ?? '').replaceAll(/value\(\)|\s/g, '').replace('!=', '<>'),
        style: attrs.get('style:apply-style-name') ?? '',
      });
    else {
      this.#open.code += NUMBERS[name] ?? '';
      // Shown divided by this: 万元 over a number of 元.
      if (name === 'number' && Number(attrs.get('number:display-factor') ?? 1) !== 1) this.#open.code += ',';
    }
  }

  /** Text in the element that came last. */
  write(text: string): void {
    if (this.#open === undefined || !TEXTS.has(this.#element) || text === '') return;
    this.#open.code += `"${text.replaceAll('"', '')}"${this.#element === 'embedded-text' ? '0' : ''}`;
  }

  meaningOf(name: string): FormatMeaning {
    const style = this.#styles.get(name);
    if (style === undefined) return {};
    const others = style.others.map((other) => `[${other.condition}]${this.#styles.get(other.style)?.code ?? ''};`);
    const code = `${others.join('')}${style.code}`;
    return code === '' ? UNSEEN : formatMeaning(code);
  }
}
