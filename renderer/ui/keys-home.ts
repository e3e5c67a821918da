// The field of a page that all typing goes through holds the focus whenever nothing else does: a dialog was closed, the button that
// was pressed is gone. Keys would be lost, an input method would not begin, and Ctrl+A would mark the words of the page.

import { useLayoutEffect, type RefObject } from 'react';

import { hasDialog } from './has-dialog.js';

function isNothingHeld(): boolean {
  const held = document.activeElement;
  // `main` holds the focus where what held it is gone: see focus-kept.ts.
  return (held === null || held === document.body || held.matches('main')) && !hasDialog();
}

export function useKeysHome(home: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    home.current?.setAttribute('data-keys-home', '');
    // What was closed or pressed is gone a moment later. Marked words are left alone: somebody is about to copy them.
    let timer = 0;
    const comeHome = (): void => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        if (isNothingHeld() && window.getSelection()?.isCollapsed !== false)
          home.current?.focus({ preventScroll: true });
      }, 0);
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      const element = home.current;
      if (!event.isTrusted || element === null || !isNothingHeld()) return;
      // What the key types follows the focus by itself; what it commands has to be told again, to this field.
      element.focus({ preventScroll: true });
      event.stopImmediatePropagation();
      if (!element.dispatchEvent(new KeyboardEvent(event.type, event))) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown, true);
    window.addEventListener('keyup', comeHome);
    window.addEventListener('click', comeHome);
    return () => {
      window.clearTimeout(timer);
      window.removeEventListener('keydown', onKeyDown, true);
      window.removeEventListener('keyup', comeHome);
      window.removeEventListener('click', comeHome);
    };
  }, [home]);
}
