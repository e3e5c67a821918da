// SQL of the enterprise register: codes, names it has and had. Matching is by code, then by exact or known name, never by likeness.

import { spellingsOf, type Enterprise, type EnterpriseDraft } from '../../../shared/model/enterprise.js';
import { prepared, preparedValues } from './prepared.js';
import type { Store } from './store.js';

interface EnterpriseRow {
  id: number;
  uscc: string | null;
  former_codes: string;
  name: string;
  unit_id: number | null;
  industry: string;
  tags: string;
  note: string;
}

function fromRow(store: Store, row: EnterpriseRow): Enterprise {
  const names = prepared(
    store,
    'SELECT name, kind FROM enterprise_name WHERE enterprise_id = ? ORDER BY sort, name',
  ).all(row.id) as { name: string; kind: 'former' | 'short' }[];
  return {
    id: row.id,
    uscc: row.uscc,
    formerCodes: JSON.parse(row.former_codes) as string[],
    name: row.name,
    formerNames: names.filter((one) => one.kind === 'former').map((one) => one.name),
    shortNames: names.filter((one) => one.kind === 'short').map((one) => one.name),
    unitId: row.unit_id,
    industry: row.industry,
    tags: JSON.parse(row.tags) as string[],
    note: row.note,
  };
}

export function getEnterprise(store: Store, id: number): Enterprise | null {
  const row = prepared(store, 'SELECT * FROM enterprise WHERE id = ?').get(id) as EnterpriseRow | undefined;
  return row ? fromRow(store, row) : null;
}

/** The entry that has this code, else the one that had it. */
export function enterpriseByCode(store: Store, uscc: string): number | null {
  const id = preparedValues(
    store,
    `SELECT id FROM (SELECT id, 0 AS former FROM enterprise WHERE uscc = :uscc
       UNION ALL SELECT e.id, 1 FROM enterprise e, json_each(e.former_codes) c WHERE e.former_codes <> '[]' AND c.value = :uscc)
     ORDER BY former, id LIMIT 1`,
  ).get({ uscc }) as number | undefined;
  return id ?? null;
}

/** Ids with exactly this present, former or short name; where none has it, with the first of its spellings. */
export function enterprisesByName(store: Store, name: string): number[] {
  const byName = preparedValues(
    store,
    `SELECT id FROM enterprise WHERE name = :name
     UNION SELECT enterprise_id FROM enterprise_name WHERE name = :name ORDER BY 1`,
  );
  for (const spelling of spellingsOf(name)) {
    const ids = byName.all({ name: spelling }) as number[];
    if (ids.length > 0) return ids;
  }
  return [];
}

