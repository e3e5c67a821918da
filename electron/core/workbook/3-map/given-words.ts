// What recognising and mapping must know of the store, as plain data: it goes to the parse process with the first file, so
// that a workbook is understood where it is read, and what arrives here is small.

import type { Settings } from '../../../../shared/contract/program-records.js';
import { buildLookup } from '../../../../shared/indicators/lookup.js';
import type { Ledger } from '../../../../shared/ledgers/define.js';
import type { ReportingUnit } from '../../../../shared/model/unit.js';
import type { StoredIndicator } from '../../store/indicator-store.js';
import { LEDGER_AS } from '../2-recognise/chosen-ledger.js';
import { UnitNames } from '../2-recognise/names.js';
import type { MapEnv } from './env.js';

export interface GivenWords {
  place: string;
  units: readonly ReportingUnit[];
  indicators: readonly StoredIndicator[];
  settings: Settings;
  /** Remembered answers of recognising (识别规则). */
  remembered: readonly { unitId: number | null; fingerprint: string; topic: string; answer: string }[];
  /** Ledgers that the office made: they claim a sheet of which they know every head. */
  ownLedgers: readonly Ledger[];
}

export function envOf(words: GivenWords): Omit<MapEnv, 'answers' | 'periodHint'> {
  const { place, units, indicators, settings } = words;
  const keyOf = (unitId: number | null, fingerprint: string, topic: string): string =>
    `${unitId ?? ''}|${fingerprint}|${topic}`;
  const remembered = new Map(
    words.remembered.map((row) => [keyOf(row.unitId, row.fingerprint, row.topic), row.answer]),
  );
  return {
    words: { units: new UnitNames(units, place), indicators: buildLookup(indicators), place },
    units,
    indicators: new Map(indicators.map((indicator) => [indicator.code, indicator])),
    settings,
    ownLedgers: words.ownLedgers,
    remembersLedgers: words.remembered.some((row) => row.topic === LEDGER_AS),
    remembered: (unitId, fingerprint, topic) => remembered.get(keyOf(unitId, fingerprint, topic)),
  };
}
