// Ctrl+K: pages, reporting units and indicators by name or pinyin initials.

import { Input, Modal } from 'antd';
import { useMemo, useState, type KeyboardEvent } from 'react';

import { CATEGORY_LABEL } from '../../../shared/indicators/define.js';
import { matchesQuery } from '../../../shared/model/pinyin.js';
import { useCall } from '../../api/use-call.js';
import { go, PAGE_LABEL, PAGES } from '../../app-state.js';
import { SETTINGS_LABEL, SETTINGS_SECTIONS } from '../../settings-sections.js';

interface Entry {
  key: string;
  kind: string;
  text: string;
  search: string;
  open: () => void;
}

const MOST = 30;

function useEntries(): Entry[] {
  const units = useCall('units.list', {}).data;
  const indicators = useCall('indicators.list', {}).data;
  return useMemo(() => {
    const entries: Entry[] = PAGES.map((page) => ({
      key: page,
      kind: '页面',
      text: PAGE_LABEL[page],
      search: PAGE_LABEL[page],
      open: () => go(page),
    }));
    const board = '报送导入 › 报送情况';
    entries.push({ key: 'board', kind: '页面', text: board, search: board, open: () => go('import', 'board') });
    for (const [rest, label] of [
      ['enterprises', '企业名录'],
      ['enterprises/duplicates', '企业名录 › 可能重复'],
      ['reconcile', '与报送数核对'],
      ['reminders', '到期提醒'],
    ] as const) {
      const text = `台账 › ${label}`;
      entries.push({ key: `l-${rest}`, kind: '页面', text, search: text, open: () => go('ledgers', rest) });
    }
    for (const [page, rest, label] of [
      ['values', 'insights', '分析提示'],
      ['values', 'places', '位次与对比'],
      ['targets', 'split', '分解任务'],
      ['targets', 'schemes', '考核方案'],
    ] as const) {
      const text = `${PAGE_LABEL[page]} › ${label}`;
      entries.push({ key: `${page}-${rest}`, kind: '页面', text, search: text, open: () => go(page, rest) });
    }
    for (const section of SETTINGS_SECTIONS) {
      const text = `设置 › ${SETTINGS_LABEL[section]}`;
      entries.push({ key: `s-${section}`, kind: '页面', text, search: text, open: () => go('settings', section) });
    }
    for (const unit of units?.units ?? []) {
      const search = [unit.name, ...unit.aliases].join(' ');
      entries.push({
        key: `u-${unit.id}`,
        kind: '填报单位',
        text: unit.name,
        search,
        open: () => go('values', `unit-${unit.id}`),
      });
    }
    for (const indicator of indicators?.indicators ?? []) {
      if (!indicator.enabled) continue;
      const text = `${indicator.name}（${CATEGORY_LABEL[indicator.category]}，${indicator.measure}）`;
      const search = [indicator.code, indicator.name, ...indicator.aliases].join(' ');
      entries.push({
        key: `i-${indicator.code}`,
        kind: '指标',
        text,
        search,
        open: () => go('values', `code-${indicator.code}`),
      });
    }
    return entries;
  }, [units, indicators]);
}

export function Palette({ onClose }: { onClose: () => void }) {
  const entries = useEntries();
  const [query, setQuery] = useState('');
  const [current, setCurrent] = useState(0);
  const found = useMemo(
    () => entries.filter((entry) => matchesQuery(query, entry.search)).slice(0, MOST),
    [entries, query],
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
    <Modal open title="查找" footer={null} onCancel={onClose} width={560} destroyOnHidden>
      <Input
        autoFocus
        allowClear
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-label="查找页面、填报单位、指标"
        placeholder="输入名称或拼音首字母，如 tzs、发明"
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
            {entry.text}
          </li>
        ))}
        {found.length === 0 && <li className="muted">没有找到“{query}”。可以试试别名或拼音首字母。</li>}
      </ul>
    </Modal>
  );
}
