// All ledgers in the order of their list. A new one: its file beside this one, its line here, its table in a migration.

import { abnormal } from './abnormal.js';
import { activity } from './activity.js';
import { certificate } from './certificate.js';
import type { Ledger } from './define.js';
import { enforcement } from './enforcement.js';
import { insurance } from './insurance.js';
import { pledge } from './pledge.js';
import { project } from './project.js';
import { subsidy } from './subsidy.js';

export const LEDGERS: readonly Ledger[] = [
  subsidy,
  pledge,
  insurance,
  project,
  certificate,
  enforcement,
  abnormal,
  activity,
];

export function ledgerOf(id: string): Ledger | null {
  return LEDGERS.find((ledger) => ledger.id === id) ?? null;
}
