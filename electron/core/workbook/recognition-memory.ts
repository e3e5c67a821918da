// Answers kept for a unit and layout (识别规则), so that the same question is asked once.

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
    'SELECT id, answer FROM recognition_memory WHERE unit_id IS ? AND fingerprint = ? AND topic = ?',
  );
  const insert = store.db.prepare(
    'INSERT INTO recognition_memory (unit_id, fingerprint, topic, question, answer, answer_label, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const update = store.db.prepare('UPDATE recognition_memory SET answer = ?, answer_label = ?, at = ? WHERE id = ?');
  for (const item of items) {
    const existing = known.get(item.unitId, item.fingerprint, item.topic) as { id: number; answer: string } | undefined;
    if (!existing)
      insert.run(item.unitId, item.fingerprint, item.topic, item.question, item.answer, item.label, store.now());
    else if (existing.answer !== item.answer) update.run(item.answer, item.label, store.now(), existing.id);
  }
}
