// Keeps the keyboard somewhere: what held the focus is gone (a question was answered, a dialog closed, another view opened), and the
// browser lets the keys fall on the page, where they do nothing. They go to the nearest thing that is still there. A click on bare
// ground is no loss: what held the focus before is still there. Fields that all typing goes through: see keys-home.ts.

import { useEffect, type RefObject } from 'react';

import { isAtWork } from '../api/client.js';
import { OPEN_DIALOG } from './has-dialog.js';

const TRAIL_LENGTH = 12;
const FIELDS = 'input:not([type="checkbox"], [type="radio"], [type="file"], [readonly]), textarea';
/** Milliseconds in which a key is still meant for what was there before. */
const MEANT_BEFORE = 400;
/** Milliseconds after a dialog came in which nobody has read it yet: a key then was pressed for what opened it. */
const UNREAD = 300;
/** Milliseconds after the last answer of the core in which a button that waited for it comes back. */
const COMES_BACK = 250;
const LOOK_AGAIN = 50;
const FOCUSABLE = `${FIELDS}, button:not(.ant-btn-dangerous), select, input[type="radio"]:checked, input[type="checkbox"], [tabindex="0"]`;
const REGIONS = 'section, form, fieldset, ul, ol, [role="region"], [role="group"], [role="toolbar"]';
/** What Enter or Space does something to at once. */
const ANSWERS = 'button, input[type="checkbox"], input[type="radio"]';
/** Where a dialog keeps the focus once the button in it that held it is gone, and a drawer without motion from the start: no key
 * does anything there. */
const BARE_DIALOG = '.ant-modal, .ant-drawer';
const POINTER_ENDS = ['pointerup', 'pointercancel', 'dragend'];
const HOMES = '[data-keys-home], [role="grid"][tabindex="0"]';

/** Where the focus was, with what stood around it: the neighbours are still there when it is gone. */
interface Held {
  element: HTMLElement;
  around: HTMLElement[];
}

function isThere(element: HTMLElement): boolean {
  return element.isConnected && !element.matches(':disabled') && element.getClientRects().length > 0;
}

/** In its place, and cannot be pressed: it waits for its own work, or there is nothing more to do for it. */
function isOff(element: HTMLElement): boolean {
  return element.isConnected && element.matches(':disabled') && element.getClientRects().length > 0;
}

function firstOf(root: ParentNode, selector: string): HTMLElement | undefined {
  return [...root.querySelectorAll<HTMLElement>(selector)].find(isThere);
}

function openDialog(): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>(OPEN_DIALOG)].at(-1);
}

function ancestorsOf(element: HTMLElement): HTMLElement[] {
  const ancestors: HTMLElement[] = [];
  for (let at = element.parentElement; at !== null && at !== document.body; at = at.parentElement) ancestors.push(at);
  return ancestors;
}

/** The nearest thing around what is gone that can hold the focus itself, or holds something that can. */
function neighbour(held: Held, within: HTMLElement): HTMLElement | undefined {
  for (const element of held.around) {
    if (element === within || !within.contains(element) || !isThere(element) || element.matches(BARE_DIALOG)) continue;
    if (element.hasAttribute('tabindex')) return element;
    if (element.querySelector('h1') !== null) return undefined; // the page itself: its first button is no neighbour
    const inside = element.matches(REGIONS) ? firstOf(element, FOCUSABLE) : undefined;
    if (inside) return inside;
  }
  return undefined;
}

