/** True while a dialog or a drawer lies over the page: keys of the page do nothing then. */
export function hasDialog(): boolean {
  return document.querySelector('.ant-modal-wrap:not([style*="display: none"]), .ant-drawer-open') !== null;
}
