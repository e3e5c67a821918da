// What one field says of another field of its row: further names in one cell, the cause in a category, the end of 7月5日至6日.
// Not here: reading the field itself (read-field.ts).

import type { EnterpriseRef, FieldValue, Finding, Ledger } from './define.js';
import type { SaidToo } from './read-field.js';

/** 甲公司;乙大学: the first is the enterprise of the row, all of them go where the ledger keeps them. */
export function withoutOthers(row: Record<string, FieldValue>, name: string, others: string): void {
  const ref = row[name] as EnterpriseRef | null;
  if (ref === null || !/[;；]/.test(ref.name)) return;
  const names = ref.name.split(/[;；]/).filter((one) => one !== '');
  row[name] = names[0] === undefined ? null : { id: null, name: names[0] };
  if (names.length > 1) row[others] ??= names.join('；');
}

/**
 * 假冒专利 as the category of a case is its cause, 6日 of 7月5日至6日 the end, 中国专利奖 国家级, where none is written; another one stays, and
 * is pointed out.
 */
export function writeToo(ledger: Ledger, row: Record<string, FieldValue>, { field, word, text }: SaidToo): Finding[] {
  const said = row[field] ?? null;
  if (said === null) row[field] = text;
  if (typeof said !== 'string' || said.includes(word)) return [];
  const { label } = ledger.fields[field]!;
  if (word === text) {
    const message = `${label}：写的是“${said}”，从另一栏看是“${text}”，请核对`;
    return [{ severity: 'warn', rule: 'says-too', field, message }];
  }
  const message = `${label}：写的是“${said}”，另一栏写的是“${text}”；按${label}统计的指标要算这一行的，请在${label}中写明“${word}”`;
  return [{ severity: 'warn', rule: 'says-too', field, message }];
}
