// A form in a drawer: its field, its foot, and what happens to what was typed when it is left. What is saved, the caller knows.

import { Button, Drawer, Form, type FormInstance } from 'antd';
import type { ReactNode } from 'react';

import { SAVE_KEY } from './save-key.js';
import { useDiscard } from './use-discard.js';

interface Props<Fields> {
  title: string;
  /** In pixels. */
  width: number;
  form: FormInstance<Fields>;
  initial: Fields;
  isBusy: boolean;
  onSave: (fields: Fields) => void;
  /** Stands apart on the left of the foot: 删除 of an entry that exists. */
  aside?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/**
 * Drawer with one form, open as long as it is drawn, with 取消 and 保存 at its foot. Esc and a click beside it ask first where something
 * was typed; 取消 says it already.
 */
export function FormDrawer<Fields>(props: Props<Fields>) {
  const { title, width, form, initial, isBusy, onSave, aside, onClose, children } = props;
  const leave = useDiscard(() => form.isFieldsTouched(), onClose);
  const footer = (
    <div className="button-row">
      {aside}
      <span className="top-bar-gap" />
      <Button onClick={onClose}>取消</Button>
      <Button type="primary" {...SAVE_KEY} loading={isBusy} onClick={() => form.submit()}>
        保存
      </Button>
    </div>
  );
  return (
    <Drawer open size={width} title={title} onClose={leave} footer={footer}>
      <Form<Fields> form={form} layout="vertical" initialValues={initial as object} onFinish={onSave}>
        {children}
      </Form>
    </Drawer>
  );
}
