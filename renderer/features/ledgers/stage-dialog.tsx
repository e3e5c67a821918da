// Moves one row, chosen rows or a whole 批次 to a stage: day, receiver and note are part of the record.

import './dialogs.css';

import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';

import { fieldOf, type LedgerRow } from '../../../shared/ledgers/define.js';
import { readDay } from '../../../shared/ledgers/read-day.js';
import { rowName } from '../../../shared/ledgers/row-name.js';
import { allStages } from '../../../shared/ledgers/stages.js';
import { withYear } from '../../../shared/ledgers/typed-day.js';
import { chinaDate } from '../../../shared/tasks/working-days.js';
import { matchesQuery } from '../../../shared/model/pinyin.js';
import { call } from '../../api/client.js';
import { useCall } from '../../api/use-call.js';
import { useSeen } from '../../api/seen.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { useBusy } from '../../ui/use-busy.js';
import { useDiscard } from '../../ui/use-discard.js';
import { useReport } from '../../ui/use-report.js';
import { RowField } from './row-field.js';
import { goingBack } from './stage-path.js';
import type { LedgerDesk } from './use-ledger.js';

const rowValues = ({ values }: { values: LedgerRow }): LedgerRow => values;

interface Props {
  desk: LedgerDesk;
  ids: readonly number[];
  /** Stages in the order of likelihood; empty: all. */
  options: readonly string[];
  to: string | null;
  /** What is moved, in words: 第三批（23行）. */
  what?: string;
  /** The row itself, where it is one: what it holds already stands in the fields that the stage asks for. */
  row?: LedgerRow;
  onClose: () => void;
}

interface Values {
  to: string;
  on: string;
  toWhom: string;
  note: string;
}

export function StageDialog({ desk, ids, options, to, what, row, onClose }: Props) {
  const { ledger } = desk;
  const report = useReport();
  const seen = useSeen();
  const today = chinaDate(new Date().toISOString());
  const year = Number(today.slice(0, 4));
  const [form] = Form.useForm<Values>();
  const leave = useDiscard(() => form.isFieldsTouched(), onClose);
  const { isBusy, whileBusy } = useBusy();
  const [asked, setAsked] = useState<Readonly<Record<string, string>>>({});
  const chosen = Form.useWatch('to', form) ?? to;
  const on = Form.useWatch('on', form) ?? today;
  const fields = (chosen === null ? [] : (ledger.stages?.asks?.[chosen] ?? [])).flatMap((name) => {
    const field = fieldOf(ledger, name);
    return field === null ? [] : [{ name, field }];
  });
  // The first day that a stage asks for is that of the move, for a single row; of many rows nobody knows which have it.
  const firstDay = fields.find(({ field }) => field.kind === 'date')?.name;
  const textOf = (name: string): string => {
    if (Object.hasOwn(asked, name)) return asked[name]!;
    if (row === undefined) return '';
    const known = desk.textOf(name, row[name] ?? null);
    return known === '' && name === firstDay ? on : known;
  };
  const { data: moving } = useCall('ledgers.read', { ledger: ledger.id, ids: [...ids] });
  const back = chosen === null ? [] : goingBack(ledger, (moving?.rows ?? []).map(rowValues), chosen);
  const stages = options.length > 0 ? options : ledger.stages ? allStages(ledger.stages) : [];
  const move = (values: Values): Promise<void> =>
    whileBusy(async () => {
      const on = values.on.trim() === '' ? null : readDay(withYear(values.on, year));
      const stated = fields.flatMap(({ name }) => {
        const text = textOf(name).trim();
        return text === '' ? [] : [[name, text]];
      });
      const { moved } = await call(
        'ledgers.move-stage',
        {
          ledger: ledger.id,
          ids: [...ids],
          to: values.to,
          on,
          toWhom: values.toWhom.trim(),
          note: values.note.trim(),
          values: Object.fromEntries(stated),
        },
        { seen },
      );
      report.done(moved === 0 ? `已在“${values.to}”，没有改动` : `${moved}条已进入“${values.to}”，可以撤销`);
      onClose();
    });
  return (
    <Modal
      open
      title={`办理环节：${what ?? (ids.length > 1 ? `所选${ids.length}条` : (row === undefined ? '' : rowName(ledger, row)) || '这一条')}`}
      okText="确定"
      okButtonProps={SAVE_KEY}
      cancelText="取消"
      confirmLoading={isBusy}
      onCancel={leave}
      onOk={() => form.submit()}
      width={460}
      destroyOnHidden
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ to: to ?? undefined, on: today, toWhom: '', note: '' }}
        onFinish={(values) => void move(values)}
      >
        <Form.Item name="to" label="进入环节" rules={[{ required: true, message: '请选择环节' }]}>
          <Select
            options={stages.map((stage) => ({ value: stage, label: stage }))}
            autoFocus={to === null}
            showSearch={{ filterOption: (query, option) => matchesQuery(query, option?.label ?? '') }}
          />
        </Form.Item>
        {back.length > 0 && (
          <p className="stage-back" role="status">
            将退回到“{chosen}”：{back.map(({ stage, count }) => `现在“${stage}”的${count}条`).join('、')}。
          </p>
        )}
        <div className="form-row">
          <Form.Item
            name="on"
            label="日期"
            rules={[
              {
                validator: (_, value: string) =>
                  value.trim() === '' || readDay(withYear(value, year)) !== null
                    ? Promise.resolve()
                    : Promise.reject(new Error('应为日期，如2022-07-31')),
              },
            ]}
          >
            <Input autoFocus={to !== null} onPressEnter={() => form.submit()} />
          </Form.Item>
          <Form.Item name="toWhom" label="送交（科室、单位或人员）" className="grow">
            <Input onPressEnter={() => form.submit()} />
          </Form.Item>
        </div>
        {fields.length > 0 && (
          <div className="row-fields stage-fields">
            {fields.map(({ name, field }) => (
              <RowField
                key={`${chosen}-${name}`}
                desk={desk}
                name={name}
                field={field}
                text={textOf(name)}
                finding={undefined}
                files={[]}
                onAddFile={() => undefined}
                onOpenFile={() => undefined}
                onRemoveFile={() => undefined}
                onText={(text) => setAsked((old) => ({ ...old, [name]: text }))}
                onEnterprise={() => undefined}
              />
            ))}
            {ids.length > 1 && <p className="muted">填写的内容写入全部{ids.length}条；不填的各条保持原有内容。</p>}
          </div>
        )}
        <Form.Item name="note" label="说明">
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
