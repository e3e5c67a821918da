// A written option of 单选 and 多选 → the option that it means: by its words or a declared alias, never by likeness.

import type { ChoiceField, Finding, Ledger } from './define.js';
import type { ReadField, SaidToo } from './read-field.js';

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

/** 第二十二届中国专利优秀奖: the option, and what is written into other fields. */
function withoutParts(field: ChoiceField, text: string): { option: string; parts: Record<string, string> } | null {
  const known = optionsOf(field);
  const parts: Record<string, string> = {};
  let rest = plainOption(text);
  for (const { field: name, pattern } of field.parts ?? []) {
    const part = pattern.exec(rest)?.[0];
    if (part === undefined) continue;
    parts[name] = part;
    rest = rest.replace(pattern, '');
    const option = known.get(rest);
    if (option !== undefined) return { option, parts };
  }
  return null;
}

const NO_FINDINGS: Finding[] = [];

/** 省专利奖二等奖 where 省专利奖 is what an indicator counts: such a row would count for nothing, and nobody would know. */
function nearOption(ledger: Ledger, name: string, field: ChoiceField, option: string): Finding[] {
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

function saidToo({ saysToo = {}, tells }: ChoiceField, text: string, parts: Record<string, string>): SaidToo[] {
  const plain = text.replaceAll(/\s/g, '');
  const too = Object.entries(parts).map(([field, part]): SaidToo => ({ field, word: part, text: part }));
  if (Object.hasOwn(saysToo, plain)) too.push({ ...saysToo[plain]!, text: plain });
  const told = tells === undefined ? null : toldIn(tells, plain);
  if (told !== null) too.push({ field: tells!.field, word: told, text: told });
  return too;
}

/** What a text says of the other field; null: nothing. */
export function toldIn({ by }: NonNullable<ChoiceField['tells']>, text: string): string | null {
  return by.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** What the text means, with what it says of other fields. */
export function readChoice(
  ledger: Ledger,
  name: string,
  field: ChoiceField,
  text: string,
  stop: (rule: string, message: string) => ReadField,
): ReadField {
  const whole = findOption(field, text);
  const parted = whole === null || whole === text ? withoutParts(field, text) : null;
  const option = parted?.option ?? whole;
  if (option === null) return stop('choice', `应为${field.options.join('、')}之一，现为“${text}”，请核对`);
  const too = saidToo(field, text, parted?.parts ?? {});
  return { value: option, findings: nearOption(ledger, name, field, option), ...(too.length === 0 ? {} : { too }) };
}
