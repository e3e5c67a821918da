// Names of backups: when and why, so that they can be told apart in a folder. The time is that of the computer, with its distance
// from UTC, which keeps the moment when the computer is set to another zone, and tells the hour that comes twice apart.
// Backups of earlier versions carry UTC and no distance; they are read as such.

import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { Backup } from '../../../shared/contract/program-records.js';

export type BackupReason = Backup['reason'];

const STAMP = /(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})(\d{3})(?:([+-])(0\d|1[0-4])([0-5]\d)(?=\D|$))?/;

/** 2022-08-03T09:05:06.007Z → 20220803-170506007+0800. `east`: minutes that the computer's clock is ahead of UTC. */
export function localStamp(at: string, east = -new Date(at).getTimezoneOffset()): string {
  const local = new Date(Date.parse(at) + east * 60_000)
    .toISOString()
    .replaceAll(/[-:.Z]/g, '')
    .replace('T', '-');
  const two = (n: number): string => String(n).padStart(2, '0');
  const distance = Math.abs(east);
  return `${local}${east < 0 ? '-' : '+'}${two(Math.floor(distance / 60))}${two(distance % 60)}`;
}

/** A name that no backup has yet. */
export function freeBackupId(folder: string, at: string, reason: BackupReason): string {
  let id = `${localStamp(at)}-${reason}.sqlite`;
  for (let n = 2; existsSync(join(folder, id)); n += 1) id = `${localStamp(at)}-${n}-${reason}.sqlite`;
  return id;
}

/** The moment that a name says, wherever in it; null where it says none. */
export function createdAtOf(name: string): string | null {
  const [, year, month, day, hour, minute, second, ms, sign, hours, minutes] = STAMP.exec(name) ?? [];
  if (year === undefined) return null;
  const moment = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`);
  if (Number.isNaN(moment.getTime())) return null;
  const east = sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  return new Date(moment.getTime() - east * 60_000).toISOString();
}

export function reasonOf(id: string): BackupReason {
  return (/-(manual|daily|migration|restore|import|file)\.sqlite$/.exec(id)?.[1] ?? 'manual') as BackupReason;
}
