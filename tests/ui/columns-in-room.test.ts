// Lists in small windows: what decides stays in sight, what can be found elsewhere gives way.

import { expect, test } from 'vitest';

import { columnsInRoom } from '../../renderer/ui/columns-in-room.js';

const COLUMNS = [
  { key: 'name', width: '1fr' },
  { key: 'as', width: 'minmax(140px, 1fr)' },
  { key: 'form', width: '120px', isSpare: true },
  { key: 'same', width: '50px', isSpare: true },
  { key: 'state', width: '110px' },
];
const keys = (room: number): string =>
  columnsInRoom(COLUMNS, room)
    .map(({ key }) => key)
    .join(' ');

test.each([
  [550, 'name as form same state'],
  [549, 'name as form state'],
  [499, 'name as state'],
  [100, 'name as state'],
])('in %i pixels a list shows %s', (room, shown) => {
  expect(keys(room)).toBe(shown);
});
