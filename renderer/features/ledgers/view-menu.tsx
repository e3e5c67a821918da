// Saved views and columns: a name keeps columns, widths, filters, order and groups in the data file.

import { Button, Checkbox, Input, InputNumber, Modal, Popover } from 'antd';
import { useState } from 'react';

import type { SavedView, ViewLayout } from '../../../shared/contract/calls/ledger-grid.js';
import { fieldsOf, type Ledger } from '../../../shared/ledgers/define.js';
import { headText } from '../../../shared/ledgers/field-text.js';
import { call } from '../../api/client.js';
import { useCall } from '../../api/use-call.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { useReport } from '../../ui/use-report.js';
import { fitting } from './use-view.js';

interface Props {
  ledger: Ledger;
  view: ViewLayout;
  onView: (change: Partial<ViewLayout>) => void;
  onReset: () => void;
}

export function ViewMenu({ ledger, view, onView, onReset }: Props) {
  const report = useReport();
  const { data } = useCall('ledgers.views', { ledger: ledger.id });
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const guarded = async (action: () => Promise<void>): Promise<void> => {
    try {
      await action();
    } catch (error) {
      report.failed(error);
    }
  };
  const save = (): Promise<void> =>
    guarded(async () => {
      if (name.trim() === '') return;
      await call('ledgers.save-view', { ledger: ledger.id, name, layout: view });
      report.done(`已保存视图“${name.trim()}”`);
      setName('');
    });
  const remove = (saved: SavedView): Promise<void> =>
    guarded(async () => {
      await call('ledgers.remove-view', { ledger: ledger.id, id: saved.id });
      report.done(`已删除视图“${saved.name}”，可以撤销`);
    });
  const apply = (saved: SavedView): void => {
    onView(fitting(ledger, saved.layout));
    setOpen(false);
  };
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={isOpen}
      onOpenChange={setOpen}
      content={
        <div className="view-menu">
          {data?.views.length === 0 && (
            <p className="muted">还没有保存的视图。设好栏目、筛选、排序和分组后，在下面起名保存。</p>
          )}
          <ul>
            {data?.views.map((saved) => (
              <li key={saved.id}>
                <button type="button" className="text-link" onClick={() => apply(saved)}>
                  {saved.name}
                </button>
                <Button size="small" type="link" danger onClick={() => void remove(saved)}>
                  删除
                </Button>
              </li>
            ))}
          </ul>
          <div className="button-row">
            <Input
              size="small"
              aria-label="视图名称"
              placeholder="当前视图的名称"
              maxLength={40}
              value={name}
              onChange={(event) => setName(event.target.value)}
              onPressEnter={() => void save()}
            />
            <Button size="small" type="primary" disabled={name.trim() === ''} onClick={() => void save()}>
              保存
            </Button>
          </div>
          <Button
            size="small"
            onClick={() => {
              onReset();
              setOpen(false);
            }}
          >
            恢复默认
          </Button>
        </div>
      }
    >
      <Button size="small">视图</Button>
    </Popover>
  );
}

export function ColumnsDialog({ ledger, view, onView, onClose }: Omit<Props, 'onReset'> & { onClose: () => void }) {
  // Shown ones first in their order, the others behind them as declared.
  const [names, setNames] = useState(() => {
    const shown = view.columns.map(({ field }) => field);
    return [...shown, ...fieldsOf(ledger).flatMap(([name]) => (shown.includes(name) ? [] : [name]))];
  });
  const [shown, setShown] = useState<ReadonlySet<string>>(() => new Set(view.columns.map(({ field }) => field)));
  const [frozen, setFrozen] = useState(view.frozen);
  const move = (at: number, by: number): void => {
    const next = [...names];
    const [name] = next.splice(at, 1);
    next.splice(at + by, 0, name!);
    setNames(next);
  };
  const apply = (): void => {
    const width = new Map(view.columns.map((column) => [column.field, column.width]));
    const columns = names
      .filter((name) => shown.has(name))
      .map((field) => {
        const px = width.get(field);
        return px === undefined ? { field } : { field, width: px };
      });
    onView({ columns, frozen: Math.min(frozen, columns.length) });
    onClose();
  };
  return (
    <Modal
      open
      title="栏目"
      okText="确定"
      cancelText="取消"
      onOk={apply}
      onCancel={onClose}
      okButtonProps={{ ...SAVE_KEY, disabled: shown.size === 0 }}
      width={420}
    >
      <label className="button-row">
        冻结左边
        <InputNumber
          size="small"
          min={0}
          max={10}
          value={frozen}
          onChange={(count) => setFrozen(count ?? 0)}
          aria-label="冻结栏数"
        />
        栏
      </label>
      <ul className="columns-list modal-scroll">
        {names.map((name, at) => (
          <li key={name}>
            <Checkbox
              checked={shown.has(name)}
              onChange={(event) => {
                const next = new Set(shown);
                if (event.target.checked) next.add(name);
                else next.delete(name);
                setShown(next);
              }}
            >
              {headText(ledger.fields[name]!)}
            </Checkbox>
            <Button size="small" type="text" aria-label="上移" disabled={at === 0} onClick={() => move(at, -1)}>
              ↑
            </Button>
            <Button
              size="small"
              type="text"
              aria-label="下移"
              disabled={at === names.length - 1}
              onClick={() => move(at, 1)}
            >
              ↓
            </Button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
