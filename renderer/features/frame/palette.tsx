// Ctrl+K: pages, reporting units and indicators by name or pinyin initials, enterprises and rows of ledgers by what is in them.

import { Input, Modal } from 'antd';
import { useMemo, useState, type KeyboardEvent } from 'react';

import { matchesQuery } from '../../../shared/model/pinyin.js';
import { useFoundEntries, useKnownEntries, type Entry } from './palette-entries.js';

const MOST = 30;

export function Palette({ onClose }: { onClose: () => void }) {
  const known = useKnownEntries();
  const [query, setQuery] = useState('');
  const [current, setCurrent] = useState(0);
  const { entries, isAsking } = useFoundEntries(query);
  const found = useMemo(
    () => [...known.filter((entry) => matchesQuery(query, entry.search)).slice(0, MOST), ...entries],
    [known, entries, query],
  );

  const openEntry = (entry: Entry | undefined): void => {
    if (!entry) return;
    entry.open();
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setCurrent(Math.min(found.length - 1, Math.max(0, current + step)));
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) openEntry(found[current]);
  };

  return (
    <Modal open title="查找" footer={null} onCancel={onClose} width={640} destroyOnHidden>
      <Input
        autoFocus
        allowClear
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-label="查找页面、填报单位、指标、企业和台账记录"
        placeholder="名称、拼音首字母、企业、专利号、案号……如 tzs、发明"
        value={query}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setQuery(event.target.value);
          setCurrent(0);
        }}
      />
      <ul id="palette-list" className="palette" role="listbox" aria-label="查找结果">
        {found.map((entry, index) => (
          <li
            key={entry.key}
            role="option"
            aria-selected={index === current}
            className={index === current ? 'is-current' : ''}
            ref={(element) => {
              if (index === current) element?.scrollIntoView({ block: 'nearest' });
            }}
            onClick={() => openEntry(entry)}
            onKeyDown={onKeyDown}
          >
            <span className="palette-kind">{entry.kind}</span>
            <span className="palette-text" title={entry.text}>
              {entry.text}
            </span>
          </li>
        ))}
        {found.length === 0 && (
          <li className="muted">{isAsking ? '正在查找…' : `没有找到“${query}”。可以试试别名或拼音首字母。`}</li>
        )}
      </ul>
    </Modal>
  );
}
