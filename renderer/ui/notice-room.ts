// Where a notice of a failure may stand: above the bar at the foot of the page that the failed step was started from. A notice that
// stays until it is closed must not lie on the button that tries again.

/** Bars at the foot of a page or drawer that hold its main action. */
const BARS = '[data-bottom-bar], .ant-drawer-footer';
const USUAL_PX = 34;
const GAP_PX = 8;

/** Distance of a notice from the lower edge of the window, in pixels. Bars in the upper half are none at its foot. */
export function noticeBottom(bars: readonly { top: number; height: number }[], windowHeight: number): number {
  const tops = bars.filter((bar) => bar.height > 0 && bar.top > windowHeight / 2).map((bar) => bar.top);
  return tops.length === 0 ? USUAL_PX : Math.max(USUAL_PX, Math.ceil(windowHeight - Math.min(...tops)) + GAP_PX);
}

function place(): void {
  const bars = [...document.querySelectorAll(BARS)].map((bar) => bar.getBoundingClientRect());
  document.documentElement.style.setProperty('--notice-bottom', `${noticeBottom(bars, window.innerHeight)}px`);
}

/** Call when a notice is shown: the bar may grow by what the failure adds to it. */
export function makeRoomForNotice(): void {
  place();
  window.setTimeout(place, 250);
}
