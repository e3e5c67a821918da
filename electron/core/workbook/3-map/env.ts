// What mapping and checking may know: units, indicators, settings, remembered answers. Handed in, so that tests need no store.

import type { Settings } from '../../../../shared/contract/program-records.js';
import type { Ledger } from '../../../../shared/ledgers/define.js';
import type { Period } from '../../../../shared/model/period.js';
import type { ReportingUnit } from '../../../../shared/model/unit.js';
import type { StoredIndicator } from '../../store/indicator-store.js';
import type { Vocabulary } from '../2-recognise/find-table.js';

export interface MapEnv {
  words: Vocabulary;
  units: readonly ReportingUnit[];
  indicators: ReadonlyMap<string, StoredIndicator>;
  settings: Settings;
  /** From the officer, for files that state no period (rules.md 19). */
  periodHint: Period | null;
  /** Answers of this run by question id. */
  answers: Readonly<Record<string, string>>;
  /** Remembered answer for a unit and layout, or undefined. */
  remembered(unitId: number | null, fingerprint: string, topic: string): string | undefined;
  /** False where no sheet was ever put into a ledger by hand: heads need not be looked up for it. */
  remembersLedgers?: boolean;
  /** Ledgers that the office made. */
  ownLedgers?: readonly Ledger[];
}
