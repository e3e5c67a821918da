// Form of one 考核方案: name, whom it is about, and its items with weight and way of scoring.

import { Button, Input, InputNumber, Modal, Radio, Select } from 'antd';
import { useState } from 'react';

import { yearOf } from '../../../shared/model/period.js';
import {
  DEDUCT_PART_LABEL,
  METHOD_LABEL,
  TIERS_BY_LABEL,
  type Scheme,
  type SchemeDraft,
  type SchemeItem,
  type ScoreMethodDraft,
} from '../../../shared/targets/scheme.js';
import { call } from '../../api/client.js';
import { useSeen } from '../../api/seen.js';
import { useCall } from '../../api/use-call.js';
import { useApp } from '../../app-state.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { useDiscard } from '../../ui/use-discard.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';

type Kind = ScoreMethodDraft['kind'];
const PARTS = Object.keys(DEDUCT_PART_LABEL) as (keyof typeof DEDUCT_PART_LABEL)[];
const BYS = Object.keys(TIERS_BY_LABEL) as (keyof typeof TIERS_BY_LABEL)[];

const NEW_METHOD: Record<Kind, ScoreMethodDraft> = {
  proportional: { kind: 'proportional', capPercent: 100 },
  deduct: { kind: 'deduct', per: '1', points: '0.1', part: 'exact' },
  tiers: { kind: 'tiers', by: 'completion', steps: [{ atLeast: '100', points: '1' }] },
  manual: { kind: 'manual' },
};

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

/** `100=5 80=3` ⇄ steps */
function stepsText(steps: readonly { atLeast: string; points: string }[]): string {
  return steps.map((step) => `${step.atLeast}=${step.points}`).join(' ');
}

function readSteps(text: string): { atLeast: string; points: string }[] | null {
  const parts = text.trim().split(/[\s;；,，]+/);
  const steps = parts.map((part) => /^(-?\d+(?:\.\d+)?)[=＝:：](\d+(?:\.\d+)?)$/.exec(part));
  return steps.every((step) => step !== null) ? steps.map((step) => ({ atLeast: step[1]!, points: step[2]! })) : null;
}

function Tiers({
  method,
  onChange,
}: {
  method: Extract<ScoreMethodDraft, { kind: 'tiers' }>;
  onChange: (method: ScoreMethodDraft) => void;
}) {
  const [text, setText] = useState(stepsText(method.steps));
  const isWrong = readSteps(text) === null;
  return (
    <Input
      className="scheme-steps"
      aria-label="分档"
      title={
        method.by === 'completion'
          ? '达到多少得多少分，例如 100=5 80=3：完成100%得5分，80%得3分，以下0分'
          : '数值达到多少得多少分，例如 90=5 80=3：达到90得5分，80得3分，以下0分'
      }
      placeholder="100=5 80=3"
      status={isWrong ? 'error' : ''}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        const steps = readSteps(event.target.value);
        if (steps) onChange({ ...method, steps });
      }}
    />
  );
}

function Method({ method, onChange }: { method: ScoreMethodDraft; onChange: (method: ScoreMethodDraft) => void }) {
  switch (method.kind) {
    case 'proportional':
      return (
        <span className="scheme-method">
          封顶
          <InputNumber
            aria-label="封顶百分比"
            style={{ width: 70 }}
            min={100}
            max={300}
            controls={false}
            value={method.capPercent}
            onChange={(value) => onChange({ ...method, capPercent: Math.round(value ?? 100) })}
          />
          %
        </span>
      );
    case 'deduct':
      return (
        <span className="scheme-method">
          每少
          <Input
            aria-label="每少多少"
            className="num"
            value={method.per}
            onChange={(event) => onChange({ ...method, per: event.target.value })}
          />
          扣
          <Input
            aria-label="扣多少分"
            className="num"
            value={method.points}
            onChange={(event) => onChange({ ...method, points: event.target.value })}
          />
          分
          <Select
            aria-label="不足一份的"
            title="差额不足一份的怎样扣分"
            value={method.part}
            popupMatchSelectWidth={false}
            onChange={(part) => onChange({ ...method, part })}
            options={PARTS.map((value) => ({ value, label: DEDUCT_PART_LABEL[value] }))}
          />
        </span>
      );
    case 'tiers':
      return (
        <span className="scheme-method">
          <Select
            aria-label="分档依据"
            value={method.by}
            popupMatchSelectWidth={false}
            onChange={(by) => onChange({ ...method, by })}
            options={BYS.map((value) => ({ value, label: TIERS_BY_LABEL[value] }))}
          />
          <Tiers method={method} onChange={onChange} />
        </span>
      );
    case 'manual':
      return <span className="muted">逐个填报单位填写</span>;
  }
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
  const leave = useDiscard(
    () => draft !== start,
    () => onClose(null),
  );
  const change = (changes: Partial<SchemeDraft>): void => setDraft({ ...draft, ...changes });
  const changeItem = (key: string, changes: Partial<SchemeItem>): void =>
    change({ items: draft.items.map((item) => (item.key === key ? { ...item, ...changes } : item)) });
  const unready = draft.items.filter((item) => item.name.trim() === '').length;

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
        disabled: draft.name.trim() === '' || unready > 0 || draft.items.length === 0,
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
      <Button onClick={() => change({ items: [...draft.items, newItem(draft.items)] })}>增加一项</Button>
    </Modal>
  );
}
