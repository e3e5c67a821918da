// Keys that are typed while nothing holds the focus: a dialog was closed, the button that was pressed is gone. They would be lost,
// and Ctrl+A would mark the words of the page.

import { useEffect, type RefObject } from 'react';

import { hasDialog } from './has-dialog.js';

/** Brings them to the field of the page that all typing goes through. */
export function useKeysHome(home: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const held = document.activeElement;
      if (!event.isTrusted || (held !== null && held !== document.body) || hasDialog()) return;
      const element = home.current;
      if (element === null) return;
      // What the key types follows the focus by itself; what it commands has to be told again, to this field.
      element.focus({ preventScroll: true });
      event.stopImmediatePropagation();
      if (!element.dispatchEvent(new KeyboardEvent(event.type, event))) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [home]);
}
