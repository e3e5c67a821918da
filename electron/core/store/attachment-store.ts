// SQL of attachments (盖章件, 文字材料, 电子表) and of the contacts book. Bytes are kept with the originals of imports.

import { createHash } from 'node:crypto';

import { periodFromInt, periodToInt, type Period } from '../../../shared/model/period.js';
import type { Material } from '../../../shared/tasks/define.js';
import { keepOriginal, originalBytes, packedBytes, unpackedBytes, type KeptBytes } from './original-file-store.js';
import type { Store } from './store.js';

export interface StoredAttachment {
  id: number;
  submissionId: number | null;
  taskId: number | null;
  unitId: number;
  period: Period;
  round: number;
  kind: Material;
  name: string;
  size: number;
  at: string;
  operator: string;
}

const SELECT = `SELECT a.id, a.submission_id AS submissionId, a.task_id AS taskId, a.unit_id AS unitId, a.period, a.round, a.kind,
  a.name, o.size, a.at, a.operator FROM attachment a JOIN original_file o ON o.sha256 = a.sha256`;

function fromRow(row: unknown): StoredAttachment {
  const { period, ...rest } = row as Omit<StoredAttachment, 'period'> & { period: number };
  return { ...rest, period: periodFromInt(period) };
}

export function attachmentsOfPeriod(store: Store, period: Period): StoredAttachment[] {
  return store.db.prepare(`${SELECT} WHERE a.period = ? ORDER BY a.id`).all(periodToInt(period)).map(fromRow);
}

export function getAttachment(store: Store, id: number): StoredAttachment | null {
  const row = store.db.prepare(`${SELECT} WHERE a.id = ?`).get(id);
  return row === undefined ? null : fromRow(row);
}

export function attachmentBytes(store: Store, id: number): Buffer {
  const kept = store.db
    .prepare('SELECT o.encoding, o.bytes FROM attachment a JOIN original_file o ON o.sha256 = a.sha256 WHERE a.id = ?')
    .get(id) as KeptBytes;
  return unpackedBytes(kept);
}

/** Keeps bytes with the originals under their hash, once however often they come. */
export function keepBytes(store: Store, bytes: Buffer): string {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  keepOriginal(store, sha256, bytes.length, packedBytes(bytes));
  return sha256;
}

/** Kept bytes by hash; null where there are none. */
export function keptBytes(store: Store, sha256: string): Buffer | null {
  return originalBytes(store, sha256);
}

/** Keeps the bytes and adds the attachment. Call inside write(). */
export function addAttachment(
  store: Store,
  attachment: Omit<StoredAttachment, 'id' | 'size' | 'at'>,
  bytes: Buffer,
): number {
  const sha256 = keepBytes(store, bytes);
  const at = store.now();
  return Number(
    store.db
      .prepare(
        `INSERT INTO attachment (submission_id, task_id, unit_id, period, round, kind, name, sha256, at, operator)
         VALUES (:submissionId, :taskId, :unitId, :period, :round, :kind, :name, :sha256, :at, :operator)`,
      )
      .run({ ...attachment, period: periodToInt(attachment.period), sha256, at }).lastInsertRowid,
  );
}

/** The bytes stay with the originals, so that undo brings it back. Call inside write(). */
export function removeAttachment(store: Store, id: number): void {
  store.db.prepare('DELETE FROM attachment WHERE id = ?').run(id);
}

export function hasAttachments(store: Store, taskId: number): boolean {
  return store.db.prepare('SELECT 1 FROM attachment WHERE task_id = ? LIMIT 1').get(taskId) !== undefined;
}

export function submissionKey(store: Store, id: number): { unitId: number; period: Period } | null {
  const row = store.db.prepare('SELECT unit_id AS unitId, period FROM submission WHERE id = ?').get(id) as
    | { unitId: number; period: number }
    | undefined;
  return row === undefined ? null : { unitId: row.unitId, period: periodFromInt(row.period) };
}

export interface StoredContact {
  id: number;
  unitId: number;
  name: string;
  phone: string;
  role: string;
  note: string;
  hidden: boolean;
}

export function storedContacts(store: Store): StoredContact[] {
  const rows = store.db
    .prepare('SELECT id, unit_id AS unitId, name, phone, role, note, hidden FROM contact ORDER BY id')
    .all() as (Omit<StoredContact, 'hidden'> & { hidden: number })[];
  return rows.map((row) => ({ ...row, hidden: row.hidden !== 0 }));
}

/** Adds or replaces what the officer says of a person of a unit. Call inside write(). */
export function saveContact(store: Store, contact: Omit<StoredContact, 'id'>, id: number | null): void {
  const row = { ...contact, hidden: contact.hidden ? 1 : 0 };
  if (id !== null)
    store.db
      .prepare(
        'UPDATE contact SET unit_id = :unitId, name = :name, phone = :phone, role = :role, note = :note, hidden = :hidden WHERE id = :id',
      )
      .run({ ...row, id });
  else
    store.db
      .prepare(
        `INSERT INTO contact (unit_id, name, phone, role, note, hidden) VALUES (:unitId, :name, :phone, :role, :note, :hidden)
         ON CONFLICT DO UPDATE SET phone = excluded.phone, role = excluded.role, note = excluded.note, hidden = excluded.hidden`,
      )
      .run(row);
}
