// A key answers a question only when the question can have been read, and does something to what was given the focus only when it can
// have been seen there (UNREAD, MEANT_BEFORE in renderer/ui/focus-kept.ts).

import type { Page } from '@playwright/test';

/** As long as an officer takes at least: the one thing of the page that is a matter of time. */
export async function readQuestion(page: Page): Promise<void> {
  await page.waitForTimeout(450);
}
