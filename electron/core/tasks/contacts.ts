// The contacts book: people named in received files, overlaid by what the officer keeps. Personal data: on screen only,
// in no export. An undone import takes its people along, because they are read from the files that stand.

import type { Ctx } from '../context.js';
import { saveContact, storedContacts } from '../store/attachment-store.js';
import type { Store } from '../store/store.js';
import { peopleInFiles } from '../store/submission-store.js';
import { listUnits } from '../store/unit-store.js';
import { write } from '../store/write.js';
import type { Contact } from '../../../shared/contract/calls/tasks.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';

const ROLE_ORDER = ['填报人', '审核人', '负责人'];

/** All visible contacts, by unit, kept ones first, then who was seen last. */
export function contactsOf(store: Store): Contact[] {
  const units = listUnits(store);
  const order = new Map(units.map((unit, index) => [unit.id, index]));
  const names = new Map(units.map((unit) => [unit.id, unit.name]));
  const key = (one: { unitId: number; name: string }): string => `${one.unitId}/${one.name}`;
  const result = new Map<string, Contact>();
  const hidden = new Set<string>();
  for (const kept of storedContacts(store)) {
    if (kept.hidden) hidden.add(key(kept));
    else
      result.set(key(kept), {
        id: kept.id,
        unitId: kept.unitId,
        unit: names.get(kept.unitId) ?? '',
        name: kept.name,
        phone: kept.phone,
        role: kept.role,
        note: kept.note,
        lastSeenAt: null,
        lastSeenFile: '',
      });
  }
  // Newest file first: the first telephone that is found is the newest.
  for (const person of peopleInFiles(store)) {
    if (hidden.has(key(person))) continue;
    const known = result.get(key(person));
    if (!known)
      result.set(key(person), {
        id: null,
        unitId: person.unitId,
        unit: names.get(person.unitId) ?? '',
        name: person.name,
        phone: person.phone,
        role: person.role,
        note: '',
        lastSeenAt: person.lastSeen,
        lastSeenFile: person.file,
      });
    else {
      known.lastSeenAt ??= person.lastSeen;
      known.lastSeenFile ||= person.file;
      known.phone ||= person.phone;
    }
  }
  // The contact of the unit's own record stands in where nobody else is known.
  for (const unit of units)
    if (unit.contact.trim() !== '' && !result.has(key({ unitId: unit.id, name: unit.contact.trim() })))
      result.set(key({ unitId: unit.id, name: unit.contact.trim() }), {
        id: null,
        unitId: unit.id,
        unit: unit.name,
        name: unit.contact.trim(),
        phone: unit.phone,
        role: '联系人',
        note: '',
        lastSeenAt: null,
        lastSeenFile: '',
      });
  const rank = (role: string): number => (ROLE_ORDER.includes(role) ? ROLE_ORDER.indexOf(role) : -1);
  return [...result.values()].toSorted(
    (a, b) =>
      order.get(a.unitId)! - order.get(b.unitId)! ||
      (a.id === null ? 1 : 0) - (b.id === null ? 1 : 0) ||
      rank(a.role) - rank(b.role) ||
      (b.lastSeenAt ?? '').localeCompare(a.lastSeenAt ?? ''),
  );
}

export function list(ctx: Ctx, _params: ParsedParams<'contacts.list'>): Result<'contacts.list'> {
  return { contacts: contactsOf(ctx.store) };
}

export function save(ctx: Ctx, { id, contact }: ParsedParams<'contacts.save'>): Result<'contacts.save'> {
  const unit = listUnits(ctx.store).find((candidate) => candidate.id === contact.unitId);
  if (!unit) throw new AppError('data.not-found', { what: '填报单位' });
  const stored = storedContacts(ctx.store);
  if (id !== null && !stored.some((one) => one.id === id)) throw new AppError('data.not-found', { what: '联系人' });
  const same = stored.find((one) => one.unitId === unit.id && one.name === contact.name);
  // One that was removed is taken up again by its name.
  if (same !== undefined && same.id !== id && (id !== null || !same.hidden))
    throw new AppError('data.exists', { what: `${unit.name}的联系人“${contact.name}”` });
  write(
    ctx.store,
    {
      // The name of a person stands in the journal, not in the activity log that may be printed.
      kind: 'tasks',
      label: `${contact.hidden ? '移除' : '保存'}联系人：${unit.name}`,
      operator: ctx.operator,
      topics: ['tasks'],
    },
    () => saveContact(ctx.store, contact, id),
  );
  return {};
}