/** What stands beside a button that cannot be pressed any more: what follows it, else what comes before it, in the least part around. */
function beside({ element, around }: Held, within: HTMLElement): HTMLElement | undefined {
  for (const part of around) {
    if (!within.contains(part) || part.querySelector('h1') !== null) return undefined; // the page itself is not beside it
    const others = [...part.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(isThere);
    const follows = (one: HTMLElement): boolean =>
      (element.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    const near = others.find(follows) ?? others.at(-1);
    if (near) return near;
  }
  return undefined;
}

/** The field that a dialog begins with; without one the button that does what the dialog is for, unless that is dangerous. */
function beginningOf(dialog: HTMLElement): HTMLElement | undefined {
  const body = dialog.querySelector<HTMLElement>('.ant-modal-body, .ant-drawer-body') ?? dialog;
  return firstOf(body, FIELDS) ?? firstOf(dialog, '.ant-btn-primary:not(.ant-btn-dangerous)');
}

function nextHolder(trail: readonly Held[], main: HTMLElement): HTMLElement {
  const last = trail.at(-1);
  const dialog = openDialog();
  const within = dialog ?? main;
  const near = last && ((isOff(last.element) ? beside(last, within) : undefined) ?? neighbour(last, within));
  if (near) return near;
  if (dialog) return beginningOf(dialog) ?? firstOf(dialog, FOCUSABLE) ?? dialog;
  // A dialog gives the keys back to what opened it; a view that gave way to another leaves them to the other's grid.
  const home = firstOf(main, '[data-keys-home]');
  const before = trail.findLast((held) => isThere(held.element))?.element;
  const wasOutside = last !== undefined && !last.around.some((element) => element.matches('main'));
  if (home) return home;
  return (wasOutside ? before : undefined) ?? firstOf(main, HOMES) ?? main;
}

/** Holds for everything inside `main` and for the dialogs over it. `main` takes the keys where nothing else can, and must be focusable. */
export function useFocusKept(main: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const trail: Held[] = [];
    let isLost = false;
    let timer = 0;
    let pressed = '';
    let pressedOn: Element | null = null;
    let waiting: HTMLElement | null = null; // the cross, or the ground, of a dialog whose fields are still to come
    let given: { element: HTMLElement; at: number } | null = null;
    let isPointing = false;
    let unused: HTMLElement | null = null; // what the officer did not choose, and has pressed no key on yet
    let quietSince: number | null = null; // when nothing was worked on any more while a button was off
    /** Dialogs that are open, and when each came. */
    const cameAt = new Map<Element, number>();
    const give = (element: HTMLElement): void => {
      // What had the focus before asks nothing new: Enter closes a choice, and opens it again.
      const isBack = trail.some((held) => held.element === element);
      element.focus({ preventScroll: true });
      given = isBack ? null : { element, at: performance.now() };
    };
    const noteDialogs = (): void => {
      const open = new Set(document.querySelectorAll(OPEN_DIALOG));
      for (const dialog of cameAt.keys()) if (!open.has(dialog)) cameAt.delete(dialog);
      for (const dialog of open) if (!cameAt.has(dialog)) cameAt.set(dialog, performance.now());
    };
    /** A key that is held down or pressed twice does what it was pressed for, not also what comes under it by that. */
    const isMeantForLast = ({ key, repeat, timeStamp }: KeyboardEvent): boolean => {
      const now = document.activeElement;
      if ((key !== 'Enter' && key !== ' ') || now === null) return false;
      if (repeat) return now !== pressedOn && (now.matches(ANSWERS) || now.closest(OPEN_DIALOG) !== null);
      if (!now.matches(ANSWERS)) return false;
      noteDialogs(); // one that came in this very task is not noted yet
      const isUnread = [...cameAt.values()].some((at) => timeStamp - at < UNREAD);
      return isUnread || (given?.element === now && timeStamp - given.at < MEANT_BEFORE);
    };
    const comesBack = (): boolean => {
      if (isAtWork() || !document.hasFocus()) quietSince = null;
      else quietSince ??= performance.now();
      return quietSince === null || performance.now() - quietSince < COMES_BACK;
    };

    const isParked = (): boolean =>
      document.activeElement === main.current || document.activeElement?.matches(BARE_DIALOG) === true;
    const begin = (place: HTMLElement): void => {
      const dialog = place.closest<HTMLElement>(OPEN_DIALOG);
      const beginning = dialog ? beginningOf(dialog) : undefined;
      waiting = beginning ? null : place;
      if (beginning) give(beginning);
    };
    const onBareDialog = (ground: HTMLElement): void => {
      if (isPointing || pressed === 'Tab') return;
      const last = trail.at(-1);
      if (last?.around.includes(ground) !== true) begin(ground);
      else if (isThere(last.element)) give(last.element);
      else later();
    };
    const look = (): void => {
      if (waiting !== null && document.activeElement === waiting) return begin(waiting);
      if (document.activeElement !== document.body && !isParked()) return;
      // It took the focus by itself and went before it had a key: the focus is where it was before that.
      if (unused !== null && !unused.isConnected && trail.length > 1 && trail.at(-1)?.element === unused) {
        trail.pop();
        isLost = true;
      }
      const last = trail.at(-1)?.element;
      if (!main.current || !last) return;
      if (!isThere(last)) isLost = true;
      if (!isLost) return;
      // A button that waits for its own work comes back; the focus then is where it was.
      if (!isOff(last)) quietSince = null;
      else if (comesBack()) return later(LOOK_AGAIN);
      const next = isThere(last) ? last : nextHolder(trail, main.current);
      if (next !== document.activeElement) give(next);
      isLost = isParked();
    };
    const later = (after = 0): void => {
      window.clearTimeout(timer);
      timer = window.setTimeout(look, after);
    };
    const onFocus = ({ target, relatedTarget }: FocusEvent): void => {
      if (!(target instanceof HTMLElement) || target === main.current || target === document.body) return;
      if (target.matches(BARE_DIALOG)) return onBareDialog(target);
      const dialog = target.closest<HTMLElement>(OPEN_DIALOG);
      const isClose = target.matches('.ant-modal-close, .ant-drawer-close') && pressed !== 'Tab';
      const cameIn = dialog !== null && !(relatedTarget instanceof Node && dialog.contains(relatedTarget));
      waiting = null;
      isLost = false;
      unused = isPointing || pressed === 'Tab' ? null : target;
      const still = trail.filter((held) => held.element !== target && held.element.isConnected);
      trail.splice(0, trail.length, ...still.slice(1 - TRAIL_LENGTH), { element: target, around: ancestorsOf(target) });
      if (isClose && cameIn) begin(target);
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      pressed = event.key;
      if (document.activeElement === unused) unused = null;
      if (!event.repeat) pressedOn = document.activeElement;
      waiting = null;
      if (!isMeantForLast(event)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const onPointerDown = (): void => {
      pressed = '';
      isPointing = true;
      unused = null;
      waiting = null;
    };
    const onPointerUp = (): void => {
      isPointing = false;
    };
    const observer = new MutationObserver(() => {
      noteDialogs();
      later();
    });
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['disabled', 'style', 'class'],
    });
    document.addEventListener('focusin', onFocus);
    window.addEventListener('keydown', onKeyDown, true);
    window.addEventListener('pointerdown', onPointerDown, true);
    for (const end of POINTER_ENDS) window.addEventListener(end, onPointerUp, true);
    return () => {
      window.clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener('focusin', onFocus);
      window.removeEventListener('keydown', onKeyDown, true);
      window.removeEventListener('pointerdown', onPointerDown, true);
      for (const end of POINTER_ENDS) window.removeEventListener(end, onPointerUp, true);
    };
  }, [main]);
}
