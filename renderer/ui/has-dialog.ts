/** Dialogs and drawers that lie over the page, innermost last. */
export const OPEN_DIALOG = '.ant-modal-wrap:not([style*="display: none"]), .ant-drawer-open';

/** True while a dialog or a drawer lies over the page: keys of the page do nothing then. */
export function hasDialog(): boolean {
  return document.querySelector(OPEN_DIALOG) !== null;
}
