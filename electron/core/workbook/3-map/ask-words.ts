// Asks what words of an office's own mean where a ledger has a closed list: 已放款 in 环节. Asked once per word and remembered for lists
// with these heads; a column of many such words holds something else, and is refused cell by cell.

import { isDitto } from '../../../../shared/ledgers/ditto.js';
import { fieldsOf, type Field, type Ledger } from '../../../../shared/ledgers/define.js';
import { headKey } from '../../../../shared/ledgers/heads.js';
import { readField } from '../../../../shared/ledgers/read-field.js';
import { cellAddress } from '../1-read/raw-book.js';
import { type LedgerAsking } from './ledger-asking.js';
import { shorten } from './shorten.js';

/** By field: what is written → one of the list. */
export type WordRules = Record<string, ReadonlyMap<string, string>>;

/** A longer list comes from a program, with the words of that program in all its lists. */
const KEPT_BY_HAND = 3000;
const MOST_WORDS = 6;
const LONGEST_WORD = 20;

interface Word {
  text: string;
  cell: string;
  count: number;
}

/** Null while a word is open. */
export function wordRules(
  asking: LedgerAsking,
  ledger: Ledger,
  columns: readonly { c: number; head: string; field: string | null }[],
): WordRules | null {
  const rules: Record<string, Map<string, string>> = {};
  let isOpen = false;
  for (const { c, head, field: name } of columns) {
    const field = name === null ? undefined : ledger.fields[name];
    if (name === null || field === undefined) continue;
    const options = optionsOf(ledger, field);
    const words = options.length === 0 ? [] : unknownWords(asking, ledger, { c, head, name, field });
    for (const word of words) {
      const answer = ask(asking, head, word, options);
      if (answer === undefined) isOpen = true;
      else if (answer !== NONE) (rules[name] ??= new Map()).set(word.text, answer);
    }
  }
  return isOpen ? null : rules;
}

const NONE = '+none';

function ask(asking: LedgerAsking, head: string, word: Word, options: readonly string[]): string | undefined {
  const answer = asking.ask(`word-${headKey(head)}-${word.text}`, {
    kind: 'ledger-word',
    cell: word.cell,
    text: `“${head}”一栏的“${shorten(word.text)}”（${word.count}行，例如${word.cell}）是台账中的哪一种？`,
    options: [
      ...options.map((option) => ({ value: option, label: option })),
      { value: NONE, label: '都不是，这些行不导入' },
    ],
    default: null,
    remembered: true,
  });
  if (answer !== undefined && answer !== NONE)
    asking.reasons.push(`“${head}”一栏的“${word.text}”按您的选择读作“${answer}”`);
  return answer;
}

/** Of a closed list; empty for any other field. */
function optionsOf(ledger: Ledger, field: Field): readonly string[] {
  if (field.kind === 'choice') return field.isOpen === true ? [] : field.options;
  if (field.kind !== 'status' || !ledger.stages) return [];
  return [...new Set([...ledger.stages.paths.flatMap(({ steps }) => steps), ...ledger.stages.ends])];
}

/** Words that the list does not know, in the order of the rows; none where there are too many of them. */
function unknownWords(
  { table: { grid, head, columns } }: LedgerAsking,
  ledger: Ledger,
  about: { c: number; head: string; name: string; field: Field },
): Word[] {
  const words = new Map<string, Word>();
  const known = new Set<string>();
  const least = Math.min(3, fieldsOf(ledger).filter(([, field]) => field.required === true).length);
  for (let r = head[1] + 1; r < Math.min(grid.rowCount, head[1] + KEPT_BY_HAND); r += 1) {
    const cell = grid.cell(r, about.c);
    if (cell?.t !== 's' || grid.isCovered(r, about.c)) continue;
    const text = grid.textOf(cell).trim();
    if (text === '' || known.has(text)) continue;
    const word = words.get(text);
    if (word) word.count += 1;
    else if (isWord(text, ledger, about)) {
      // Totals, notes and heads are no records.
      const filled = columns.filter((column) => grid.text(r, column.c).trim() !== '').length;
      if (filled < least || filled * 2 < columns.length) continue;
      words.set(text, { text, cell: cellAddress(r, about.c), count: 1 });
      if (words.size > MOST_WORDS) return [];
    } else known.add(text);
  }
  return [...words.values()];
}

function isWord(text: string, ledger: Ledger, about: { head: string; name: string; field: Field }): boolean {
  if (text.length > LONGEST_WORD || isDitto(text) || headKey(text) === headKey(about.head)) return false;
  return readField(ledger, about.name, about.field, text, { unitId: () => null }).findings.some(
    ({ severity }) => severity === 'block',
  );
}
