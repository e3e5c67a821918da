// The people of a unit that ended since the year end: do they count by themselves, or does the number that is being entered hold them?

import { Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';

interface Props {
  /** 滕州市2021年末人口 */
  what: string;
  /** What the core found. */
  text: string;
  /** Units whose number may be taken out; none where only the new number is in question. */
  ended: readonly { id: number; name: string }[];
  onAnswer: (besides: 'separate' | number[] | null) => void;
}

export function PeopleTwiceDialog({ what, text, ended, onAnswer }: Props) {
  const [held, setHeld] = useState<number[]>(() => ended.map((unit) => unit.id));
  const names = ended.filter((unit) => held.includes(unit.id)).map((unit) => unit.name);
  return (
    <Modal
      open
      title={`${what}会不会重复计入？`}
      width={580}
      onCancel={() => onAnswer(null)}
      footer={
        <>
          <Button onClick={() => onAnswer(null)}>{ended.length === 0 ? '其他填报单位已含它，不保存' : '取消'}</Button>
          {ended.length > 0 && (
            <Button disabled={held.length === 0} onClick={() => onAnswer(held)}>
              已含{names.length <= 3 ? names.join('、') : `${names.length}个填报单位`}，只计一次
            </Button>
          )}
          <Button type="primary" onClick={() => onAnswer('separate')}>
            不含，分别计入
          </Button>
        </>
      }
    >
      <p>{text}。</p>
      {ended.length > 1 && (
        <Checkbox.Group
          aria-label="已含的填报单位"
          value={held}
          options={ended.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setHeld}
        />
      )}
      {ended.length > 0 && (
        <p className="muted">
          选“只计一次”，同时清空{names.join('、') || '所选填报单位'}
          这一年的人口（可以撤销），它自己的每万人口指标不再计算。
        </p>
      )}
    </Modal>
  );
}
