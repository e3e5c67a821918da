// How one item of a 考核方案 is scored: the fields of each way.

import { Input, InputNumber, Select } from 'antd';
import { useState } from 'react';

import { DEDUCT_PART_LABEL, TIERS_BY_LABEL, type ScoreMethodDraft } from '../../../shared/targets/scheme.js';

export type Kind = ScoreMethodDraft['kind'];
const PARTS = Object.keys(DEDUCT_PART_LABEL) as (keyof typeof DEDUCT_PART_LABEL)[];
const BYS = Object.keys(TIERS_BY_LABEL) as (keyof typeof TIERS_BY_LABEL)[];

export const NEW_METHOD: Record<Kind, ScoreMethodDraft> = {
  proportional: { kind: 'proportional', capPercent: 100 },
  deduct: { kind: 'deduct', per: '1', points: '0.1', part: 'exact' },
  tiers: { kind: 'tiers', by: 'completion', steps: [{ atLeast: '100', points: '1' }] },
  manual: { kind: 'manual' },
};

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

export function Method({
  method,
  onChange,
}: {
  method: ScoreMethodDraft;
  onChange: (method: ScoreMethodDraft) => void;
}) {
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
