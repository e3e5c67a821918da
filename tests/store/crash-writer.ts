// Not a test: the program that crash.test.ts kills. Imports "files" one after another, each in one write() as the real import
// does, and says so on stdout only after write() has returned.

import { writeSync } from 'node:fs';

import { listIndicators } from '../../electron/core/store/indicator-store.js';
import { listUnits } from '../../electron/core/store/unit-store.js';
import { addRevisions } from '../../electron/core/store/value-store.js';
import { write } from '../../electron/core/store/write.js';
import { openCrashStore } from '../helpers/crash-store.js';

const path = process.argv[2]!;
/** Revisions of one change set; crash.test.ts counts them. */
const ROWS = Number(process.argv[3]);

const store = await openCrashStore(path);
const unitId = listUnits(store)[0]!.id;
const indicators = listIndicators(store);
writeSync(1, 'ready\n');

for (;;) {
  const done = write(store, { kind: 'import', label: '导入', operator: '测试', topics: ['values'] }, (changeSetId) => {
    addRevisions(
      store,
      changeSetId,
      Array.from({ length: ROWS }, (_, n) => ({
        unitId,
        indicatorId: indicators[n % indicators.length]!.id,
        period: `20${String(10 + Math.floor(n / indicators.length)).padStart(2, '0')}-07`,
        basis: 'ytd' as const,
        state: 'value' as const,
        value: changeSetId * 1000 + n + 1,
        origin: 'import' as const,
        submissionId: null,
        sheet: '表1',
        cell: `B${n}`,
        text: String(n),
        sourceMeasure: '件',
        reason: null,
      })),
    );
    return changeSetId;
  });
  // One synchronous write to the pipe: what the parent reads was committed before.
  writeSync(1, `${done}\n`);
}
