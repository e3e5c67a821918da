// SQL of final copies. Their content is kept with the originals under its own hash and never changed.

import { createHash } from 'node:crypto';

import { AppError } from '../../../shared/errors/app-error.js';
import { periodFromInt, periodToInt, type Period } from '../../../shared/model/period.js';
import { keepOriginal, originalBytes, packedBytes } from './original-file-store.js';
import type { Store } from './store.js';

export interface FinalCopyRow {
  id: number;
  kind: 'table' | 'report';
  name: string;
  period: Period;
  no: number;
  title: string;
  /** End months whose values the copy was made of. */
  periods: Period[];
  sha256: string;
  at: string;
  operator: string;
  note: string;
  documentNumber: string | null;
  issuedOn: string | null;
}

const SELECT = `SELECT id, kind, name, period, no, title, periods, sha256, at, operator, note,
  document_number AS documentNumber, issued_on AS issuedOn FROM final_copy`;

function fromRow(row: unknown): FinalCopyRow {
  const { period, periods, ...rest } = row as Omit<FinalCopyRow, 'period' | 'periods'> & {
    period: number;
    periods: string;
  };
  return { ...rest, period: periodFromInt(period), periods: JSON.parse(periods) as Period[] };
}

/** Newest first. */
export function listFinalCopies(store: Store, period: Period | null = null): FinalCopyRow[] {
  const rows =
    period === null
      ? store.db.prepare(`${SELECT} ORDER BY id DESC`).all()
      : store.db.prepare(`${SELECT} WHERE period = ? ORDER BY id DESC`).all(periodToInt(period));
  return rows.map(fromRow);
}

export function getFinalCopy(store: Store, id: number): FinalCopyRow {
  const row = store.db.prepare(`${SELECT} WHERE id = ?`).get(id);
  if (row === undefined) throw new AppError('data.not-found', { what: '这份定稿' });
  return fromRow(row);
}

/** The frozen bytes. Throws store.damaged where they are not what was finalised. */
export function finalCopyBytes(store: Store, sha256: string): Buffer {
  const bytes = originalBytes(store, sha256)!;
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256) throw new AppError('store.damaged', {}, { detail: `final copy ${sha256} reads as ${found}` });
  return bytes;
}

/** Keeps the content and adds the copy. Call inside write(). */
export function addFinalCopy(
  store: Store,
  copy: Omit<FinalCopyRow, 'id' | 'no' | 'at' | 'sha256' | 'documentNumber' | 'issuedOn'>,
  content: Buffer,
): number {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const at = store.now();
  keepOriginal(store, sha256, content.length, packedBytes(content));
  const period = periodToInt(copy.period);
  return Number(
    store.db
      .prepare(
        `INSERT INTO final_copy (kind, name, period, no, title, periods, sha256, at, operator, note)
         SELECT :kind, :name, :period, coalesce(max(no), 0) + 1, :title, :periods, :sha256, :at, :operator, :note
         FROM final_copy WHERE kind = :kind AND name = :name AND period = :period`,
      )
      .run({ ...copy, period, periods: JSON.stringify(copy.periods), sha256, at }).lastInsertRowid,
  );
}

/** 印发; both null take it back. Call inside write(). */
export function issueFinalCopy(
  store: Store,
  id: number,
  issue: { documentNumber: string | null; issuedOn: string | null },
): void {
  store.db
    .prepare('UPDATE final_copy SET document_number = :documentNumber, issued_on = :issuedOn WHERE id = :id')
    .run({ ...issue, id });
}

/** Call inside write(). The content stays, so that undo brings the copy back. */
export function removeFinalCopy(store: Store, id: number): void {
  store.db.prepare('DELETE FROM final_copy WHERE id = ?').run(id);
}
