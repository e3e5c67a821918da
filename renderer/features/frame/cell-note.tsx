// Comment and follow-up mark of the number in the source panel.

import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';

import type { ObservationKey } from '../../../shared/model/observation.js';
import { call } from '../../api/client.js';
import { useReport } from '../../ui/use-report.js';

interface Props {
  cell: ObservationKey;
  comment: string;
  isFollowed: boolean;
}

export function CellNote({ cell, comment, isFollowed }: Props) {
  const report = useReport();
  const [text, setText] = useState(comment);
  const save = (part: { comment?: string; isFollowed?: boolean }): void => {
    call('values.note', { key: cell, comment: text, isFollowed, ...part }).catch(report.failed);
  };
  return (
    <section className="cell-note" aria-label="批注">
      <h3>批注</h3>
      <Input.TextArea
        aria-label="批注内容"
        autoSize={{ minRows: 1, maxRows: 5 }}
        maxLength={500}
        placeholder="写给自己或同事的话，不影响数值"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="cell-note-actions">
        <Checkbox checked={isFollowed} onChange={(event) => save({ isFollowed: event.target.checked })}>
          ★ 待跟进
        </Checkbox>
        {text.trim() !== comment && (
          <Button size="small" onClick={() => save({ comment: text })}>
            保存批注
          </Button>
        )}
      </div>
    </section>
  );
}
