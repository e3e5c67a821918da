// What a button starts: one at a time, also before the page has drawn the buttons waiting.

import { App } from 'antd';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';

import { useBusy, type Busy } from '../../renderer/ui/use-busy.js';

function Page({ give }: { give: (busy: Busy) => void }): null {
  give(useBusy());
  return null;
}

/** As a click finds it that comes before the page is drawn anew. */
function drawnOnce(): Busy {
  const drawn: Busy[] = [];
  renderToStaticMarkup(createElement(App, null, createElement(Page, { give: (busy) => drawn.push(busy) })));
  return drawn[0]!;
}

test('a second click before the page is drawn waiting starts nothing; when the first has ended, the next one does', async () => {
  const { whileBusy } = drawnOnce();
  const started: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = whileBusy(async () => {
    started.push('first');
    await gate.promise;
  });
  await whileBusy(async () => void started.push('second'));
  expect(started).toEqual(['first']);
  gate.resolve();
  await first;
  await whileBusy(async () => void started.push('third'));
  expect(started).toEqual(['first', 'third']);
});
