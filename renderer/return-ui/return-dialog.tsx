// 退回修改: the district's own file with marked cells, or 审核意见 beside it, with a deadline and a note. The core notes the
// return on the board of reporting tasks.

import { Button, Input, Modal } from 'antd';
import { useState } from 'react';

import './return.css';

import { addWorkingDays, calendarOf, chinaDate, dateText } from '../../shared/tasks/working-days.js';
import { useCall } from '../api/use-call.js';
import { readDay } from '../ui/date-text.js';
import { StateMark } from '../ui/state-mark.js';
import { useReturnCopies, type ReturnCopy, type ReturnTarget } from './use-return-copies.js';

const USUAL_DAYS = 3;

interface Props {
  target: ReturnTarget;
  onClose: () => void;
}

function kindWords(copy: ReturnCopy): string {
  return copy.kind === 'annotated'
    ? `标注件：问题清单${copy.issues}处，原表上标注${copy.marks}个单元格`
    : `审核意见表：原表不便标注，${copy.issues}处问题另列一表`;
}

function Copies({ copies, onSave }: { copies: readonly ReturnCopy[]; onSave: (copy: ReturnCopy) => void }) {
  return (
    <ul className="return-copies" aria-label="退回修改件">
      {copies.map((copy) => (
        <li key={copy.id}>
          <span className="return-name" title={copy.file.name}>
            {copy.file.name}
          </span>
          <span className="return-kind muted">{kindWords(copy)}</span>
          <StateMark kind={copy.isSaved ? 'good' : 'look'}>{copy.isSaved ? '已保存' : '未保存'}</StateMark>
          <Button size="small" onClick={() => onSave(copy)}>
            {copy.isSaved ? '再存一份' : '保存…'}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Three working days from today, as a first proposal. */
function useProposedDeadline(): { today: string; proposed: string } {
  const today = chinaDate(new Date().toISOString());
  const year = Number(today.slice(0, 4));
  const { data } = useCall('calendar.list', { years: [year, year + 1] });
  const days = data?.years.flatMap((one) => one.days) ?? [];
  return { today, proposed: addWorkingDays(today, USUAL_DAYS, calendarOf(days, [year])) };
}

export function ReturnDialog({ target, onClose }: Props) {
  const { files } = target;
  const { today, proposed } = useProposedDeadline();
  const [typed, setTyped] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const { copies, failed, isBusy, create, save, saveAll } = useReturnCopies(target);
  const text = typed ?? proposed;
  const deadline = text.trim() === '' ? null : readDay(text, Number(today.slice(0, 4)));
  const isGood = text.trim() === '' || (deadline !== null && deadline >= today);
  const isDone = copies.length + failed.length > 0;
  const counts = files.map((file) => file.issues);
  const issues = counts.every((count) => count !== null) ? counts.reduce((sum, count) => sum + count, 0) : null;
  // Without an issue only the note says what is to be corrected.
  const needsNote = issues === 0 && note.trim() === '';
  const name = files.length === 1 ? `“${files[0]?.name.split('/').at(-1) ?? ''}”` : `${files.length}个文件`;
  return (
    <Modal
      open
      width={720}
      title={files.length === 1 ? '退回修改' : `全部退回修改（${files.length}）`}
      footer={
        isDone ? (
          <Button type="primary" loading={isBusy} onClick={onClose}>
            完成
          </Button>
        ) : (
          <>
            <Button disabled={isBusy} onClick={onClose}>
              取消
            </Button>
            <Button
              type="primary"
              loading={isBusy}
              disabled={!isGood || needsNote}
              onClick={() => void create({ deadline, note: note.trim() })}
            >
              {files.length === 1 ? '生成退回修改件' : `生成${files.length}个退回修改件`}
            </Button>
          </>
        )
      }
      // What is being made is made and noted on the board whatever is pressed: the officer sees what came of it.
      closable={!isBusy}
      keyboard={!isBusy}
      mask={{ closable: !isBusy }}
      onCancel={onClose}
    >
      {!isDone && (
        <div className="return-dialog">
          <p>
            {name}
            {issues === null ? '' : issues === 0 ? '没有必改或需核实的问题，请在附言中写明要修改什么。' : null}
            {issues !== null && issues > 0 && (
              <>
                共有 <strong>{issues}</strong> 处必改或需核实的问题。
              </>
            )}
            会在填报单位自己的文件上逐格标注并附问题清单，其余内容原样不动；不便标注的格式另出审核意见表。已有数据不受影响；有报送任务的，报送情况记为“退回”。
          </p>
          <label htmlFor="return-deadline">请于何日前改正重报</label>
          <div className="button-row">
            <Input
              id="return-deadline"
              className="return-deadline"
              value={text}
              status={isGood ? '' : 'error'}
              placeholder="不限期"
              onChange={(event) => setTyped(event.target.value)}
            />
            <span className="muted">
              {isGood
                ? deadline === null
                  ? '不写期限'
                  : `${dateText(deadline)}${typed === null ? `，${USUAL_DAYS}个工作日后` : ''}`
                : '请填今天或以后的日期，如 2022-08-10'}
            </span>
          </div>
          <label htmlFor="return-note">附言（{issues === 0 ? '必填' : '可不填'}，写在问题清单上）</label>
          <Input.TextArea
            id="return-note"
            rows={2}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
      )}
      {isDone && (
        <div className="return-dialog" role="status">
          <Copies copies={copies} onSave={(copy) => void save(copy)} />
          {copies.length > 1 && (
            <div className="button-row">
              <Button size="small" onClick={() => void saveAll(copies)}>
                全部保存到一个文件夹…
              </Button>
            </div>
          )}
          {failed.map((one) => (
            <p key={one.id}>
              <StateMark kind="bad">没有生成</StateMark> {one.name}：{one.reason}
            </p>
          ))}
          <p className="muted">请把文件发回填报单位。改正后的文件再导入时，标注和问题清单不会当作数据。</p>
        </div>
      )}
    </Modal>
  );
}
