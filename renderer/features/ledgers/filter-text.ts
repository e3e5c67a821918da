// What is typed under the head of a column → conditions. The typed text is also what a saved view keeps. Pure.
//   text: words, each somewhere in the cell · 空 / 非空 · numbers: 100, >100, 100-200 · days: 2022, 2022-07, 7月, 7.1~7.15 …
//   choices, stages, units: names or parts of them or pinyin initials, several parted by 、

import type { LedgerFilter } from '../../../shared/contract/calls/ledgers.js';
import type { Field, Ledger } from '../../../shared/ledgers/define.js';
import { readDay } from '../../../shared/ledgers/read-day.js';
import { readField } from '../../../shared/ledgers/read-field.js';
import { allStages } from '../../../shared/ledgers/stages.js';
import { endsOfSpan, readSpan } from '../../../shared/ledgers/day-span.js';
import { daysOfMonth } from '../../../shared/ledgers/typed-day.js';
import { yearOf, type Period } from '../../../shared/model/period.js';
import { matchesQuery } from '../../../shared/model/pinyin.js';

type Condition = LedgerFilter['conditions'][number];

export interface FilterEnv {
  units: readonly { id: number; name: string; aliases: readonly string[] }[];
  period: Period;
}

export type ParsedFilter = { conditions: Condition[] } | { error: string };

const EMPTY = /^[=＝]?(空|空白|未填|未填写)$/;
const FILLED = /^(非空|有值|已填)$/;

export interface Option {
  label: string;
  search: string;
  value: string | number | boolean;
}

/** Values that a column can be filtered to by picking; null where it is typed only. */
export function filterOptions(ledger: Ledger, field: Field, env: FilterEnv): Option[] | null {
  const plain = (label: string): Option => ({ label, search: label, value: label });
  switch (field.kind) {
    case 'unit':
      return env.units.map(({ id, name, aliases }) => ({
        label: name,
        search: [name, ...aliases].join(' '),
        value: id,
      }));
    case 'choice':
    case 'multiChoice':
      return field.options.map(plain);
    case 'status':
      return ledger.stages ? allStages(ledger.stages).map(plain) : null;
    case 'yesNo':
      return [
        { label: '是', search: '是', value: true },
        { label: '否', search: '否', value: false },
      ];
    default:
      return null;
  }
}

export function parseFilter(ledger: Ledger, name: string, typed: string, env: FilterEnv): ParsedFilter {
  const field = ledger.fields[name];
  const text = typed.trim();
  if (text === '' || field === undefined) return { conditions: [] };
  if (EMPTY.test(text)) return { conditions: [{ op: 'empty', field: name, isEmpty: true }] };
  if (FILLED.test(text)) return { conditions: [{ op: 'empty', field: name, isEmpty: false }] };
  switch (field.kind) {
    case 'unit':
    case 'choice':
    case 'status':
    case 'yesNo':
      return parseChoice(ledger, name, field, text, env);
    case 'amount':
    case 'integer':
    case 'personCount':
      return parseNumber(ledger, name, field, text);
    case 'date':
    case 'period':
      return parseDays(name, field.kind, text, env.period);
    default:
      return { conditions: text.split(/\s+/).map((word) => ({ op: 'contains', field: name, text: word })) };
  }
}

function parseChoice(ledger: Ledger, name: string, field: Field, text: string, env: FilterEnv): ParsedFilter {
  const options = filterOptions(ledger, field, env) ?? [];
  const values = new Set<Option['value']>();
  for (const part of text.split(/[、,，;；|｜]+/).filter((one) => one.trim() !== '')) {
    const exact = options.filter((option) => option.label === part.trim());
    const found = exact.length > 0 ? exact : options.filter((option) => matchesQuery(part, option.search));
    if (found.length === 0) {
      // An open list holds values that no declaration knows: looked for in the cells.
      if (field.kind === 'choice' && field.isOpen === true)
        return { conditions: [{ op: 'contains', field: name, text: part.trim() }] };
      return { error: `没有“${part.trim()}”这一选项` };
    }
    for (const option of found) values.add(option.value);
  }
  return { conditions: [{ op: 'in', field: name, values: [...values] }] };
}

