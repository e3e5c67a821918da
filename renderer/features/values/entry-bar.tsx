// Below the grid while something is typed: how much, why, save or discard, and what the core refused.

import { Button, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';

import type { ValuesGrid } from '../../../shared/contract/calls/values.js';
import { go } from '../../app-state.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { besidePrinted } from './beside-printed.js';
import type { Drafts } from './drafts.js';
import type { EntryControl } from './use-entry.js';

interface Problem {
  key: string;
  where: string;
  message: string;
}

function problemsOf(drafts: Drafts, grid: ValuesGrid): Problem[] {
  const units = new Map(grid.rows.map((row) => [row.unitId, row.unit]));
  const names = new Map(grid.columns.map((column) => [column.code, column.name]));
  return [...drafts].flatMap(([unitId, codes]) =>
    [...codes].flatMap(([code, { problem }]) =>
      problem === ''
        ? []
        : [
            {
              key: `${unitId}-${code}`,
              where: `${units.get(unitId) ?? ''} ${names.get(code) ?? code}`,
              message: problem,
            },
          ],
    ),
  );
}

const SHOWN = 4;

export function EntryBar({ entry, grid }: { entry: EntryControl; grid: ValuesGrid }) {
  const [reason, setReason] = useState('');
  const { count } = entry;
  // What was typed meanwhile has a reason of its own.
  const save = async (): Promise<void> => {
    if (await entry.save(reason)) setReason((now) => (now === reason ? '' : now));
  };
  const hasReason = reason.trim() !== '';
  // Of what was refused for want of a reason nothing is wrong any more once there is one.
  const problems = problemsOf(entry.drafts, grid).filter(({ message }) => !hasReason || !message.includes('写明原因'));
  const beside = besidePrinted(entry.drafts, grid);
  const box = useRef<InputRef>(null);
  // Whoever saves by key goes on by typing why.
  const asksReason = !hasReason && problems.some(({ message }) => message.includes('写明原因'));
  useEffect(() => {
    if (asksReason) box.current?.focus();
  }, [asksReason]);

  return (
    <section className="entry-bar" data-bottom-bar aria-label="未保存的填写">
      <div className="entry-line">
        <strong>已填写{count}个数值，尚未保存</strong>
        <Input
          ref={box}
          className="entry-reason"
          aria-label="原因"
          placeholder="更正原因（替换已有数值时必填），如：填报单位来电更正"
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onPressEnter={() => void save()}
        />
        <Button onClick={entry.discard}>放弃</Button>
        <Button type="primary" {...SAVE_KEY} onClick={() => void save()}>
          保存
        </Button>
      </div>
      {beside.length > 0 && (
        <div className="entry-beside" role="status">
          {beside
            .slice(0, SHOWN)
            .map((one) => `${one.unit}“${one.indicator}”表中采用${one.source}的数${one.printed}`)
            .join('；')}
          {beside.length > SHOWN && `；另有${beside.length - SHOWN}处`}
          。填写的数作为填报单位报送数保存，不改变表中的数。
          <Button size="small" type="link" onClick={() => go('settings', 'sources')}>
            设置取值来源
          </Button>
        </div>
      )}
      {problems.length > 0 && (
        <ul className="entry-problems" role="alert">
          {problems.slice(0, SHOWN).map(({ key, where, message }) => (
            <li key={key}>
              <strong>{where}</strong> {message}
            </li>
          ))}
          {problems.length > SHOWN && <li>另有{problems.length - SHOWN}处，见表中标红的单元格。</li>}
          <li>没有保存任何数值，改正后再保存。</li>
        </ul>
      )}
    </section>
  );
}
