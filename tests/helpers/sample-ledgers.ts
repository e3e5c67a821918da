// The eight ledgers of the sample in a store, through their declarations, and a row of each other ledger that a shipped table prints.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { saveRows } from '../../electron/core/ledgers/save.js';
import type { Store } from '../../electron/core/store/store.js';
import { fieldsOf, type CodeKind, type Field, type Ledger } from '../../shared/ledgers/define.js';
import type { FieldInput } from '../../shared/ledgers/read-field.js';
import { ledgerOf } from '../../shared/ledgers/registry.js';
import { allStages } from '../../shared/ledgers/stages.js';
import { LAYOUTS } from '../../shared/reports/layouts/index.js';
import { LEDGER_FILES, readLedgerFile } from './ledger-files.js';
import { SAMPLE_PERIOD } from './memory-store.js';

export function addSampleLedgers(store: Store): void {
  const filled = new Set<string>();
  for (const file of readdirSync(LEDGER_FILES)) {
    const { ledger, drafts } = readLedgerFile(join(LEDGER_FILES, file));
    saveRows(store, ledger, drafts, { operator: '测试', period: SAMPLE_PERIOD });
    filled.add(ledger.id);
  }
  for (const { rows } of LAYOUTS)
    if (rows.axis === 'ledger' && !filled.has(rows.ledger)) addPlainRows(store, ledgerOf(rows.ledger)!);
}

/** Rows of SAMPLE_PERIOD that nearly any declaration takes: days, texts and codes stay empty where they may. */
function addPlainRows(store: Store, ledger: Ledger): void {
  const drafts = ['滕州市', '薛城区'].map((unit, index) => ({
    id: null,
    values: Object.fromEntries(
      fieldsOf(ledger).map(([name, field]) => [name, field.kind === 'unit' ? unit : plainInput(ledger, field, index)]),
    ),
  }));
  const { rows } = saveRows(store, ledger, drafts, { operator: '测试', period: SAMPLE_PERIOD });
  const findings = rows.filter(({ saved }) => !saved).flatMap((row) => row.findings);
  if (findings.length > 0)
    throw new Error(`plainInput() fits no ${ledger.title}: ${findings.map(({ message }) => message).join('; ')}`);
}

function plainInput(ledger: Ledger, field: Field, index: number): FieldInput {
  switch (field.kind) {
    case 'enterprise':
      return `示例${index}有限公司`;
    case 'date':
      return field.required === true ? `${SAMPLE_PERIOD}-0${index + 1}` : null;
    case 'period':
      return SAMPLE_PERIOD;
    case 'integer':
    case 'personCount':
      return 'default' in field && field.default === 'year-of-period' ? SAMPLE_PERIOD.slice(0, 4) : '1';
    case 'amount':
      return '1';
    case 'choice':
      return field.options[0] ?? null;
    case 'status':
      return allStages(ledger.stages!)[0]!;
    case 'code':
      return field.required === true ? SAMPLE_CODES[field.check][index]! : null;
    case 'text':
    case 'longText':
      return field.required === true ? '示例' : null;
    default:
      return null;
  }
}

/** Valid numbers of each kind. */
const SAMPLE_CODES: Record<CodeKind, readonly string[]> = {
  uscc: ['91370481MA3C000019', '91370481MA3C000027'],
  patent: ['202210123401.0', '202210123403.X'],
  trademark: ['12345678', '12345679'],
  'nice-class': ['9', '29'],
  document: ['枣市监〔2022〕3号', '枣市监〔2022〕4号'],
  case: ['枣市监处罚〔2022〕3号', '枣市监处罚〔2022〕4号'],
  pledge: ['Y2022980001234', 'Y2022980001235'],
  certificate: ['SL-2022-001', 'SL-2022-002'],
};
