// What Ctrl+K leads to: what is at hand at once, and what is asked for while typing.

import { useEffect, useMemo, useState } from 'react';

import { CATEGORY_LABEL } from '../../../shared/indicators/define.js';
import { useCall } from '../../api/use-call.js';
import { go } from '../../app-state.js';
import { allAddresses } from '../../pages.js';
import { SETTINGS_LABEL, SETTINGS_SECTIONS } from '../../settings-sections.js';

export interface Entry {
  key: string;
  kind: string;
  text: string;
  search: string;
  open: () => void;
}

/** Pages, ledgers, reporting units, indicators. */
export function useKnownEntries(): Entry[] {
  const units = useCall('units.list', {}).data;
  const indicators = useCall('indicators.list', {}).data;
  const ledgers = useCall('ledgers.list', {}).data;
  return useMemo(() => {
    const entries: Entry[] = allAddresses().map(({ page, rest, label }) => ({
      key: `p-${page}/${rest}`,
      kind: '页面',
      text: label,
      search: label,
      open: () => go(page, rest),
    }));
    for (const { id, title } of ledgers?.ledgers ?? [])
      entries.push({ key: `ledger-${id}`, kind: '台账', text: title, search: title, open: () => go('ledgers', id) });
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
  }, [units, indicators, ledgers]);
}

/** Letters that are typed in a row are asked for together. */
const ASK_AFTER_MS = 150;
const FEWEST_LETTERS = 2;
const MOST_ENTERPRISES = 6;

/** Enterprises and rows of ledgers that hold what is typed; `isAsking` until the answer to it is there. */
export function useFoundEntries(query: string): { entries: Entry[]; isAsking: boolean } {
  const text = query.trim();
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = window.setTimeout(() => setAsked(text), ASK_AFTER_MS);
    return () => window.clearTimeout(timer);
  }, [text]);
  const isLong = asked.length >= FEWEST_LETTERS;
  const enterprises = useCall('enterprises.list', isLong ? { text: asked, limit: MOST_ENTERPRISES } : null).data;
  const rows = useCall('ledgers.find', isLong ? { text: asked } : null).data;
  const isThere = isLong && asked === text && rows?.text === text;
  const entries = useMemo(
    () =>
      isThere
        ? [
            ...(enterprises?.enterprises ?? []).map(({ id, name, uscc }): Entry => ({
              key: `e-${id}`,
              kind: '企业',
              text: uscc === null ? name : `${name}　${uscc}`,
              search: '',
              open: () => go('ledgers', `enterprises/${id}`),
            })),
            ...rows.rows.map(({ ledger, title, id, name, found }): Entry => ({
              key: `r-${ledger}-${id}`,
              kind: title,
              text: [name, found].filter((part) => part !== '').join('　'),
              search: '',
              open: () => go('ledgers', `${ledger}/${id}`),
            })),
          ]
        : [],
    [isThere, enterprises, rows],
  );
  return { entries, isAsking: text.length >= FEWEST_LETTERS && !isThere };
}
