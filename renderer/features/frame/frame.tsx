// The frame around every page: navigation, top bar, content, source panel, status bar. Arranges only.

import { useCallback, useLayoutEffect, useRef, useState, type ReactNode } from 'react';

import { go, useApp, useRoute } from '../../app-state.js';
import type { PageName } from '../../pages.js';
import { useFocusKept } from '../../ui/focus-kept.js';
import { Crash } from './crash.js';
import { KeysHelp } from './keys-help.js';
import { Nav } from './nav.js';
import { Palette } from './palette.js';
import { SourcePanel } from './source-panel.js';
import { StatusBar } from './status-bar.js';
import { TopBar } from './top-bar.js';
import { useUndo } from './undo-button.js';
import { useKeys } from './use-keys.js';
import { useNavFold } from './use-nav-fold.js';

interface Props {
  isHelpOpen: boolean;
  onHelpClose: () => void;
  children: ReactNode;
}

export function Frame({ isHelpOpen, onHelpClose, children }: Props) {
  const app = useApp();
  const { page } = useRoute();
  const [isFolded, fold] = useNavFold();
  const [isSearching, setSearching] = useState(false);
  const main = useRef<HTMLElement>(null);
  useFocusKept(main);
  const control = useUndo();
  const openPalette = useCallback(() => setSearching(true), []);
  const undo = useCallback(() => void control.undo(), [control]);
  const redo = useCallback(() => void control.redo(), [control]);
  // A page that is opened by key has the keys, wherever they were: Tab goes to its first button.
  const isByKey = useRef(false);
  const toPage = useCallback(
    (next: PageName) => {
      isByKey.current = next !== page;
      go(next);
    },
    [page],
  );
  useLayoutEffect(() => {
    if (isByKey.current) main.current?.focus({ preventScroll: true });
    isByKey.current = false;
  }, [page]);
  useKeys({ app, openPalette, toPage, undo, redo });

  return (
    <div className="frame">
      <Nav page={page} isFolded={isFolded} onFold={fold} />
      <div className="frame-right">
        <TopBar undo={control} onSearch={openPalette} />
        <div className="frame-middle">
          <main className="content" key={page} ref={main} tabIndex={-1}>
            <Crash>{children}</Crash>
          </main>
          {app.isSourceOpen && <SourcePanel />}
        </div>
        <StatusBar />
      </div>
      {isSearching && <Palette onClose={() => setSearching(false)} />}
      {isHelpOpen && <KeysHelp onClose={onHelpClose} />}
    </div>
  );
}
