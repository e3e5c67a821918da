// What a person would stumble over on a page, found in the browser: text that is cut without a hint, text too pale to read, buttons
// without a word, days without a year, a scroll bar inside of a scroll bar. Runs inside the page: nothing from outside of the function.

/** One line per finding, empty on a good page. WCAG AA: 4.5 : 1 for text; what is disabled may be paler. */
export function findingsOfPage(): string[] {
  const LEAST_CONTRAST = 4.5;
  const findings = new Set<string>();
  const channels = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (rgb: readonly number[]): number => {
    const [r = 0, g = 0, b = 0] = rgb.map((value) => {
      const part = value / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const over = (top: readonly number[], below: readonly number[]): number[] => {
    const alpha = top[3] ?? 1;
    return [0, 1, 2].map((at) => (top[at] ?? 0) * alpha + (below[at] ?? 255) * (1 - alpha));
  };
  // Kept, because every text of a page asks it of nearly the same elements.
  const grounds = new Map<Element, number[]>();
  const groundOf = (element: Element | null): number[] => {
    if (element === null) return [255, 255, 255];
    const known = grounds.get(element);
    if (known !== undefined) return known;
    const color = channels(getComputedStyle(element).backgroundColor);
    const below = groundOf(element.parentElement);
    const ground = (color[3] ?? 1) > 0 ? over(color, below) : below;
    grounds.set(element, ground);
    return ground;
  };
  const contrast = (element: Element): number => {
    const ground = groundOf(element);
    const [a, b] = [luminance(over(channels(getComputedStyle(element).color), ground)), luminance(ground)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  const isSeen = (element: Element): boolean => {
    const box = element.getBoundingClientRect();
    const { visibility, opacity } = getComputedStyle(element);
    const isIn = box.right > 0 && box.bottom > 0 && box.left < window.innerWidth && box.top < window.innerHeight;
    return box.width > 1 && box.height > 1 && isIn && visibility !== 'hidden' && opacity !== '0';
  };
  const isCut = (element: Element): boolean =>
    [element, element.parentElement, element.parentElement?.parentElement].some(
      (one) => one && getComputedStyle(one).overflowX === 'hidden' && one.scrollWidth > one.clientWidth + 1,
    );
  const hasHint = (element: Element): boolean => element.closest('[title]:not([title=""])') !== null;
  const checkText = (element: Element, words: string): void => {
    if (element.matches('.ant-select-content-has-search-value')) return; // its field lies over it with the same words
    if (isCut(element) && !hasHint(element)) findings.add(`cut: ${words}`);
    const isOff =
      element.closest(
        ':disabled, [aria-disabled="true"], .ant-checkbox-wrapper-disabled, .ant-segmented-item-disabled',
      ) !== null;
    if (!isOff && contrast(element) < LEAST_CONTRAST) findings.add(`pale: ${words}`);
    if (/(^|[^年\d])\d{1,2}月\d{1,2}日(?!起)/.test(words)) findings.add(`no year: ${words}`);
  };
  for (const element of document.body.querySelectorAll('*')) {
    if (!isSeen(element) || element.closest('svg, article') !== null) continue;
    const words = [...element.childNodes].map((node) => (node.nodeType === 3 ? (node.textContent ?? '').trim() : ''));
    if (words.join('') !== '') checkText(element, words.join('').slice(0, 60));
    if (!element.matches('button') || (element.textContent ?? '').trim() !== '') continue;
    if (!hasHint(element) && !element.matches('[role="switch"]'))
      findings.add(`no word: ${element.getAttribute('aria-label') ?? element.className}`);
  }
  const scrolling = [...document.querySelectorAll('main *')].filter(
    (element) =>
      isSeen(element) &&
      element.clientHeight > 40 &&
      element.scrollHeight > element.clientHeight + 2 &&
      /auto|scroll/.test(getComputedStyle(element).overflowY),
  );
  for (const inner of scrolling)
    if (scrolling.some((outer) => outer !== inner && outer.contains(inner)))
      findings.add(`scrolls twice: ${inner.className}`);
  return [...findings];
}
