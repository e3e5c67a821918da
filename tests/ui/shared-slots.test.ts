// Calls of several tabs on their way to the host, with the locks that a browser shares among its tabs.

import { expect, it } from 'vitest';

import { countTab, inSharedSlot, slotsFor } from '../../renderer/api/shared-slots.js';

it('leaves a connection of six free beside the events of each tab, and one call on its way always', () => {
  expect([1, 2, 3, 4, 5, 9].map(slotsFor)).toEqual([4, 3, 2, 1, 1, 1]);
});

it('sends the calls of two tabs three at a time, and the next as soon as any of them is answered', async () => {
  const { locks } = navigator;
  countTab(locks);
  countTab(locks);
  const answers = Array.from({ length: 5 }, () => Promise.withResolvers<number>());
  const sent: number[] = [];
  const replies = answers.map(({ promise }, n) =>
    inSharedSlot(locks, () => {
      sent.push(n);
      return promise;
    }),
  );
  await expect.poll(() => sent).toEqual([0, 1, 2]);
  answers[1]!.resolve(1);
  await expect.poll(() => sent).toEqual([0, 1, 2, 3]);
  // One that fails makes room as well.
  answers[0]!.reject(new Error('no answer'));
  await expect(replies[0]).rejects.toThrow('no answer');
  await expect.poll(() => sent).toEqual([0, 1, 2, 3, 4]);
  for (const { resolve } of answers) resolve(0);
  expect(await Promise.all(replies.slice(1))).toEqual([1, 0, 0, 0]);
});
