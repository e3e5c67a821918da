// Colours of series that remain apart for colour-blind readers and in grey print (Okabe & Ito 2008), darkest first; the page
// pairs each with a symbol and a dash, so that colour never speaks alone.

const SERIES_COLOURS = [
  '#0072B2',
  '#D55E00',
  '#009E73',
  '#CC79A7',
  '#E69F00',
  '#56B4E9',
  '#5D6B78',
  '#8C6D00',
] as const;

export function seriesColour(index: number): string {
  return SERIES_COLOURS[index % SERIES_COLOURS.length]!;
}

/** Ends of a scale: pale to accent for amounts of one sign; blue – white – orange where the middle means something. */
export const SEQUENTIAL = ['#F2F6FB', '#9DC3E6', '#1D4E89'] as const;
export const DIVERGING = ['#C75B12', '#FFFFFF', '#1D6FA5'] as const;
