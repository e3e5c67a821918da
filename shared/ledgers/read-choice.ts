// A written option of 单选 and 多选 → the option that it means: by its words or a declared alias, never by likeness.

import type { Field, Finding, Ledger } from './define.js';

type ChoiceField = Extract<Field, { kind: 'choice' | 'multiChoice' }>;

/** Standards are printed with a long dash (GB/T 29490—2013) and typed with a short one. */
const plainOption = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-');

/** Options by the texts that mean them, options before aliases and the first of two: made once per field, asked for with every row. */
const OPTIONS = new WeakMap<ChoiceField, ReadonlyMap<string, string>>();

function optionsOf(field: ChoiceField): ReadonlyMap<string, string> {
  let known = OPTIONS.get(field);
  if (known === undefined) {
    const meant = new Map<string, string>();
    const add = (text: string, option: string): void => {
      const plain = plainOption(text);
      if (!meant.has(plain)) meant.set(plain, option);
    };
    for (const option of field.options) add(option, option);
    for (const [alias, option] of Object.entries(field.optionAliases ?? {})) add(alias, option);
    OPTIONS.set(field, (known = meant));
  }
  return known;
}

/** The option that a text means; of an open list the text itself, of a closed one null, where it means none. */
export function findOption(field: ChoiceField, text: string): string | null {
  return optionsOf(field).get(plainOption(text)) ?? (field.isOpen === true ? text : null);
}

const NO_FINDINGS: Finding[] = [];

/** 省专利奖二等奖 where 省专利奖 is what an indicator counts: such a row would count for nothing, and nobody would know. */
export function nearOption(ledger: Ledger, name: string, field: ChoiceField, option: string): Finding[] {
  if (field.isOpen !== true || field.options.includes(option)) return NO_FINDINGS;
  const counted = ledger.rollups.flatMap(({ where }) =>
    (where ?? []).flatMap((filter) => (filter.field === name && 'in' in filter ? filter.in : [])),
  );
  const plain = plainOption(option);
  const near = [...optionsOf(field)].find(
    ([written, meant]) => written.length > 2 && plain.includes(written) && counted.includes(meant),
  )?.[1];
  if (near === undefined) return NO_FINDINGS;
  const message = `${field.label}：“${option}”不是“${near}”，按“${near}”统计的指标不计这一行；如果是同一种，请改成“${near}”`;
  return [{ severity: 'warn', rule: 'near-option', field: name, message }];
}
