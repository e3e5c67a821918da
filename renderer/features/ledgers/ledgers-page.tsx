// 台账: the list of ledgers, or one of them. Which one is in the address: #/ledgers/pledge, #/ledgers/pledge/12 with its row 12 open.

import { LedgerList } from './ledger-list.js';
import { LedgerPage } from './ledger-page.js';

export function LedgersPage({ rest }: { rest: string }) {
  const [id = '', row = ''] = rest.split('/');
  if (id === '') return <LedgerList />;
  return <LedgerPage key={id} id={id} openRow={/^\d+$/.test(row) ? Number(row) : null} />;
}
