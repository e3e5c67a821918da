// The case that a check belongs to, or the check that a case came of, chosen from those that are there by part of number or party.

import { Modal, Select } from 'antd';
import { useState } from 'react';

import type { Result } from '../../../shared/contract/index.js';
import { call } from '../../api/client.js';
import { useCall } from '../../api/use-call.js';
import { useApp } from '../../app-state.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';

interface Props {
  from: { ledger: string; id: number };
  choose: NonNullable<Result<'ledgers.linked'>['choose']>;
  onClose: () => void;
}

export function ChooseLinkDialog({ from, choose, onClose }: Props) {
  const { period } = useApp();
  const report = useReport();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<number | null>(null);
  const { isBusy, whileBusy } = useBusy();
  const { data, isLoading } = useCall('ledgers.link-choices', { ...from, text });
  const rows = data?.rows ?? [];

  const save = async (): Promise<void> => {
    if (chosen === null) return;
    await whileBusy(async () => {
      const { row } = await call('ledgers.link', { ...from, other: chosen, period });
      report.done(`已关联${choose.title}：${row.name === '' ? `第${row.id}条` : row.name}，可以撤销`);
      onClose();
    });
  };

  return (
    <Modal
      open
      title={`关联已有${choose.title}`}
      okText="关联"
      cancelText="取消"
      okButtonProps={{ ...SAVE_KEY, disabled: chosen === null }}
      confirmLoading={isBusy}
      onCancel={onClose}
      onOk={() => void save()}
      width={560}
      destroyOnHidden
    >
      <Select
        autoFocus
        className="link-choice"
        aria-label={choose.title}
        placeholder="输入号码或当事人的一部分"
        style={{ width: '100%' }}
        value={chosen}
        loading={isLoading}
        showSearch={{ filterOption: false, onSearch: setText }}
        notFoundContent={data === null ? '正在查找…' : '没有可以关联的记录，请换一个词'}
        options={rows.map(({ id, name, detail }) => ({
          value: id,
          label: (
            <span>
              {name === '' ? `第${id}条` : name}
              <small className="muted link-choice-detail">{detail}</small>
            </span>
          ),
          title: name,
        }))}
        onChange={setChosen}
      />
      <p className="muted">
        {data?.isCut === true
          ? '只列出前50条，请输入号码或当事人缩小范围。'
          : '同名的列在最前面。关联后两边都能看到，可以撤销。'}
      </p>
    </Modal>
  );
}