function parseNumber(ledger: Ledger, name: string, field: Field, text: string): ParsedFilter {
  const plain = text.normalize('NFKC').replaceAll(/\s/g, '');
  const read = (part: string): number | null => {
    const { value } = readField(ledger, name, field, part, { unitId: () => null });
    return typeof value === 'number' ? value : null;
  };
  const between = (from: number | null, to: number | null): ParsedFilter => ({
    conditions: [{ op: 'between', field: name, from, to }],
  });
  const compared = /^(>=|<=|>|<|≥|≤|=)(.+)$/.exec(plain);
  const wrong = { error: `应为数字，如 100、>100、100-200` };
  if (compared) {
    const value = read(compared[2]!);
    if (value === null) return wrong;
    // Stored numbers are whole (amounts in 分), so the next one above is one more.
    switch (compared[1]) {
      case '>':
        return between(value + 1, null);
      case '<':
        return between(null, value - 1);
      case '>=':
      case '≥':
        return between(value, null);
      case '<=':
      case '≤':
        return between(null, value);
      default:
        return between(value, value);
    }
  }
  const range = /^([\d.,]+)(?:-|~|—|至|到|\.\.)([\d.,]+)$/.exec(plain);
  if (range) {
    const [from, to] = [read(range[1]!), read(range[2]!)];
    return from === null || to === null ? wrong : between(from, to);
  }
  const value = read(plain);
  return value === null ? wrong : between(value, value);
}

/** First and last day that a text means: a year, a quarter, a month, 上旬, a day; 7月 and 7.15 are of the year of the period at work. */
function daysMeant(text: string, year: number): { from: string; to: string } | null {
  const whole = /^(\d{4})年?$/.exec(text);
  if (whole) return { from: `${whole[1]}-01-01`, to: `${whole[1]}-12-31` };
  const month = /^(?:(\d{4})[-./年])?(\d{1,2})月?$/.exec(text);
  if (month && (month[1] !== undefined || text.endsWith('月')))
    return daysOfMonth(Number(month[1] ?? year), Number(month[2]));
  const day = readDay(text) ?? readDay(`${year}-${text.replace(/^(\d{1,2})[-./月](\d{1,2})日?$/, '$1-$2')}`);
  const meant = day ?? readSpan(text) ?? readSpan(`${year}年${text}`);
  return meant === null ? null : endsOfSpan(meant);
}

function parseDays(name: string, kind: 'date' | 'period', text: string, period: Period): ParsedFilter {
  const plain = text.normalize('NFKC').replaceAll(/\s/g, '');
  const year = yearOf(period);
  const cut = (day: string | null): string | null => (day === null || kind === 'date' ? day : day.slice(0, 7));
  const between = (from: string | null, to: string | null): ParsedFilter => ({
    conditions: [{ op: 'between', field: name, from: cut(from), to: cut(to) }],
  });
  const wrong = { error: '应为日期，如 2022、2022-07、7月、2022-07-01~2022-07-15' };
  const compared = /^(>=|<=|>|<|≥|≤)(.+)$/.exec(plain);
  if (compared) {
    const meant = daysMeant(compared[2]!, year);
    if (meant === null) return wrong;
    return compared[1]!.startsWith('>') || compared[1] === '≥' ? between(meant.from, null) : between(null, meant.to);
  }
  const parts = plain.split(/~|至|到|—/);
  const [first, last] = [daysMeant(parts[0]!, year), daysMeant(parts.at(-1)!, year)];
  if (parts.length > 2 || first === null || last === null) return wrong;
  return between(first.from, last.to);
}

/** The filter of a view: words for the whole row and what stands under the heads; unreadable texts by column. */
export function filterOf(
  ledger: Ledger,
  layout: { text: string; filters: Readonly<Record<string, string>> },
  env: FilterEnv,
): { filter: LedgerFilter; errors: Record<string, string> } {
  const conditions: Condition[] = [];
  const errors: Record<string, string> = {};
  for (const [name, text] of Object.entries(layout.filters)) {
    const parsed = parseFilter(ledger, name, text, env);
    if ('error' in parsed) errors[name] = parsed.error;
    else conditions.push(...parsed.conditions);
  }
  return { filter: { text: layout.text.trim(), conditions }, errors };
}
