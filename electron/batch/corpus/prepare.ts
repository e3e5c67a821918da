// A scratch bureau to check files with: units and period of the folder's profile.json, and the aliases its note names.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { placeOfBureau } from '../../../shared/model/place.js';
import { BUREAU_LEVELS, UNIT_KINDS } from '../../../shared/model/unit.js';
import type { Session } from '../session.js';

const profileSchema = z.object({
  bureau: z.string(),
  level: z.enum(BUREAU_LEVELS),
  period: z.string().nullable(),
  units: z.array(z.object({ name: z.string(), kind: z.enum(UNIT_KINDS), counts_in_total: z.boolean() })),
  note: z.string().optional(),
});

/** A folder without a profile: files of other offices, read for crashes only. */
const PLAIN = {
  bureau: '示例市知识产权局',
  level: 'city' as const,
  period: null,
  units: [{ name: '江北区', kind: 'county' as const, counts_in_total: true }],
};

/** `申请量 (alias of 专利申请量)` in the note. */
const ALIAS = /([\p{Script=Han}A-Za-z]+)\s*\(alias of ([\p{Script=Han}A-Za-z]+)\)/gu;

export async function prepareBureau(session: Session, folder: string): Promise<{ period: string | null }> {
  const path = join(folder, 'profile.json');
  const profile = existsSync(path) ? profileSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : PLAIN;
  await session.ask('setup.create', {
    bureau: {
      name: profile.bureau,
      place: placeOfBureau(profile.bureau),
      level: profile.level,
      code: null,
    },
    units: profile.units.map((unit, index) => ({
      name: unit.name,
      aliases: [],
      kind: unit.kind,
      order: index + 1,
      countsInTotal: unit.counts_in_total,
      ranked: true,
      parentId: null,
      gbCode: null,
      validFrom: null,
      validTo: null,
      contact: '',
      phone: '',
    })),
  });
  const { indicators } = await session.ask('indicators.list', {});
  for (const [, alias, name] of ('note' in profile ? (profile.note ?? '') : '').matchAll(ALIAS)) {
    const found = indicators.find((indicator) => indicator.name === name);
    if (found === undefined) throw new Error(`profile.json names ${name}, which the catalogue lacks`);
    if (found.aliases.includes(alias!)) continue;
    const { code, order: _order, shipped: _shipped, ...indicator } = found;
    await session.ask('indicators.save', {
      code,
      isNew: false,
      indicator: { ...indicator, aliases: [...indicator.aliases, alias!] },
    });
  }
  return { period: profile.period };
}
