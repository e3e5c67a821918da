// F1 or ?: the keys of this page and those that work everywhere.

import { Modal } from 'antd';

import { useRoute } from '../../app-state.js';
import { PAGE_LABEL } from '../../pages.js';
import { KEYS, type KeyHelp } from './listed-keys.js';

function KeyTable({ title, keys }: { title: string; keys: readonly KeyHelp[] }) {
  return (
    <table className="keys">
      <caption>{title}</caption>
      <tbody>
        {keys.map((key) => (
          <tr key={key.keys + key.text}>
            <th scope="row">
              <kbd>{key.keys}</kbd>
            </th>
            <td>{key.text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function KeysHelp({ onClose }: { onClose: () => void }) {
  const { page } = useRoute();
  const own = KEYS.filter((key) => key.page === page);
  return (
    <Modal open title="快捷键" footer={null} onCancel={onClose} width={560} destroyOnHidden>
      {own.length > 0 && <KeyTable title={`${PAGE_LABEL[page]}页`} keys={own} />}
      <KeyTable title="所有页面" keys={KEYS.filter((key) => key.page === undefined)} />
    </Modal>
  );
}
