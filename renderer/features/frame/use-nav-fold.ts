// Whether the navigation is folded to icons. In a narrow window (1366×768 with Windows at 160 %) its words would take a fifth of the
// width, so it is folded there unless the officer unfolds it there; what is chosen in a wide one holds for wide ones.

import { useState, useSyncExternalStore } from 'react';

import { readText, writeText } from '../../ui/remembered.js';

const NARROW = '(width < 1000px)';
const NAMES = { wide: 'nav-folded', narrow: 'nav-folded-narrow' };

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

export function useNavFold(): [isFolded: boolean, fold: () => void] {
  const isNarrow = useSyncExternalStore(subscribe, () => window.matchMedia(NARROW).matches);
  const [chosen, setChosen] = useState(() => ({ wide: readText(NAMES.wide), narrow: readText(NAMES.narrow) }));
  const width = isNarrow ? 'narrow' : 'wide';
  const isFolded = chosen[width] === null ? isNarrow : chosen[width] === '1';
  const fold = (): void => {
    const next = isFolded ? '0' : '1';
    writeText(NAMES[width], next);
    setChosen({ ...chosen, [width]: next });
  };
  return [isFolded, fold];
}
