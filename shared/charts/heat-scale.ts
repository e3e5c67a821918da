// Which colour a number of a heat table gets: on screen, in the picture and in Excel the same. Numbers here only choose a colour.

import type { Chart } from './chart.js';
import { DIVERGING, SEQUENTIAL } from './colours.js';

export interface HeatScale {
  low: number;
  middle: number;
  high: number;
  colours: readonly [string, string, string];
}

/** Change has a middle that means something (0); completion runs from 0 to at least 100; of ranks the first is the darkest. */
export function heatScale(chart: Pick<Chart, 'series' | 'measure'>): HeatScale {
  const values = chart.series.flatMap((series) =>
    series.points.flatMap(({ value }) => (value === null ? [] : [Number(value)])),
  );
  const high = Math.max(0, ...values);
  const low = Math.min(0, ...values);
  if (chart.measure.startsWith('%（')) {
    // One extreme (+900 % from a small base) must not bleach all others.
    const reach = Math.min(100, Math.max(10, high, -low));
    return { low: -reach, middle: 0, high: reach, colours: DIVERGING };
  }
  if (chart.measure === '位次') {
    const last = Math.max(2, high);
    return { low: 1, middle: (1 + last) / 2, high: last, colours: [SEQUENTIAL[2], SEQUENTIAL[1], SEQUENTIAL[0]] };
  }
  return { low: 0, middle: 50, high: 100, colours: SEQUENTIAL };
}

/** Luminance at which black and white are equally far: sqrt(1.05 × 0.05) − 0.05; either then has a contrast of 4.58. */
const BLACK_ABOVE = 0.179;

/** Ground and a text colour that is readable on it (contrast of at least 4.5). */
export function heatColour(scale: HeatScale, value: number): { ground: string; ink: string } {
  const clamped = Math.min(scale.high, Math.max(scale.low, value));
  const [a, b, c] = scale.colours;
  const ground =
    clamped <= scale.middle
      ? mix(a, b, (clamped - scale.low) / (scale.middle - scale.low))
      : mix(b, c, (clamped - scale.middle) / (scale.high - scale.middle));
  return { ground, ink: luminance(ground) > BLACK_ABOVE ? '#000000' : '#FFFFFF' };
}

function channels(colour: string): [number, number, number] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as [number, number, number];
}

function mix(from: string, to: string, part: number): string {
  const target = channels(to);
  const mixed = channels(from).map((channel, index) => Math.round(channel + (target[index]! - channel) * part));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0').toUpperCase()).join('')}`;
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [r, g, b] = channels(colour).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
