// What opens stands still from its first moment: the press of the mouse and its release meet the same button.

import type { Locator, Page } from '@playwright/test';

import { expect, test } from '../helpers/e2e.js';
import { setUpOffice } from '../helpers/first-steps.js';

/** A press as soon as the button can be seen, and a release when it has come to rest. */
async function pressAtOnce(page: Page, button: Locator): Promise<void> {
  await button.waitFor();
  const box = await button.evaluate(async (one) => {
    const inSight = (): boolean => one.getBoundingClientRect().right <= window.innerWidth;
    while (!inSight() || one.closest('[class*="-active"]') === null) await new Promise(requestAnimationFrame);
    const { x, y, width, height } = one.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  });
  await page.mouse.move(box.x, box.y);
  await page.mouse.down();
  await button.evaluate(async (one) => {
    const coming = one.closest('[class*="-active"]');
    await Promise.all((coming?.getAnimations() ?? []).map(({ finished }) => finished));
  });
  await page.mouse.up();
}

test('a button of a drawer or a dialog that is still coming is clicked where it is pressed', async ({
  page,
  ledger,
}) => {
  expect(ledger.port).toBeGreaterThan(0);
  await setUpOffice(page, '名称\t别名\n滕州市\t滕州');
  // So slow that each part is met on its way.
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Animation.enable');
  await devtools.send('Animation.setPlaybackRate', { playbackRate: 0.2 });

  const form = page.getByRole('dialog');
  await page.evaluate(() => (window.location.hash = '#/settings/ledgers'));
  await page
    .getByRole('row', { name: /专利保险/ })
    .getByRole('button', { name: '增加字段' })
    .click();
  await pressAtOnce(page, form.getByRole('button', { name: '增加一个字段' }));
  await expect(form.getByLabel('第1个字段的名称')).toBeVisible();
  await page.keyboard.press('Escape');
  await pressAtOnce(page, page.getByRole('button', { name: '放弃', exact: true }));
  await expect(form).toBeHidden();
});
