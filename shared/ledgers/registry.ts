// All ledgers in the order of their list. A new one: its file beside this one, its line here, its table in a migration.

import { abnormal } from './abnormal.js';
import { abnormalitem } from './abnormalitem.js';
import { activity } from './activity.js';
import { aid } from './aid.js';
import { award } from './award.js';
import { certificate } from './certificate.js';
import { complaint } from './complaint.js';
import type { Ledger } from './define.js';
import { enforcement } from './enforcement.js';
import { event } from './event.js';
import { fund } from './fund.js';
import { inquiry } from './inquiry.js';
import { inspection } from './inspection.js';
import { insurance } from './insurance.js';
import { mark } from './mark.js';
import { markpledge } from './markpledge.js';
import { patent } from './patent.js';
import { pledge } from './pledge.js';
import { policy } from './policy.js';
import { project } from './project.js';
import { ruling } from './ruling.js';
import { service } from './service.js';
import { site } from './site.js';
import { subsidy } from './subsidy.js';
import { subsidyplan } from './subsidyplan.js';
import { title } from './title.js';
import { trademark } from './trademark.js';
import { transfer } from './transfer.js';
import { window } from './window.js';

export const LEDGERS: readonly Ledger[] = [
  patent,
  trademark,
  mark,
  award,
  abnormal,
  abnormalitem,
  subsidy,
  subsidyplan,
  pledge,
  markpledge,
  insurance,
  project,
  certificate,
  title,
  transfer,
  fund,
  enforcement,
  ruling,
  aid,
  inspection,
  window,
  inquiry,
  complaint,
  service,
  activity,
  site,
  policy,
  event,
];

export function ledgerOf(id: string): Ledger | null {
  return LEDGERS.find((ledger) => ledger.id === id) ?? null;
}
