// Rows of a ledger behind a number of a table out of it.

import { Drawer } from 'antd';

import type { LedgerRef } from '../../../shared/reports/print-table.js';
import { periodTitle } from '../../../shared/model/period.js';
import { RowsBehind } from '../../ledger-ui/rows-behind.js';

export interface Behind {
  rows: LedgerRef;
  /** The number as it is printed. */
  text: string;
}

export function RowsDrawer({ behind, onClose }: { behind: Behind; onClose: () => void }) {
  const { ledger, period, measured, where } = behind.rows;
  return (
    <Drawer open size={680} title={`算入“${behind.text}”的台账记录（${periodTitle(period, 'ytd')}）`} onClose={onClose}>
      <RowsBehind
        ledger={ledger}
        filter={{
          text: '',
          ofPeriod: period,
          conditions: where.map(({ field, value }) =>
            value === null ? { op: 'empty', field, isEmpty: true } : { op: 'in', field, values: [value] },
          ),
        }}
        title="算入"
        none="现在已没有符合的记录，请重新打开这张表。"
        {...(measured === null ? {} : { measured })}
      />
    </Drawer>
  );
}
