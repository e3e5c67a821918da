// Ctrl+S, as in Excel and WPS: presses the button that stores what is typed, on the page or in the dialog over it. One rule for all of
// them: a form says by `SAVE_KEY` which button that is. Nothing here knows what is stored.

import { useLayoutEffect } from 'react';

import { dialogOfKeys } from './has-dialog.js';
import { leaveField } from './leave-field.js';
import { forgetRefusal, showRefusal } from './notice.js';

/** For the one button of a page or dialog that stores what was typed there: `<Button {...SAVE_KEY}>`, `okButtonProps={SAVE_KEY}`. */
export const SAVE_KEY = { title: 'Ctrl+S', 'aria-keyshortcuts': 'Control+S' } as const;

const saveButton = (root: ParentNode): HTMLElement | null =>
  root.querySelector<HTMLElement>(`[aria-keyshortcuts="${SAVE_KEY['aria-keyshortcuts']}"]`);

/** The one nearest to where the cursor is: a panel beside a page has one of its own. */
function nearestSaveButton(held: Element | null, root: Element): HTMLElement | null {
  for (let at = held; at !== null && at !== root && root.contains(at); at = at.parentElement) {
    const button = saveButton(at);
    if (button) return button;
  }
  return saveButton(root);
}

/** What a button that cannot be pressed yet says by its hint; a key must not end in nothing. */
function whyNot(button: HTMLElement): string {
  const hint = button.title === SAVE_KEY.title ? '必填的还没有填好，或者没有改动' : button.title;
  return `还不能${button.innerText.trim()}：${hint}。`;
}

/** Mounted once. Ctrl+Enter does the same in a dialog: Enter alone is a new line, or leads to the next field. */
export function useSaveKey(): void {
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      const dialog = dialogOfKeys();
      const isSave = event.key.toLowerCase() === 's';
      const isEnter = event.key === 'Enter' && dialog !== undefined && saveButton(dialog) !== null;
      if (!isSave && !isEnter) return;
      event.preventDefault(); // a browser offers to save the page as a file
      event.stopPropagation();
      if (event.repeat || event.isComposing) return;
      // What is being typed is taken over first, as by a click on the button; the field may bring the button along.
      const held = document.activeElement;
      leaveField();
      window.setTimeout(() => {
        const button = nearestSaveButton(held, dialog ?? document.body);
        if (held instanceof HTMLElement && held.isConnected && document.activeElement === document.body)
          held.focus({ preventScroll: true });
        if (button?.matches(':disabled')) showRefusal(whyNot(button));
        else if (button) {
          forgetRefusal();
          button.click();
        } else if (!dialog) showRefusal('这里没有要保存的填写。');
      });
    };
    // Before any field has it: an open cell keeps its keys for itself.
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, []);
}
