// Picks many out of groups: search, a tick for a whole group, and how many are chosen. A field of a form. No domain words.

import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';

import './group-picker.css';

export interface PickGroup<V> {
  key: string;
  /** '' : no head, for a list without groups. */
  label: string;
  items: { value: V; label: string; search?: string; hint?: string }[];
}

interface Props<V> {
  name: string; // accessible name
  groups: readonly PickGroup<V>[];
  searchHint?: string;
  /** A choice that is made often, offered beside 全选. */
  usual?: { label: string; hint: string; values: readonly V[] };
  value?: V[];
  onChange?: (chosen: V[]) => void;
}

export function GroupPicker<V extends string | number>({
  name,
  groups,
  searchHint,
  usual,
  value = [],
  onChange,
}: Props<V>) {
  const [query, setQuery] = useState('');
  const chosen = new Set(value);
  const wanted = query.trim().toLowerCase();
  const shown = groups
    .map((group) => ({
      ...group,
      items: group.items.filter(({ label, search }) => `${label} ${search ?? ''}`.toLowerCase().includes(wanted)),
    }))
    .filter((group) => group.items.length > 0);
  const visible = shown.flatMap((group) => group.items.map((item) => item.value));
  const all = groups.flatMap((group) => group.items.map((item) => item.value));
  // In the order of the list, whatever the order of the clicks.
  const keep = (next: ReadonlySet<V>): void => onChange?.(all.filter((one) => next.has(one)));
  const set = (values: readonly V[], isOn: boolean): void => {
    const next = new Set(chosen);
    for (const one of values) {
      if (isOn) next.add(one);
      else next.delete(one);
    }
    keep(next);
  };

  return (
    <div className="group-picker" role="group" aria-label={name}>
      <div className="group-picker-bar">
        {searchHint !== undefined && (
          <Input
            allowClear
            size="small"
            placeholder={searchHint}
            aria-label={searchHint}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        )}
        <span className="group-picker-count">
          已选 <strong>{value.length}</strong> / {all.length} 项
        </span>
        {usual !== undefined && usual.values.length > 0 && (
          <Button size="small" title={usual.hint} onClick={() => keep(new Set(usual.values))}>
            {usual.label}（{all.filter((one) => usual.values.includes(one)).length}）
          </Button>
        )}
        <Button size="small" onClick={() => set(visible, true)}>
          全选
        </Button>
        <Button size="small" disabled={value.length === 0} onClick={() => set(visible, false)}>
          清空
        </Button>
      </div>
      <div className="group-picker-body">
        {shown.map((group) => {
          const values = group.items.map((item) => item.value);
          const count = values.filter((one) => chosen.has(one)).length;
          return (
            <section key={group.key} aria-label={group.label === '' ? name : group.label}>
              {group.label !== '' && (
                <Checkbox
                  checked={count === values.length}
                  indeterminate={count > 0 && count < values.length}
                  onChange={(event) => set(values, event.target.checked)}
                >
                  <strong>{group.label}</strong> <span className="muted">{`${count}/${values.length}`}</span>
                </Checkbox>
              )}
              <div className="group-picker-items">
                {group.items.map((item) => (
                  <Checkbox
                    key={item.value}
                    checked={chosen.has(item.value)}
                    onChange={(event) => set([item.value], event.target.checked)}
                  >
                    <span title={item.hint ?? item.label}>{item.label}</span>
                  </Checkbox>
                ))}
              </div>
            </section>
          );
        })}
        {shown.length === 0 && <p className="muted">没有符合“{query}”的项。</p>}
      </div>
    </div>
  );
}
