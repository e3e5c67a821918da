// Comment and follow-up mark of the number in the source panel.

import { Button, Checkbox, Input } from 'antd';

import type { ObservationKey } from '../../../shared/model/observation.js';
import { call } from '../../api/client.js';
import { useKept } from '../../ui/kept-state.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { useReport } from '../../ui/use-report.js';

interface Props {
  cell: ObservationKey;
  comment: string;
  isFollowed: boolean;
}

export function CellNote({ cell, comment, isFollowed }: Props) {
  const report = useReport();
  const { unitId, code, period, basis } = cell;
  // Another cell is looked at while it is written: it stays with its own.
  const [typed, setTyped] = useKept<{ text: string } | null>(`note/${unitId}/${code}/${period}/${basis}`, null);
  const text = typed?.text ?? comment;
  const save = (part: { isFollowed?: boolean }): void => {
    call('values.note', { key: cell, comment: text, isFollowed, ...part })
      .then(() => setTyped((now) => (now?.text === text ? null : now)))
      .catch(report.failed);
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
        onChange={(event) => setTyped(event.target.value === comment ? null : { text: event.target.value })}
      />
      <div className="cell-note-actions">
        <Checkbox checked={isFollowed} onChange={(event) => save({ isFollowed: event.target.checked })}>
          ★ 待跟进
        </Checkbox>
        {text.trim() !== comment && (
          <Button size="small" {...SAVE_KEY} onClick={() => save({})}>
            保存批注
          </Button>
        )}
      </div>
    </section>
  );
}
