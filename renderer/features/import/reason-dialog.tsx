// Asks for a reason in words, with a few usual ones to start from. Ctrl+Enter confirms; an empty reason is none.

import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { SAVE_KEY } from '../../ui/save-key.js';

export interface ReasonAsked {
  title: string;
  /** What the reason is for, as shown elsewhere. */
  about: string;
  /** What giving it will do. */
  explain: string;
  label: string;
  suggestions: readonly string[];
  most: number;
  okText: string;
  onReason: (reason: string) => Promise<void>;
}

interface FieldProps {
  id: string;
  label: string;
  value: string;
  onChange: (text: string) => void;
  suggestions: readonly string[];
  most: number;
  isFocused?: boolean;
}

/** Also used where a reason is asked among other things (correction-dialog.tsx). */
export function ReasonField({ id, label, value, onChange, suggestions, most, isFocused = false }: FieldProps) {
  return (
    <div className="reason-field">
      <label htmlFor={id}>{label}</label>
      <Input.TextArea
        id={id}
        autoFocus={isFocused}
        rows={2}
        maxLength={most}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <div className="reason-usual">
        {suggestions.map((text) => (
          <Button key={text} size="small" onClick={() => onChange(text)}>
            {text}
          </Button>
        ))}
      </div>
    </div>
  );
}

export function ReasonDialog({ asked, onClose }: { asked: ReasonAsked; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [isBusy, setBusy] = useState(false);
  const isGood = reason.trim() !== '';
  const confirm = (): void => {
    if (!isGood || isBusy) return;
    setBusy(true);
    void asked.onReason(reason.trim()).finally(onClose);
  };
  return (
    <Modal
      open
      title={asked.title}
      okText={asked.okText}
      cancelText="取消"
      okButtonProps={{ ...SAVE_KEY, disabled: !isGood, loading: isBusy }}
      onOk={confirm}
      onCancel={onClose}
      width={600}
    >
      <div className="reason-dialog">
        <p>{asked.about}</p>
        <ReasonField
          id="reason-text"
          label={`${asked.label}（必填）`}
          value={reason}
          onChange={setReason}
          suggestions={asked.suggestions}
          most={asked.most}
          isFocused
        />
        <p className="muted">{asked.explain}</p>
      </div>
    </Modal>
  );
}
