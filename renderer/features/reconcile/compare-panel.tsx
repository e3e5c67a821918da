// One compared number: how the ledger counts, why the two differ, and the rows that were counted.

import { Button, Checkbox, Input, Radio } from 'antd';
import { useState } from 'react';

import { DIFFERENCE_REASONS, REASON_LABEL, type DifferenceReason } from '../../../shared/ledgers/reconcile.js';
import type { Period } from '../../../shared/model/period.js';
import { call } from '../../api/client.js';
import { useApp } from '../../app-state.js';
import { RowsBehind } from '../../ledger-ui/rows-behind.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';
import { formatWhen } from '../../ui/when.js';
import { openBeside, type CompareRow } from './reconcile-lines.js';

function Why({ row, period }: { row: CompareRow; period: Period }) {
  const report = useReport();
  const { explanation } = row.unit;
  const [reason, setReason] = useState<DifferenceReason | null>(explanation?.reason ?? null);
  const [note, setNote] = useState(explanation?.note ?? '');
  const [isForAll, setForAll] = useState(false);
  const { isBusy, whileBusy } = useBusy();
  const beside = openBeside(row);
  const explain = (chosen: DifferenceReason | null): Promise<void> =>
    whileBusy(async () => {
      const { ledger, code } = row.line;
      await call('ledgers.explain', {
        period,
        ledger,
        code,
        unitId: row.unit.unitId,
        ...(chosen !== null && isForAll ? { alike: beside } : {}),
        reason: chosen,
        note: note.trim(),
      });
      report.done(chosen === null ? '已取消说明。' : '已保存说明。报送数或台账数再变时，说明自动失效。');
    });
  return (
    <section>
      <h3>差异说明</h3>
      <Radio.Group
        aria-label="差异原因"
        value={reason}
        onChange={(event) => setReason(event.target.value as DifferenceReason)}
        options={DIFFERENCE_REASONS.map((value) => ({ value, label: REASON_LABEL[value] }))}
      />
      <Input.TextArea
        aria-label="说明文字"
        rows={2}
        maxLength={500}
        placeholder="如：第3笔质押7月31日登记，8月报送"
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {beside.length > 0 && (
        <Checkbox checked={isForAll} onChange={(event) => setForAll(event.target.checked)}>
          本指标其余{beside.length}个待说明的填报单位也用这一说明
        </Checkbox>
      )}
      {explanation && (
        <p className="muted">
          {explanation.operator} {formatWhen(explanation.at)}
        </p>
      )}
      <div className="button-row">
        <Button
          type="primary"
          {...SAVE_KEY}
          disabled={reason === null}
          loading={isBusy}
          onClick={() => void explain(reason)}
        >
          保存说明
        </Button>
        {explanation && (
          <Button disabled={isBusy} onClick={() => void explain(null)}>
            取消说明
          </Button>
        )}
      </div>
    </section>
  );
}

export function ComparePanel({ row, period, title }: { row: CompareRow | null; period: Period; title: string }) {
  const { showSource } = useApp();
  if (!row)
    return (
      <aside className="reconcile-panel" aria-label="核对明细">
        <p className="muted">选中一行，这里列出台账中算入的记录，并可写明差异原因。</p>
      </aside>
    );
  const { line, unit } = row;
  return (
    <aside className="reconcile-panel" aria-label="核对明细">
      <h2>
        {unit.unit} · {line.indicator}
      </h2>
      <p className="muted">口径：{line.rule}</p>
      <p>
        <Button
          size="small"
          onClick={() => showSource({ unitId: unit.unitId, code: line.code, period, basis: line.basis }, true)}
        >
          报送数的来源
        </Button>
      </p>
      {unit.state !== 'equal' && <Why row={row} period={period} />}
      <RowsBehind
        ledger={line.ledger}
        filter={{ behind: { code: line.code, period, basis: line.basis, unitId: unit.unitId } }}
        title={title}
        none="台账中没有这个填报单位符合口径的记录。"
      />
    </aside>
  );
}
