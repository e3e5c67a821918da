// The contract: one table of calls. From it follow the types below, the allow-list of both hosts, and the checks at run time.
// To add a call: its entry in calls/<domain>.ts, its line in electron/core/handlers.ts, then use it.

import type { z } from 'zod';

import type { CallKind } from './define.js';
import { benchmarkCalls } from './calls/benchmarks.js';
import { chartCalls } from './calls/charts.js';
import { checkCalls } from './calls/checks.js';
import { feedbackCalls } from './calls/feedback.js';
import { finalCopyCalls } from './calls/final-copies.js';
import { formCalls } from './calls/forms.js';
import { importCalls } from './calls/import.js';
import { ledgerGridCalls } from './calls/ledger-grid.js';
import { ledgerListCalls } from './calls/ledger-lists.js';
import { linkedRowCalls } from './calls/linked-rows.js';
import { layoutCalls } from './calls/layouts.js';
import { insightCalls } from './calls/insights.js';
import { ledgerCalls } from './calls/ledgers.js';
import { ownLedgerCalls } from './calls/own-ledgers.js';
import { newYearCalls } from './calls/new-year.js';
import { returnCalls } from './calls/returns.js';
import { systemCalls } from './calls/system.js';
import { targetCalls } from './calls/targets.js';
import { taskCalls } from './calls/tasks.js';
import { upwardCalls } from './calls/upward.js';
import { unitCalls } from './calls/units.js';
import { valueEntryCalls } from './calls/value-entry.js';
import { valueCalls } from './calls/values.js';

export const CALLS = {
  ...systemCalls,
  ...unitCalls,
  ...importCalls,
  ...checkCalls,
  ...returnCalls,
  ...valueCalls,
  ...valueEntryCalls,
  ...targetCalls,
  ...chartCalls,
  ...feedbackCalls,
  ...newYearCalls,
  ...insightCalls,
  ...benchmarkCalls,
  ...taskCalls,
  ...formCalls,
  ...ledgerCalls,
  ...layoutCalls,
  ...finalCopyCalls,
  ...ledgerGridCalls,
  ...linkedRowCalls,
  ...ownLedgerCalls,
  ...ledgerListCalls,
  ...upwardCalls,
};

export type CallName = keyof typeof CALLS;
export type Params<K extends CallName> = z.input<(typeof CALLS)[K]['params']>;
export type ParsedParams<K extends CallName> = z.output<(typeof CALLS)[K]['params']>;
export type Result<K extends CallName> = z.output<(typeof CALLS)[K]['result']>;

export function isCallName(name: string): name is CallName {
  return Object.hasOwn(CALLS, name);
}

export function kindOf(name: CallName): CallKind {
  return CALLS[name].kind;
}
