// Form of one 考核方案: name, whom it is about, and its items with weight and way of scoring.

import { Button, Input, InputNumber, Modal, Radio, Select } from 'antd';
import { useState } from 'react';

import { yearOf } from '../../../shared/model/period.js';
import {
  METHOD_LABEL,
  schemeProblem,
  type Scheme,
  type SchemeDraft,
  type SchemeItem,
} from '../../../shared/targets/scheme.js';
import { call } from '../../api/client.js';
import { useSeen } from '../../api/seen.js';
import { useCall } from '../../api/use-call.js';
import { useApp } from '../../app-state.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { useDiscard } from '../../ui/use-discard.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';
import { Method, NEW_METHOD, type Kind } from './scheme-method.js';

function newItem(items: readonly SchemeItem[]): SchemeItem {
  let n = items.length + 1;
  while (items.some((item) => item.key === `i${n}`)) n += 1;
  return {
    key: `i${n}`,
    group: items.at(-1)?.group ?? '',
    name: '',
    code: null,
    weight: '5',
    method: NEW_METHOD.manual,
    target: '',
    note: '',
  };
}

interface Props {
  /** null: a blank one; one without id is a copy to begin with. */
  scheme: Scheme | SchemeDraft | null;
  onClose: (id: number | null) => void;
}

export function SchemeForm({ scheme, onClose }: Props) {
  const id = scheme !== null && 'id' in scheme ? scheme.id : null;
  const { period } = useApp();
  const report = useReport();
  const seen = useSeen();
  const indicators = useCall('indicators.list', {}).data?.indicators ?? [];
  const { isBusy, whileBusy } = useBusy();
  const [start] = useState<SchemeDraft>(
    () =>
      scheme ?? { year: yearOf(period), name: '', subject: 'units', issuer: '', document: '', items: [newItem([])] },
  );
  const [draft, setDraft] = useState(start);
  /** Key of the item that was added last: it is typed next. */
  const [added, setAdded] = useState('');
  const leave = useDiscard(
    () => draft !== start,
    () => onClose(null),
  );
  const change = (changes: Partial<SchemeDraft>): void => setDraft({ ...draft, ...changes });
  const changeItem = (key: string, changes: Partial<SchemeItem>): void =>
    change({ items: draft.items.map((item) => (item.key === key ? { ...item, ...changes } : item)) });
  const add = (): void => {
    const item = newItem(draft.items);
    change({ items: [...draft.items, item] });
    setAdded(item.key);
  };

  const why = schemeProblem(draft);
  const save = (): Promise<void> =>
    whileBusy(async () => {
      const { year, name, subject, issuer, document, items } = draft;
      const saved = await call(
        'schemes.save',
        { id, scheme: { year, name, subject, issuer, document, items } },
        { seen },
      );
      report.done(`已保存考核方案“${draft.name}”`);
      onClose(saved.id);
    });

  return (
    <Modal
      open
      width={1120}
      title={id === null ? '新建考核方案' : `考核方案：${start.name}`}
      okText="保存"
      cancelText="取消"
      okButtonProps={{
        ...SAVE_KEY,
        loading: isBusy,
        disabled: why !== '',
        ...(why === '' ? {} : { title: why }),
      }}
      onOk={() => void save()}
      onCancel={leave}
    >
      <div className="split-tools" style={{ marginBottom: 12 }}>
        <Input
          style={{ width: 340 }}
          aria-label="方案名称"
          placeholder="方案名称，例如：2022年知识产权工作考核"
          value={draft.name}
          onChange={(event) => change({ name: event.target.value })}
        />
        <InputNumber
          style={{ width: 80 }}
          aria-label="年份"
          min={1990}
          max={2099}
          controls={false}
          value={draft.year}
          onChange={(value) => change({ year: value ?? draft.year })}
        />
        <Radio.Group
          value={draft.subject}
          onChange={(event) => change({ subject: event.target.value as SchemeDraft['subject'] })}
          options={[
            { value: 'units', label: '考核各填报单位' },
            { value: 'own', label: '对照上级方案自评' },
          ]}
        />
        <Input
          style={{ width: 160 }}
          aria-label="制定机关"
          placeholder="制定机关"
          value={draft.issuer}
          onChange={(event) => change({ issuer: event.target.value })}
        />
        <Input
          style={{ width: 170 }}
          aria-label="文号"
          placeholder="文号"
          value={draft.document}
          onChange={(event) => change({ document: event.target.value })}
        />
      </div>
      <div className="scheme-item scheme-item-head" aria-hidden="true">
        {['一级指标', '考核项目', '数据来自指标', '分值', '计分办法', '', '方案目标', ''].map((text, index) => (
          <span key={index}>{text}</span>
        ))}
      </div>
      {draft.items.map((item, index) => (
        <div key={item.key} className="scheme-item" role="group" aria-label={`第${index + 1}项`}>
          <Input
            aria-label="一级指标"
            value={item.group}
            onChange={(event) => changeItem(item.key, { group: event.target.value })}
          />
          <Input
            autoFocus={item.key === added}
            aria-label="考核项目"
            placeholder="考核项目"
            value={item.name}
            onChange={(event) => changeItem(item.key, { name: event.target.value })}
          />
          <Select
            aria-label="数据来自指标"
            allowClear
            placeholder="人工评分"
            value={item.code}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(code: string | undefined) => {
              const found = indicators.find((one) => one.code === code);
              changeItem(item.key, {
                code: code ?? null,
                ...(item.name === '' && found ? { name: found.name } : {}),
                method:
                  code === undefined
                    ? NEW_METHOD.manual
                    : item.method.kind === 'manual'
                      ? NEW_METHOD.proportional
                      : item.method,
              });
            }}
            options={indicators.filter((one) => one.enabled).map((one) => ({ value: one.code, label: one.name }))}
          />
          <Input
            aria-label="分值"
            className="num"
            value={item.weight}
            onChange={(event) => changeItem(item.key, { weight: event.target.value })}
          />
          <Select<Kind>
            aria-label="计分办法"
            value={item.method.kind}
            disabled={item.code === null}
            onChange={(kind) => changeItem(item.key, { method: NEW_METHOD[kind] })}
            options={(Object.keys(METHOD_LABEL) as Kind[]).map((value) => ({ value, label: METHOD_LABEL[value] }))}
          />
          <Method key={item.method.kind} method={item.method} onChange={(method) => changeItem(item.key, { method })} />
          <Input
            aria-label="方案目标"
            className="num"
            placeholder="下达数"
            value={item.target}
            disabled={item.code === null}
            onChange={(event) => changeItem(item.key, { target: event.target.value })}
          />
          <Button
            type="text"
            aria-label={`删除第${index + 1}项`}
            disabled={draft.items.length === 1}
            onClick={() => change({ items: draft.items.filter((other) => other.key !== item.key) })}
          >
            ×
          </Button>
        </div>
      ))}
      <div className="button-row">
        <Button onClick={add}>增加一项</Button>
        <span className="muted" role="status">
          {draft === start ? '' : why}
        </span>
      </div>
    </Modal>
  );
}
