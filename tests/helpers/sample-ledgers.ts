// The eight ledgers of the sample in a store, through their declarations.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { saveRows } from '../../electron/core/ledgers/save.js';
import type { Store } from '../../electron/core/store/store.js';
import { LEDGER_FILES, readLedgerFile } from './ledger-files.js';
import { SAMPLE_PERIOD } from './memory-store.js';

export function addSampleLedgers(store: Store): void {
  for (const file of readdirSync(LEDGER_FILES)) {
    const { ledger, drafts } = readLedgerFile(join(LEDGER_FILES, file));
    saveRows(store, ledger, drafts, { operator: '测试', period: SAMPLE_PERIOD });
  }
}
