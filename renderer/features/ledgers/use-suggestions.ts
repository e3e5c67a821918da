// Suggestions for the cell that is being typed. Options are at hand; the register and used values are asked for while typing.

import { useEffect, useMemo, useState } from 'react';

import type { Enterprise } from '../../../shared/model/enterprise.js';
import { call } from '../../api/client.js';
import { filterOptions, type Option } from './filter-text.js';
import { enterpriseSuggestions, firstChosen, matchingOptions, typedPart, type Suggestion } from './suggestions.js';
import type { LedgerDesk } from './use-ledger.js';

const ASK_AFTER_MS = 90;

export interface Suggesting {
  list: readonly Suggestion[];
  at: number;
  setAt: (at: number) => void;
}

interface Typing {
  name: string;
  text: string;
  /** Nothing was typed yet: the list shows everything. */
  isFresh: boolean;
}

/** `typing` null: no cell is being typed. */
export function useSuggestions(desk: LedgerDesk, typing: Typing | null): Suggesting {
  const { ledger, units, textEnv } = desk;
  const name = typing?.name ?? null;
  const field = name === null ? undefined : ledger.fields[name];
  const text = typing?.text ?? '';
  const part = field === undefined ? '' : typedPart(field, text).trim();
  const isFresh = typing?.isFresh ?? true;
  const [enterprises, setEnterprises] = useState<readonly Enterprise[]>([]);
  const [used, setUsed] = useState<{ name: string; options: readonly Option[] } | null>(null);
  const isEnterprise = field?.kind === 'enterprise';
  const isRemembered = field?.kind === 'text' || (field?.kind === 'choice' && field.isOpen === true);

  useEffect(() => {
    if (!isEnterprise || part === '' || isFresh) {
      setEnterprises([]);
      return undefined;
    }
    let isOld = false;
    const timer = window.setTimeout(() => {
      call('enterprises.search', { text: part.slice(0, 100) })
        .then((found) => {
          if (!isOld) setEnterprises(found.enterprises);
        })
        .catch(() => undefined);
    }, ASK_AFTER_MS);
    return () => {
      isOld = true;
      window.clearTimeout(timer);
    };
  }, [isEnterprise, part, isFresh]);

  useEffect(() => {
    if (!isRemembered || name === null) return undefined;
    let isOld = false;
    call('ledgers.values', { ledger: ledger.id, field: name, limit: 200 })
      .then(({ values }) => {
        const texts = values.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
        if (!isOld) setUsed({ name, options: texts.map((one) => ({ label: one, search: one, value: one })) });
      })
      .catch(() => undefined);
    return () => {
      isOld = true;
    };
  }, [isRemembered, ledger.id, name]);

  const list = useMemo((): readonly Suggestion[] => {
    if (field === undefined || name === null) return [];
    if (isEnterprise) return enterpriseSuggestions(enterprises, (id) => textEnv.unitName(id));
    const declared = filterOptions(ledger, field, { units, period: '2000-01' });
    const remembered = used?.name === name ? used.options : [];
    if (field.kind === 'text')
      return part === '' || isFresh
        ? []
        : matchingOptions(remembered, part, false)
            .filter((one) => one.text !== part)
            .slice(0, 8);
    if (declared === null) return [];
    const known = new Set(declared.map((option) => option.label));
    return matchingOptions([...declared, ...remembered.filter((one) => !known.has(one.label))], part, isFresh);
  }, [field, name, isEnterprise, enterprises, ledger, units, textEnv, used, part, isFresh]);

  // What Enter takes follows the text; the arrows choose over it.
  const [chosen, setChosen] = useState<{ key: string; at: number }>({ key: '', at: -1 });
  const key = `${name}|${text}|${list.length}`;
  const usual = field === undefined || isFresh ? -1 : firstChosen(field, text, list);
  const at = chosen.key === key ? chosen.at : usual;
  return { list, at: Math.min(at, list.length - 1), setAt: (next) => setChosen({ key, at: next }) };
}
