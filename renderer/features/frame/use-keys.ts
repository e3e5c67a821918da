// Keys that work on every page. Not while the officer types, and not under an open dialog.

import { useLayoutEffect } from 'react';

import { addMonths } from '../../../shared/model/period.js';
import type { AppState } from '../../app-state.js';
import { PAGES, type PageName } from '../../pages.js';
import { hasDialog } from '../../ui/has-dialog.js';
import { leaveField } from '../../ui/leave-field.js';

interface Actions {
  app: AppState;
  openPalette: () => void;
  toPage: (page: PageName) => void;
  undo: () => void;
  redo: () => void;
}

/** A choice is an `input`, too, and takes no text: after a click on 同比 the keys are still the page's. */
const TEXT_FIELDS = 'input:not([type="radio"], [type="checkbox"]), textarea, select';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches(TEXT_FIELDS));
}

function pageOfKey(event: KeyboardEvent): (typeof PAGES)[number] | undefined {
  return event.altKey && /^Digit[1-9]$/.test(event.code) ? PAGES[Number(event.code.slice(5)) - 1] : undefined;
}

export function useKeys({ app, openPalette, toPage, undo, redo }: Actions): void {
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.isComposing || hasDialog()) return;
      const isControl = event.ctrlKey || event.metaKey;
      const page = pageOfKey(event);
      const run = (action: () => void): void => {
        event.preventDefault();
        action();
      };
      if (isControl && event.key.toLowerCase() === 'k') return run(openPalette);
      if (event.key === 'F1') return run(app.openHelp);
      if (event.key === 'F4' && !event.altKey) return run(() => app.setSourceOpen(!app.isSourceOpen));
      if (page)
        return run(() => {
          leaveField();
          toPage(page);
        });
      if (isTyping(event.target)) return;
      if (isControl && event.key.toLowerCase() === 'z' && !event.shiftKey) return run(undo);
      if (isControl && /^[zy]$/i.test(event.key)) return run(redo);
      if (isControl || event.altKey) return;
      if (event.key === '?' || event.key === '？') return run(app.openHelp);
      if (event.key === '[' || event.key === '【') return run(() => app.setPeriod(addMonths(app.period, -1)));
      if (event.key === ']' || event.key === '】') return run(() => app.setPeriod(addMonths(app.period, 1)));
      if (event.key === 'Escape' && !event.defaultPrevented && app.isSourceOpen) run(() => app.setSourceOpen(false));
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [app, openPalette, toPage, undo, redo]);
}
