// Texts to copy: one per unit that still owes something, and the notice to all. Nothing is sent from here.

import { Button, Modal, Segmented } from 'antd';
import { useState } from 'react';

import type { Reminder } from '../../../shared/contract/calls/tasks.js';
import type { Period } from '../../../shared/model/period.js';
import { useCall } from '../../api/use-call.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Waiting } from '../../ui/waiting.js';
import type { BoardActions } from './use-board-actions.js';

interface Props {
  period: Period;
  taskId: number;
  round: number;
  /** Only this unit; null: all. */
  unitId: number | null;
  actions: BoardActions;
  onClose: () => void;
}

function Text({ reminder, actions }: { reminder: Reminder; actions: BoardActions }) {
  const { unit, kindLabel, contact, text } = reminder;
  return (
    <article className="reminder" aria-label={`${unit} ${kindLabel}`}>
      <header>
        <strong>{unit}</strong>
        <span className="muted">
          {kindLabel}
          {contact && ` · ${contact.name} ${contact.phone}`}
        </span>
        <Button size="small" onClick={() => void actions.copy(text, `${unit}的${kindLabel}文字`)}>
          复制
        </Button>
      </header>
      <pre>{text}</pre>
    </article>
  );
}

export function RemindersDialog({ period, taskId, round, unitId, actions, onClose }: Props) {
  const { data, error, reload } = useCall('tasks.reminders', { period, taskId });
  const [kind, setKind] = useState<'units' | 'notice'>('units');
  const own = (data?.reminders ?? []).filter((one) => one.round === round);
  const units = own.filter((one) => one.unitId !== null && (unitId === null || one.unitId === unitId));
  const notices = own.filter((one) => one.unitId === null);
  const shown = kind === 'units' ? units : notices;
  return (
    <Modal
      open
      width={680}
      title={unitId === null || !units[0] ? '催报文字' : `催报文字：${units[0].unit}`}
      onCancel={onClose}
      footer={
        <div className="button-row">
          <span className="muted">只生成文字，不会自动发送。</span>
          <span className="top-bar-gap" />
          <Button onClick={onClose}>关闭</Button>
          <Button
            type="primary"
            disabled={shown.length === 0}
            onClick={() =>
              void actions.copy(
                shown.map((one) => one.text).join('\n\n'),
                shown.length === 1 ? `${shown[0]?.unit ?? ''}的文字` : `全部${shown.length}个填报单位的文字`,
              )
            }
          >
            {shown.length > 1 ? `复制全部（${shown.length}）` : '复制'}
          </Button>
        </div>
      }
    >
      {unitId === null && (
        <Segmented
          aria-label="文字的种类"
          className="reminder-kinds"
          value={kind}
          onChange={setKind}
          options={[
            { value: 'units' as const, label: `催报与提醒（${units.length}）` },
            { value: 'notice' as const, label: '报送通知' },
          ]}
        />
      )}
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <Waiting text="正在生成文字…" />}
      {data && shown.length === 0 && (
        <p className="muted list-hint">
          {unitId === null ? '各填报单位都不欠报，没有需要催报的。' : '这个填报单位不欠报，没有需要催报的。'}
        </p>
      )}
      <div className="modal-scroll">
        {shown.map((reminder) => (
          <Text key={reminder.unitId ?? 'notice'} reminder={reminder} actions={actions} />
        ))}
      </div>
    </Modal>
  );
}
