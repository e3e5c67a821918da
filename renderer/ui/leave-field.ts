/**
 * Ends typing in the field that holds the focus, as clicking elsewhere does: a key that leads away from a row or a page takes the
 * field with it, and what was typed there would be gone.
 */
export function leaveField(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
