// Small remembered choices of the screen. A broken or refused store never keeps a page from starting (style.md §12).

const PREFIX = 'ledger-1-';

export function readText(name: string): string | null {
  try {
    return window.localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

export function writeText(name: string, text: string): void {
  try {
    window.localStorage.setItem(PREFIX + name, text.slice(0, 2000));
  } catch {
    // Not remembered; nothing depends on it.
  }
}

/** What outlives loading the page again, and ends with its window. */
export function ofWindow(name: string): string | null {
  try {
    return window.sessionStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

export function keepInWindow(name: string, text: string): void {
  try {
    window.sessionStorage.setItem(PREFIX + name, text);
  } catch {
    // Not kept; nothing depends on it.
  }
}

export function readFlag(name: string): boolean {
  return readText(name) === '1';
}

export function writeFlag(name: string, value: boolean): void {
  writeText(name, value ? '1' : '0');
}
