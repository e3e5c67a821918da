// Asks for a reason in one line.

import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { SAVE_KEY } from '../../ui/save-key.js';

interface Props {
  title: string;
  label: string;
  explain: string;
  suggestions: readonly string[];
  okText: string;
  onReason: (reason: string) => Promise<void>;
  onClose: () => void;
}

const LEAST = 2;

export function ReasonPrompt({ title, label, explain, suggestions, okText, onReason, onClose }: Props) {
  const [reason, setReason] = useState('');
  const [isBusy, setBusy] = useState(false);
  const isGood = reason.trim().length >= LEAST;
  const confirm = (): void => {
    if (!isGood || isBusy) return;
    setBusy(true);
    void onReason(reason.trim()).finally(onClose);
  };
  return (
    <Modal
      open
      title={title}
      okText={okText}
      cancelText="取消"
      okButtonProps={{ ...SAVE_KEY, disabled: !isGood, loading: isBusy }}
      onOk={confirm}
      onCancel={onClose}
      width={520}
    >
      <div className="reason-prompt">
        <label htmlFor="prompt-reason">{label}（必填）</label>
        <Input
          id="prompt-reason"
          autoFocus
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onPressEnter={confirm}
        />
        <div className="button-row">
          {suggestions.map((text) => (
            <Button key={text} size="small" onClick={() => setReason(text)}>
              {text}
            </Button>
          ))}
        </div>
        <p className="muted">{explain}</p>
      </div>
    </Modal>
  );
}