/** Inserts (id null) or updates with its names. Call inside write(). Returns the id. */
export function saveEnterprise(store: Store, id: number | null, draft: EnterpriseDraft): number {
  const row = {
    uscc: draft.uscc,
    formerCodes: JSON.stringify([...new Set(draft.formerCodes)].filter((code) => code !== draft.uscc)),
    name: draft.name,
    unitId: draft.unitId,
    industry: draft.industry,
    tags: JSON.stringify(draft.tags),
    note: draft.note,
  };
  let saved = id;
  if (saved === null)
    saved = Number(
      prepared(
        store,
        'INSERT INTO enterprise (uscc, former_codes, name, unit_id, industry, tags, note) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ).run(row.uscc, row.formerCodes, row.name, row.unitId, row.industry, row.tags, row.note).lastInsertRowid,
    );
  else
    store.db
      .prepare(
        `UPDATE enterprise SET uscc = :uscc, former_codes = :formerCodes, name = :name, unit_id = :unitId, industry = :industry, tags = :tags, note = :note
         WHERE id = :id`,
      )
      .run({ ...row, id: saved });
  const names = new Map<string, 'former' | 'short'>();
  for (const name of draft.formerNames) if (name !== draft.name) names.set(name, 'former');
  for (const name of draft.shortNames) if (name !== draft.name && !names.has(name)) names.set(name, 'short');
  if (id !== null) prepared(store, 'DELETE FROM enterprise_name WHERE enterprise_id = ?').run(saved);
  if (names.size === 0) return saved;
  const insert = prepared(store, 'INSERT INTO enterprise_name (enterprise_id, name, kind, sort) VALUES (?, ?, ?, ?)');
  [...names].forEach(([name, kind], index) => insert.run(saved, name, kind, index));
  return saved;
}

/** Call inside write(). */
export function removeEnterprise(store: Store, id: number): void {
  store.db.prepare('DELETE FROM enterprise WHERE id = ?').run(id);
}

export interface EnterpriseQuery {
  text: string;
  unitId: number | null;
  tag: string | null;
  offset: number;
  limit: number;
}

/** A name of the store as enterpriseName() writes it: some were stored before that. */
function keptName(column: string): string {
  return `enterprise_name(${column})`;
}

/** Enterprises whose code, any name or the initials of any name contain the text ('' = all), a page in pinyin order. */
export function findEnterprises(store: Store, query: EnterpriseQuery): { total: number; enterprises: Enterprise[] } {
  const parts: string[] = [];
  const values: (string | number)[] = [];
  if (query.text !== '') {
    const like = `%${query.text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    const matches = [
      `${keptName('e.name')} LIKE ?`,
      'e.uscc LIKE ?',
      "(e.former_codes <> '[]' AND e.former_codes LIKE ?)",
      `e.id IN (SELECT n.enterprise_id FROM enterprise_name n WHERE ${keptName('n.name')} LIKE ?)`,
    ];
    values.push(like, like, like, like);
    if (/^[a-z0-9]+$/i.test(query.text)) {
      matches.push(
        'pinyin_initials(e.name) LIKE ?',
        'e.id IN (SELECT n.enterprise_id FROM enterprise_name n WHERE pinyin_initials(n.name) LIKE ?)',
      );
      values.push(like, like);
    }
    parts.push(`(${matches.map((match) => match.replace('LIKE ?', "LIKE ? ESCAPE '\\'")).join(' OR ')})`);
  }
  if (query.unitId !== null) {
    parts.push('e.unit_id = ?');
    values.push(query.unitId);
  }
  if (query.tag !== null) {
    parts.push('EXISTS (SELECT 1 FROM json_each(e.tags) WHERE json_each.value = ?)');
    values.push(query.tag);
  }
  const where = parts.length === 0 ? '1' : parts.join(' AND ');
  const total = store.db.prepare(`SELECT count(*) FROM enterprise e WHERE ${where}`).pluck().get(values) as number;
  const rows = store.db
    .prepare(
      `SELECT e.* FROM enterprise e WHERE ${where} ORDER BY pinyin_initials(e.name), e.name, e.id LIMIT ? OFFSET ?`,
    )
    .all([...values, query.limit, query.offset]) as EnterpriseRow[];
  return { total, enterprises: rows.map((row) => fromRow(store, row)) };
}

export function allEnterprises(store: Store): Enterprise[] {
  return findEnterprises(store, { text: '', unitId: null, tag: null, offset: 0, limit: -1 }).enterprises;
}

/** Tags in use with how many carry them, the most used first. */
export function enterpriseTags(store: Store): { tag: string; count: number }[] {
  return store.db
    .prepare(
      `SELECT t.value AS tag, count(*) AS count FROM enterprise e, json_each(e.tags) t GROUP BY t.value ORDER BY count DESC, tag`,
    )
    .all() as { tag: string; count: number }[];
}

/** Pairs that the officer found to be two enterprises, as `a/b`. */
export function distinctPairs(store: Store): Set<string> {
  const rows = store.db.prepare('SELECT a_id AS a, b_id AS b FROM enterprise_pair').all() as { a: number; b: number }[];
  return new Set(rows.map(({ a, b }) => `${a}/${b}`));
}

/** Call inside write(). */
export function addDistinctPair(store: Store, pair: { a: number; b: number; operator: string }): void {
  const [a, b] = pair.a < pair.b ? [pair.a, pair.b] : [pair.b, pair.a];
  store.db
    .prepare('INSERT INTO enterprise_pair (a_id, b_id, at, operator) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
    .run(a, b, store.now(), pair.operator);
}
