// Ctrl+S, as in Excel and WPS, on a page that keeps what is typed until it is saved.

import { useEffect } from 'react';

import { hasDialog } from './has-dialog.js';

/** Saves by key as the page's button does; `save` null: it cannot be pressed now. Not under a dialog: its question comes first. */
export function useSaveKey(save: (() => void) | null): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
      event.preventDefault(); // a browser offers to save the page as a file
      if (!event.repeat && !hasDialog()) save?.();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [save]);
}
