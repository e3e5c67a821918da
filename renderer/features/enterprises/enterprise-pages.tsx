// 企业名录: the list, the page of one enterprise, and what may be one and the same.

import './enterprises.css';

import { DuplicatesPage } from './duplicates-page.js';
import { EnterprisePage } from './enterprise-page.js';
import { EnterprisesPage } from './enterprises-page.js';

/** `rest`: '' for the list, `duplicates`, or the id of one. */
export function EnterprisePages({ rest }: { rest: string }) {
  if (rest === 'duplicates') return <DuplicatesPage />;
  const id = /^\d+$/.test(rest) ? Number(rest) : null;
  return id === null ? <EnterprisesPage /> : <EnterprisePage key={id} id={id} />;
}
