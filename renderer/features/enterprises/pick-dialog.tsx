// Finds another enterprise by name, code or pinyin initials.

import { Input, Modal } from 'antd';
import { useDeferredValue, useState } from 'react';

import { useCall } from '../../api/use-call.js';

interface Props {
  except: number;
  onClose: () => void;
  onPick: (id: number) => void;
}

export function PickDialog({ except, onClose, onPick }: Props) {
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim());
  const { data } = useCall('enterprises.search', wanted === '' ? null : { text: wanted });
  const found = (data?.enterprises ?? []).filter((one) => one.id !== except);
  return (
    <Modal open title="与哪一家合并" footer={null} onCancel={onClose} width={560}>
      <Input
        autoFocus
        allowClear
        aria-label="查找另一家企业"
        placeholder="名称、曾用名、信用代码或拼音首字母"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={() => found.length === 1 && onPick(found[0]!.id)}
      />
      <ul className="palette" aria-label="查找结果">
        {found.map((one) => (
          <li key={one.id}>
            <button type="button" className="pick-row" onClick={() => onPick(one.id)}>
              {one.name} <code className="muted">{one.uscc ?? ''}</code>
            </button>
          </li>
        ))}
        {wanted !== '' && data && found.length === 0 && <li className="muted">没有找到“{wanted}”。</li>}
      </ul>
    </Modal>
  );
}
