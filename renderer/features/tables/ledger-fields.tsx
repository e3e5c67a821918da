// For rows out of a ledger: which ledger, grouped by which of its fields, and what can be counted or summed.

import { Select } from 'antd';
import { useMemo } from 'react';

import { isSummed } from '../../../shared/ledgers/summed.js';
import type { LayoutDraft } from '../../../shared/reports/define.js';
import { useCall } from '../../api/use-call.js';
import type { Pickable } from './indicator-picker.js';
import { withNodes } from './layout-draft.js';

/** Kinds whose values group rows; free texts and attachments do not. */
const GROUPED = new Set(['unit', 'enterprise', 'choice', 'status', 'yesNo', 'text']);

function useLedgers() {
  const { data } = useCall('ledgers.list', {});
  return useMemo(
    () =>
      (data?.ledgers ?? []).map(({ id, title, declaration }) => ({
        id,
        title,
        fields: Object.entries(declaration.fields).map(([name, field]) => ({
          name,
          kind: field.kind,
          label: field.label,
          isSummed: isSummed(field),
        })),
      })),
    [data],
  );
}

/** 记录数 and every amount or count of the chosen ledger. */
export function useLedgerItems(draft: LayoutDraft): Pickable[] {
  const ledgers = useLedgers();
  const id = draft.rows.axis === 'ledger' ? draft.rows.ledger : null;
  return useMemo(() => {
    const ledger = ledgers.find((one) => one.id === id);
    if (!ledger) return [];
    const rows: Pickable = { key: 'rows', text: '记录数', hint: '有多少条记录', search: '记录数 rows' };
    return [
      rows,
      ...ledger.fields
        .filter((field) => field.isSummed)
        .map((field) => ({
          key: field.name,
          text: field.kind === 'amount' ? `${field.label}（万元）` : field.label,
          hint: `${ledger.title}：${field.label}合计`,
          search: field.label,
        })),
    ];
  }, [ledgers, id]);
}

export function LedgerRowsFields({ draft, onChange }: { draft: LayoutDraft; onChange: (draft: LayoutDraft) => void }) {
  const ledgers = useLedgers();
  const { rows } = draft;
  if (rows.axis !== 'ledger') return null;
  const ledger = ledgers.find((one) => one.id === rows.ledger);
  return (
    <div className="designer-options">
      <label>
        <span>台账</span>
        <Select
          value={rows.ledger}
          options={ledgers.map((one) => ({ value: one.id, label: one.title }))}
          onChange={(id) => {
            const by =
              ledgers.find((one) => one.id === id)?.fields.find((field) => GROUPED.has(field.kind))?.name ?? 'unit';
            const emptied = withNodes(draft, [{ kind: 'ledger', measure: 'rows', only: null, label: '记录数' }]);
            onChange({ ...emptied, rows: { axis: 'ledger', ledger: id, by } });
          }}
        />
      </label>
      <label>
        <span>按哪一栏分行</span>
        <Select
          value={rows.by}
          options={(ledger?.fields ?? [])
            .filter((field) => GROUPED.has(field.kind))
            .map((field) => ({ value: field.name, label: field.label }))}
          onChange={(by) => onChange({ ...draft, rows: { ...rows, by } })}
        />
      </label>
    </div>
  );
}
