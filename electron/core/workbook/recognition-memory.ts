// Answers kept for a unit and layout (识别规则), so that the same question is asked once.

import type { Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import type { Store } from '../store/store.js';
import type { CommitDetail } from './5-preview/plan-file.js';

/** All remembered answers; a few hundred after years. */
export function rememberedAnswers(
  store: Store,
): { unitId: number | null; fingerprint: string; topic: string; answer: string }[] {
  return store.db
    .prepare('SELECT unit_id AS unitId, fingerprint, topic, answer FROM recognition_memory ORDER BY id')
    .all() as ReturnType<typeof rememberedAnswers>;
}

/** Keeps answers; call inside write(). */
export function remember(store: Store, items: CommitDetail['remember']): void {
  if (items.length === 0) return;
  const known = store.db.prepare(
    'SELECT id, answer, options FROM recognition_memory WHERE unit_id IS ? AND fingerprint = ? AND topic = ?',
  );
  const insert = store.db.prepare(
    `INSERT INTO recognition_memory (unit_id, fingerprint, topic, question, answer, answer_label, options, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = store.db.prepare(
    'UPDATE recognition_memory SET answer = ?, answer_label = ?, options = ?, at = ? WHERE id = ?',
  );
  for (const item of items) {
    const options = item.options.length > 0 ? JSON.stringify(item.options) : null;
    const existing = known.get(item.unitId, item.fingerprint, item.topic) as
      | { id: number; answer: string; options: string | null }
      | undefined;
    if (!existing)
      insert.run(
        item.unitId,
        item.fingerprint,
        item.topic,
        item.question,
        item.answer,
        item.label,
        options,
        store.now(),
      );
    else if (existing.answer !== item.answer || existing.options !== options)
      update.run(item.answer, item.label, options, store.now(), existing.id);
  }
}

/** What is remembered, newest first; `options` empty where it was kept before they were. */
export function recognitionRules(store: Store): Result<'recognition.list'>['rules'] {
  const rows = store.db
    .prepare(
      `SELECT m.id, coalesce(u.name, '') AS unit, m.question, m.answer AS value, m.answer_label AS answer, m.options, m.at
       FROM recognition_memory m LEFT JOIN reporting_unit u ON u.id = m.unit_id ORDER BY m.id DESC`,
    )
    .all() as (Omit<Result<'recognition.list'>['rules'][number], 'options'> & { options: string | null })[];
  return rows.map((row) => ({ ...row, options: row.options === null ? [] : (JSON.parse(row.options) as Option[]) }));
}

type Option = Result<'recognition.list'>['rules'][number]['options'][number];

/** Another of the answers that were offered; call inside write(). Throws data.not-found. */
export function changeAnswer(store: Store, id: number, value: string): void {
  const rule = recognitionRules(store).find((one) => one.id === id);
  if (!rule) throw new AppError('data.not-found', { what: '这条识别规则' });
  const option = rule.options.find((one) => one.value === value);
  if (!option) throw new AppError('data.not-found', { what: '这个回答' });
  store.db
    .prepare('UPDATE recognition_memory SET answer = ?, answer_label = ?, at = ? WHERE id = ?')
    .run(value, option.label, store.now(), id);
}
