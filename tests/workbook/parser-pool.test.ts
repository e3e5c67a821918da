// Several parse processes behind one parser, over channels that do nothing by themselves.

import { expect, test } from 'vitest';

import type { ChannelExit, ParserChannel } from '../../electron/core/workbook/1-read/parser-client.js';
import { createParserPool } from '../../electron/core/workbook/1-read/parser-pool.js';
import type { ParseRequest } from '../../electron/core/workbook/1-read/wire.js';

class FakeProcess {
  readonly sent: ParseRequest[] = [];
  killed = false;
  onMessage: (message: unknown) => void = () => undefined;
  onExit: (exit: ChannelExit) => void = () => undefined;

  get channel(): ParserChannel {
    return {
      post: (message) => void this.sent.push(message as ParseRequest),
      onMessage: (callback) => (this.onMessage = callback),
      onExit: (callback) => (this.onExit = callback),
      kill: () => (this.killed = true),
    };
  }

  /** Answers the newest request as understood. */
  finish(): void {
    const { id } = this.sent.at(-1)!;
    this.onMessage({ id, kind: 'packed-json', json: '{}' });
    this.onMessage({ id, kind: 'done', sha256: 'abc', bytes: 7 });
  }
}

function pool(most: number) {
  const made: FakeProcess[] = [];
  const parser = createParserPool(() => {
    const process = new FakeProcess();
    made.push(process);
    return process.channel;
  }, most);
  return { made, parser };
}

const file = { path: '/x/表.xlsx', name: '表.xlsx' };
const given = { words: { place: '示例市' }, answers: {}, period: null };
const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

async function understandMany(made: FakeProcess[], parser: ReturnType<typeof pool>['parser'], count: number) {
  for (let n = 0; n < count; n += 1) {
    const understood = parser.understand(file, given);
    await turn();
    made[0]!.finish();
    expect(await understood).toMatchObject({ packed: { json: '{}' }, sha256: 'abc', size: 7 });
  }
}

test('a few files need one process; a long import gets more, up to the limit, and closing ends all of them', async () => {
  const { made, parser } = pool(2);
  const first = [parser.understand(file, given), parser.understand(file, given)];
  await turn();
  expect(made).toHaveLength(1);
  made[0]!.finish();
  await turn();
  made[0]!.finish();
  await Promise.all(first);
  await understandMany(made, parser, 20);
  const many = [1, 2, 3].map(() => parser.understand(file, given).catch((error: unknown) => error));
  await turn();
  expect(made).toHaveLength(2);
  expect(made[1]!.sent).toHaveLength(1);
  parser.close();
  expect(made.map(({ killed }) => killed)).toEqual([true, true]);
  for (const answer of await Promise.all(many)) expect(answer).toMatchObject({ code: 'job.cancelled' });
});

test('words go to a process once, and again to the one that takes its place', async () => {
  const { made, parser } = pool(1);
  await understandMany(made, parser, 2);
  const [one, two] = made[0]!.sent.map(({ understand }) => understand!);
  expect(one!.words).toBe(given.words);
  expect(two!.words).toBeUndefined();
  expect(two!.wordsId).toBe(one!.wordsId);
  const lost = parser.understand(file, given);
  await turn();
  made[0]!.onExit({ code: 1 });
  await expect(lost).rejects.toMatchObject({ code: 'file.damaged' });
  const again = parser.understand(file, given);
  await turn();
  expect(made[1]!.sent[0]!.understand!.words).toBe(given.words);
  made[1]!.finish();
  await again;
  parser.close();
});
