// Where a row comes from and what came of it in other ledgers: a check and its case, one click apart.

import './linked-rows.css';

import { Button } from 'antd';
import { useState } from 'react';

import type { LinkedRow } from '../../../shared/contract/calls/linked-rows.js';
import { useCall } from '../../api/use-call.js';
import { go } from '../../app-state.js';
import { ChooseLinkDialog } from './choose-link-dialog.js';
import { LeadOnDialog } from './lead-on-dialog.js';

export function LinkedRows({ ledger, id }: { ledger: string; id: number }) {
  const { data } = useCall('ledgers.linked', { ledger, id });
  const [isOpen, setOpen] = useState(false);
  const [isChoosing, setChoosing] = useState(false);
  if (!data || (data.to.length === 0 && data.from.length === 0 && data.next === null && data.choose === null))
    return null;
  return (
    <section aria-label="关联记录" className="linked-rows">
      {data.from.map((row) => (
        <LinkTo key={`${row.ledger}${row.id}`} row={row} how="来自" />
      ))}
      {data.to.map((row) => (
        <LinkTo key={`${row.ledger}${row.id}`} row={row} how="转入" />
      ))}
      <div className="link-actions">
        {data.next && (
          <Button size="small" type="primary" onClick={() => setOpen(true)}>
            {data.next.what}…
          </Button>
        )}
        {data.choose && (
          <Button size="small" onClick={() => setChoosing(true)}>
            关联已有{data.choose.title}…
          </Button>
        )}
      </div>
      {isChoosing && data.choose && (
        <ChooseLinkDialog from={{ ledger, id }} choose={data.choose} onClose={() => setChoosing(false)} />
      )}
      {isOpen && data.next && <LeadOnDialog from={{ ledger, id }} next={data.next} onClose={() => setOpen(false)} />}
    </section>
  );
}

function LinkTo({ row, how }: { row: LinkedRow; how: string }) {
  return (
    <p>
      {how}
      {row.title}：
      <button type="button" className="text-link" onClick={() => go('ledgers', `${row.ledger}/${row.id}`)}>
        {row.name === '' ? `第${row.id}条` : row.name}
      </button>
    </p>
  );
}
