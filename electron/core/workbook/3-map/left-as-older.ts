// A number of an earlier month that is only offered, known by what is said of it.

import type { MappedCell } from './map-cells.js';

export const LEFT_AS_OLDER = '的数据，最新为';

export function isLeftAsOlder(cell: Pick<MappedCell, 'undecided'>): boolean {
  return cell.undecided.includes(LEFT_AS_OLDER);
}
