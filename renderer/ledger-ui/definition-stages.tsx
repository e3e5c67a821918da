// The stages of a ledger of the office: those in order, and the ends off the way.

import { Form, Select } from 'antd';

interface Props {
  steps: readonly string[];
  ends: readonly string[];
  onSteps: (steps: readonly string[]) => void;
  onEnds: (ends: readonly string[]) => void;
}

export function DefinitionStages({ steps, ends, onSteps, onEnds }: Props) {
  return (
    <div className="form-row definition-part">
      <Form.Item label="环节（按先后）" className="grow">
        <Select
          mode="tags"
          open={false}
          suffixIcon={null}
          value={[...steps]}
          aria-label="环节"
          placeholder="如 申报 回车 受理 回车 办结"
          onChange={(value: string[]) => onSteps(value)}
        />
      </Form.Item>
      <Form.Item label="终止环节（不再往下走）" className="grow">
        <Select
          mode="tags"
          open={false}
          suffixIcon={null}
          value={[...ends]}
          aria-label="终止环节"
          placeholder="如 退回、撤项"
          onChange={(value: string[]) => onEnds(value)}
        />
      </Form.Item>
    </div>
  );
}
