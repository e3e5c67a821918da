// What may be picked while a cell is typed: options, stages, units, enterprises of the register, values used before. Pure.

import type { Enterprise } from '../../../shared/model/enterprise.js';
import { matchesQuery } from '../../../shared/model/pinyin.js';
import type { Field } from '../../../shared/ledgers/define.js';
import type { Option } from './filter-text.js';

export interface Suggestion {
  text: string;
  /** Behind it, in grey: a code, a unit. */
  note: string;
  enterprise?: Enterprise;
}

const MOST = 60;

/** Only what is listed may be stored: the first match is taken by Enter. */
export function isClosed(field: Field): boolean {
  if (field.kind === 'choice' || field.kind === 'multiChoice') return field.isOpen !== true;
  return field.kind === 'unit' || field.kind === 'status' || field.kind === 'yesNo';
}

/** The part of the text that is being typed: behind the last separator where a cell holds several choices. */
export function typedPart(field: Field, text: string): string {
  return field.kind === 'multiChoice' ? (text.split(/[;；、,，]/).at(-1) ?? '') : text;
}

/** Options that fit, those that begin with the text first. `isFresh`: nothing was typed yet, so all are shown. */
export function matchingOptions(options: readonly Option[], part: string, isFresh: boolean): Suggestion[] {
  const wanted = isFresh ? '' : part.trim();
  const found = options.filter((option) => matchesQuery(wanted, option.search));
  const rank = (option: Option): number => (option.label === wanted ? 0 : option.label.startsWith(wanted) ? 1 : 2);
  return (wanted === '' ? found : found.toSorted((a, b) => rank(a) - rank(b)))
    .slice(0, MOST)
    .map(({ label }) => ({ text: label, note: '' }));
}

export function enterpriseSuggestions(found: readonly Enterprise[], unitName: (id: number) => string): Suggestion[] {
  return found.slice(0, 12).map((enterprise) => ({
    text: enterprise.name,
    note: [enterprise.uscc ?? '', enterprise.unitId === null ? '' : unitName(enterprise.unitId)]
      .filter((part) => part !== '')
      .join(' '),
    enterprise,
  }));
}

/** Which suggestion Enter takes without a choice; -1: the text as it is typed. */
export function firstChosen(field: Field, text: string, suggestions: readonly Suggestion[]): number {
  const part = typedPart(field, text).trim();
  if (part === '' || suggestions.length === 0) return -1;
  if (suggestions.some((one) => one.text === part)) return suggestions.findIndex((one) => one.text === part);
  // Letters alone are initials, never a name; in an open list Chinese text may be a new value.
  return isClosed(field) || /^[a-z]+$/i.test(part) ? 0 : -1;
}

/** The whole text of the cell once a suggestion is taken. */
export function taken(field: Field, text: string, suggestion: Suggestion): string {
  if (field.kind !== 'multiChoice') return suggestion.text;
  const parts = text
    .split(/[;；、,，]/)
    .slice(0, -1)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return [...parts.filter((part) => part !== suggestion.text), suggestion.text].join('；');
}
