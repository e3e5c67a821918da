// Where a notice of a failure may stand: above the bar at the foot of the page that the failed step was started from. A notice that
// stays until it is closed must not lie on the button that tries again.

/** Bars at the foot of a page or drawer that hold its main action. */
const BARS = '[data-bottom-bar], .ant-drawer-footer';
const NOTICES = '.ant-notification-notice';
const USUAL_PX = 34;
const GAP_PX = 8;

/** Distance of a notice from the lower edge of the window, in pixels. Bars in the upper half are none at its foot. */
export function noticeBottom(bars: readonly { top: number; height: number }[], windowHeight: number): number {
  const tops = bars.filter((bar) => bar.height > 0 && bar.top > windowHeight / 2).map((bar) => bar.top);
  return tops.length === 0 ? USUAL_PX : Math.max(USUAL_PX, Math.ceil(windowHeight - Math.min(...tops)) + GAP_PX);
}

/** A notice was asked for that is not drawn yet. */
let isAwaited = false;
let isWatching = false;

/** Keeps room above the bars, which come, go and grow, until no notice is left. */
function watch(): void {
  const watched = new WeakSet<Element>();
  let frame = 0;
  const later = (): void => {
    if (frame === 0) frame = requestAnimationFrame(place);
  };
  const sizes = new ResizeObserver(later);
  const parts = new MutationObserver(later);
  const end = (): void => {
    parts.disconnect();
    sizes.disconnect();
    window.removeEventListener('resize', later);
    isWatching = false;
  };
  function place(): void {
    frame = 0;
    const isShown = document.querySelector(NOTICES) !== null;
    if (isShown) isAwaited = false;
    else if (!isAwaited) return end();
    const bars = [...document.querySelectorAll(BARS)];
    for (const bar of bars) {
      // To observe again reports the size again, and that without end.
      if (!watched.has(bar)) sizes.observe(bar);
      watched.add(bar);
    }
    const boxes = bars.map((bar) => bar.getBoundingClientRect());
    document.documentElement.style.setProperty('--notice-bottom', `${noticeBottom(boxes, window.innerHeight)}px`);
  }
  parts.observe(document.body, { childList: true, subtree: true });
  window.addEventListener('resize', later);
}

/** Call when a notice is shown. */
export function makeRoomForNotice(): void {
  isAwaited = true;
  if (!isWatching) watch();
  isWatching = true;
}
