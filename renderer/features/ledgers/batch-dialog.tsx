// A 批次 moves as one: which it is, how many rows stand in which stage, and then the same dialog as for a single row.

import './dialogs.css';

import { Checkbox, Modal, Select } from 'antd';
import { useEffect, useState } from 'react';

import { fieldOf, statusFieldOf } from '../../../shared/ledgers/define.js';
import { call } from '../../api/client.js';
import { useCall } from '../../api/use-call.js';
import { useReport } from '../../ui/use-report.js';
import { StageDialog } from './stage-dialog.js';
import type { LedgerDesk } from './use-ledger.js';

interface Found {
  stages: readonly { stage: string; ids: readonly number[] }[];
}

/** Rows come in the order of their groups. */
function byStage(
  ids: readonly number[],
  groups: readonly { keys: readonly unknown[]; count: number }[],
): Found['stages'] {
  let at = 0;
  return groups.map(({ keys, count }) => {
    const part = ids.slice(at, at + count);
    at += count;
    return { stage: String((keys[0] as string | null) ?? '未填写'), ids: part };
  });
}

interface Batch {
  key: string;
  year: number | null;
  value: string | number;
  label: string;
  count: number;
}

export function BatchDialog({ desk, onClose }: { desk: LedgerDesk; onClose: () => void }) {
  const { ledger } = desk;
  const report = useReport();
  const status = statusFieldOf(ledger)!;
  // 第三批 comes again every year: a batch is that of its year.
  const hasYear = fieldOf(ledger, 'year') !== null;
  const { data } = useCall('ledgers.groups', {
    ledger: ledger.id,
    by: [...(hasYear ? [{ field: 'year' }] : []), { field: 'batch' }],
  });
  const batches = (data?.groups ?? []).flatMap(({ keys, count }): Batch[] => {
    const batchOf = keys.at(-1) as string | number | null;
    const yearOf = hasYear ? (keys[0] as number | null) : null;
    if (batchOf === null || batchOf === '') return [];
    const text = String(batchOf);
    const shown = yearOf === null || text.includes(String(yearOf)) ? text : `${yearOf}年 ${text}`;
    return [{ key: `${yearOf ?? ''}/${text}`, year: yearOf, value: batchOf, label: shown, count }];
  });
  const [chosen, setChosen] = useState<string | null>(null);
  const batch = batches.find((one) => one.key === chosen) ?? null;
  const { value, year } = batch ?? { value: null, year: null };
  const [found, setFound] = useState<Found | null>(null);
  const [taken, setTaken] = useState<readonly string[]>([]);
  const ids = (found?.stages ?? []).flatMap((one) => (taken.includes(one.stage) ? one.ids : []));
  const [isMoving, setMoving] = useState(false);
  useEffect(() => {
    if (value === null) return undefined;
    let isOld = false;
    const ofYear = hasYear
      ? [
          year === null
            ? { op: 'empty' as const, field: 'year', isEmpty: true }
            : { op: 'in' as const, field: 'year', values: [year] },
        ]
      : [];
    const filter = { text: '', conditions: [{ op: 'in' as const, field: 'batch', values: [value] }, ...ofYear] };
    call('ledgers.order', { ledger: ledger.id, filter, groupBy: [{ field: status, part: 'value' }] })
      .then((order) => {
        if (isOld) return;
        const stages = byStage(order.ids, order.groups);
        setFound({ stages });
        // What came to an end on the way does not go on with the others.
        setTaken(stages.flatMap(({ stage }) => (ledger.stages?.ends.includes(stage) === true ? [] : [stage])));
      })
      .catch(report.failed);
    return () => {
      isOld = true;
    };
  }, [value, year, hasYear, ledger, report, status]);
  const label = ledger.fields['batch']?.label ?? '批次';
  if (isMoving && found !== null)
    return (
      <StageDialog
        desk={desk}
        ids={ids}
        options={[]}
        to={null}
        what={`${label}“${batch?.label ?? ''}”（${ids.length}条）`}
        onClose={onClose}
      />
    );
  return (
    <Modal
      open
      title={`按${label}办理`}
      okText="下一步"
      cancelText="取消"
      okButtonProps={{ disabled: ids.length === 0 }}
      onOk={() => setMoving(true)}
      onCancel={onClose}
      width={460}
    >
      <p className="muted">同一{label}的各行一起进入下一环节，算作一步，可以整体撤销。</p>
      <Select
        className="batch-select"
        autoFocus
        showSearch
        aria-label={label}
        placeholder={data !== null && batches.length === 0 ? `还没有填写${label}的行` : `选择${label}`}
        value={chosen}
        options={batches.map((one) => ({ value: one.key, label: `${one.label}（${one.count}条）` }))}
        onChange={setChosen}
      />
      {found !== null && (
        <fieldset className="batch-stages">
          <legend>现在的环节（不选的不动）</legend>
          <Checkbox.Group
            value={[...taken]}
            options={found.stages.map((one) => ({ value: one.stage, label: `${one.stage} ${one.ids.length}条` }))}
            onChange={setTaken}
          />
          <p className="muted">将一起进入下一环节的共{ids.length}条。</p>
        </fieldset>
      )}
    </Modal>
  );
}
