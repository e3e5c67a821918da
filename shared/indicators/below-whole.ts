// Where a list of indicators may write 其中：…: it is read as a part of the row above.

/**
 * True for a part with its whole above it and nothing between but its other parts. A ratio between them counts too: 其中：高价值发明专利拥有量
 * below 每万人口发明专利拥有量 would be a part of that.
 */
export function standsBelowWhole(
  indicators: readonly { readonly code: string; readonly partOf: string | null }[],
  index: number,
): boolean {
  const { partOf } = indicators[index]!;
  if (partOf === null) return false;
  for (const other of indicators.slice(0, index).toReversed()) {
    if (other.code === partOf) return true;
    if (other.partOf !== partOf) return false;
  }
  return false;
}
