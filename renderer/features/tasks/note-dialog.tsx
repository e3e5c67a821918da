// Asks for the words that go with a note on the board: a reason, and where it makes sense a day.

import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';

import { readDay } from '../../ui/date-text.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { useDiscard } from '../../ui/use-discard.js';

export interface NoteQuestion {
  title: string;
  /** What will happen, in words and numbers. */
  explanation: string;
  /** Absent: no text is asked for. */
  text?: { label: string; isRequired: boolean; initial: string; suggestions?: readonly string[] };
  /** Absent: no day is asked for. */
  day?: { label: string; isRequired: boolean; initial: string; year: number };
  okText: string;
  onSave: (text: string, day: string | null) => Promise<boolean>;
}

interface Fields {
  text?: string;
  day?: string;
}

export function NoteDialog({ question, onClose }: { question: NoteQuestion; onClose: () => void }) {
  const { title, explanation, text, day, okText, onSave } = question;
  const [form] = Form.useForm<Fields>();
  const leave = useDiscard(() => form.isFieldsTouched(), onClose);
  const [isBusy, setBusy] = useState(false);
  const save = async (fields: Fields): Promise<void> => {
    setBusy(true);
    const typed = fields.day?.trim() ?? '';
    const isDone = await onSave(fields.text?.trim() ?? '', typed === '' ? null : readDay(typed, day?.year));
    setBusy(false);
    if (isDone) onClose();
  };
  return (
    <Modal
      open
      title={title}
      okText={okText}
      okButtonProps={SAVE_KEY}
      cancelText="取消"
      confirmLoading={isBusy}
      onOk={() => form.submit()}
      onCancel={leave}
      width={520}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={{ text: text?.initial, day: day?.initial }}
        onFinish={(fields) => void save(fields)}
      >
        <p className="note-explanation">{explanation}</p>
        {text && (
          <Form.Item
            name="text"
            label={text.label}
            rules={[{ required: text.isRequired, whitespace: true, message: `请填写${text.label}` }]}
          >
            <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 5 }} maxLength={200} />
          </Form.Item>
        )}
        {text?.suggestions && (
          <div className="note-suggestions">
            {text.suggestions.map((words) => (
              <Button key={words} size="small" onClick={() => form.setFieldValue('text', words)}>
                {words}
              </Button>
            ))}
          </div>
        )}
        {day && (
          <Form.Item
            name="day"
            label={day.label}
            rules={[
              { required: day.isRequired, message: `请填写${day.label}` },
              {
                validator: (_rule, value: string | undefined) =>
                  value === undefined || value.trim() === '' || readDay(value, day.year) !== null
                    ? Promise.resolve()
                    : Promise.reject(new Error('写作 2022-08-05 或 8月5日 这样的日期')),
              },
            ]}
          >
            <Input className="short-day" autoFocus={text === undefined} placeholder="如 2022-08-05" />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
