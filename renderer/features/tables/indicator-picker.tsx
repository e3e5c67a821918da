// Left of the designer: what can become a column (or a row). Search by name, code, alias or pinyin initials; Enter adds.

import { Input } from 'antd';
import { useMemo, useState, type KeyboardEvent } from 'react';

import { matchesQuery } from '../../../shared/model/pinyin.js';

export interface Pickable {
  key: string;
  text: string;
  hint: string;
  search: string;
}

interface Props {
  name: string; // accessible name of the list
  items: readonly Pickable[];
  /** Keys that are in the table already. */
  used: ReadonlySet<string>;
  onPick: (key: string) => void;
}

export function IndicatorPicker({ name, items, used, onPick }: Props) {
  const [query, setQuery] = useState('');
  const [current, setCurrent] = useState(0);
  const found = useMemo(
    () => items.filter((item) => query.trim() === '' || matchesQuery(query.trim(), item.search)),
    [items, query],
  );
  const at = Math.min(current, found.length - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setCurrent(Math.max(0, Math.min(found.length - 1, at + step)));
    }
    if (event.key === 'Enter' && found[at]) {
      event.preventDefault();
      onPick(found[at].key);
    }
  };
  return (
    <div className="designer-picker">
      <Input
        autoFocus
        allowClear
        placeholder="名称或拼音，回车加入"
        aria-label={`查找${name}`}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setCurrent(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul role="listbox" aria-label={name}>
        {found.map((item, index) => (
          <li
            key={item.key}
            role="option"
            aria-selected={index === at}
            className={`${index === at ? 'is-current' : ''} ${used.has(item.key) ? 'is-used' : ''}`}
            title={item.hint}
            onClick={() => setCurrent(index)}
            onDoubleClick={() => onPick(item.key)}
          >
            <span>{item.text}</span>
            <button type="button" tabIndex={-1} aria-label={`加入${item.text}`} onClick={() => onPick(item.key)}>
              加入
            </button>
          </li>
        ))}
        {found.length === 0 && <li className="muted">没有找到</li>}
      </ul>
    </div>
  );
}
