// SQL of 上报表: the kept form of a higher authority and its map of cells, one JSON list each.

import { upwardMapSchema, type SIGN_CHOICES, type UpwardCell } from '../../../shared/upward/define.js';
import { keepBytes, keptBytes } from './attachment-store.js';
import type { Store } from './store.js';

export interface UpwardForm {
  id: number;
  name: string;
  fileName: string;
  sha256: string;
  signs: (typeof SIGN_CHOICES)[number];
  cells: UpwardCell[];
}

type Row = Omit<UpwardForm, 'cells'> & { cells: string };

const SELECT = 'SELECT id, name, file_name AS fileName, sha256, signs, cells FROM upward_form';

function fromRow(row: Row): UpwardForm {
  return { ...row, cells: upwardMapSchema.parse(JSON.parse(row.cells)) };
}

export function listUpwardForms(store: Store): UpwardForm[] {
  return (store.db.prepare(`${SELECT} ORDER BY id`).all() as Row[]).map(fromRow);
}

export function getUpwardForm(store: Store, id: number): UpwardForm | null {
  const row = store.db.prepare(`${SELECT} WHERE id = ?`).get(id) as Row | undefined;
  return row === undefined ? null : fromRow(row);
}

/** The form as it was given. Null only where the data file is damaged. */
export function upwardBytes(store: Store, form: Pick<UpwardForm, 'sha256'>): Buffer | null {
  return keptBytes(store, form.sha256);
}

/** Call inside write(). */
export function addUpwardForm(
  store: Store,
  form: Omit<UpwardForm, 'id' | 'sha256'> & { operator: string },
  bytes: Buffer,
): number {
  const sha256 = keepBytes(store, bytes);
  return Number(
    store.db
      .prepare(
        `INSERT INTO upward_form (name, file_name, sha256, signs, cells, at, operator)
         VALUES (:name, :fileName, :sha256, :signs, :cells, :at, :operator)`,
      )
      .run({ ...form, sha256, cells: JSON.stringify(form.cells), at: store.now() }).lastInsertRowid,
  );
}

/** Call inside write(). */
export function saveUpwardForm(store: Store, form: Pick<UpwardForm, 'id' | 'name' | 'signs' | 'cells'>): void {
  store.db
    .prepare('UPDATE upward_form SET name = ?, signs = ?, cells = ? WHERE id = ?')
    .run(form.name, form.signs, JSON.stringify(form.cells), form.id);
}

/** The file stays with the originals, so that undo brings the form back. Call inside write(). */
export function removeUpwardForm(store: Store, id: number): void {
  store.db.prepare('DELETE FROM upward_form WHERE id = ?').run(id);
}
