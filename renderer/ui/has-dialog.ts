/** Dialogs and drawers that are in sight over the page, innermost last. */
export const OPEN_DIALOG = '.ant-modal-wrap:not([style*="display: none"]), .ant-drawer-open';

/** Answered already, and in sight only until it has faded. */
const isGoing = (dialog: Element): boolean => dialog.querySelector('.ant-zoom-leave') !== null;

/** The dialog or drawer that the keys belong to; undefined: they are the page's, also while the last dialog still fades. */
export function dialogOfKeys(): Element | undefined {
  return [...document.querySelectorAll(OPEN_DIALOG)].findLast((dialog) => !isGoing(dialog));
}

/** True while a dialog or a drawer asks for its answer over the page: keys of the page do nothing then. */
export function hasDialog(): boolean {
  return dialogOfKeys() !== undefined;
}
