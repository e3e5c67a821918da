import { Button } from 'antd';
import { SAVE_KEY } from './save-key.js';

interface Props {
  isBusy: boolean;
  /** Only where there is something to delete: the form of an existing entry. */
  onRemove: (() => void) | null;
  onClose: () => void;
  onSave: () => void;
}

/** Foot of a drawer with one form: 删除 apart on the left, 取消 and 保存 on the right. */
export function FormFooter({ isBusy, onRemove, onClose, onSave }: Props) {
  return (
    <div className="button-row">
      {onRemove && (
        <Button danger disabled={isBusy} onClick={onRemove}>
          删除
        </Button>
      )}
      <span className="top-bar-gap" />
      <Button onClick={onClose}>取消</Button>
      <Button type="primary" {...SAVE_KEY} loading={isBusy} onClick={onSave}>
        保存
      </Button>
    </div>
  );
}
