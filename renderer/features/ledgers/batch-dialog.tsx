// A 批次 moves as one: which it is, how many rows stand in which stage, and then the same dialog as for a single row.

import { Modal, Select } from 'antd';
import { useEffect, useState } from 'react';

import { statusFieldOf } from '../../../shared/ledgers/define.js';
import { call } from '../../api/client.js';
import { useCall } from '../../api/use-call.js';
import { useReport } from '../../ui/use-report.js';
import { StageDialog } from './stage-dialog.js';
import type { LedgerDesk } from './use-ledger.js';

interface Found {
  ids: readonly number[];
  stages: readonly { stage: string; count: number }[];
}

export function BatchDialog({ desk, onClose }: { desk: LedgerDesk; onClose: () => void }) {
  const { ledger } = desk;
  const report = useReport();
  const status = statusFieldOf(ledger)!;
  const values = useCall('ledgers.values', { ledger: ledger.id, field: 'batch', limit: 200 });
  const [batch, setBatch] = useState<string | number | null>(null);
  const [found, setFound] = useState<Found | null>(null);
  const [isMoving, setMoving] = useState(false);
  useEffect(() => {
    if (batch === null) return undefined;
    let isOld = false;
    const filter = { text: '', conditions: [{ op: 'in' as const, field: 'batch', values: [batch] }] };
    call('ledgers.order', { ledger: ledger.id, filter, groupBy: [{ field: status, part: 'value' }] })
      .then(({ ids, groups }) => {
        if (!isOld)
          setFound({
            ids,
            stages: groups.map(({ keys, count }) => ({ stage: String((keys[0] as string | null) ?? '未填写'), count })),
          });
      })
      .catch(report.failed);
    return () => {
      isOld = true;
    };
  }, [batch, ledger.id, report, status]);
  const label = ledger.fields['batch']?.label ?? '批次';
  if (isMoving && found !== null)
    return (
      <StageDialog
        desk={desk}
        ids={found.ids}
        options={[]}
        to={null}
        what={`${label}“${batch}”（${found.ids.length}行）`}
        onClose={onClose}
      />
    );
  return (
    <Modal
      open
      title={`按${label}办理`}
      okText="下一步"
      cancelText="取消"
      okButtonProps={{ disabled: found === null || found.ids.length === 0 }}
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
        placeholder={values.data?.values.length === 0 ? `还没有填写${label}的行` : `选择${label}`}
        value={batch}
        options={(values.data?.values ?? []).map(({ value, count }) => ({
          value: value as string | number,
          label: `${String(value as string | number)}（${count}行）`,
        }))}
        onChange={setBatch}
      />
      {found !== null && (
        <p>
          共{found.ids.length}行：{found.stages.map(({ stage, count }) => `${stage}${count}行`).join('，')}
        </p>
      )}
    </Modal>
  );
}
