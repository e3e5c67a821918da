// 环节: names as they are written, where a row may go, what counts as having got there.

import { describe, expect, test } from 'vitest';

import type { Ledger } from '../../shared/ledgers/define.js';
import { allStages, canonicalStage, isStageOfRow, nextStages, stagesFrom } from '../../shared/ledgers/stages.js';

const ledger = {
  stages: {
    paths: [
      { name: '专利', steps: ['受理', '初审', '授权'] },
      { name: '商标', steps: ['受理', '注册'] },
    ],
    ends: ['终止'],
    aliases: { 初审通过: '初审' },
    pathField: 'path',
  },
} as unknown as Ledger;
const stages = ledger.stages!;

test('each stage stands once', () => expect(allStages(stages)).toEqual(['受理', '初审', '授权', '注册', '终止']));

test.each([
  ['受理', '受理'],
  [' 受 理 ', '受理'],
  ['初审通过', '初审'],
  ['已授权', '授权'],
  ['已初审通过', '初审'],
  ['未授权', null],
  ['已', null],
  ['toString', null],
])('“%s” is %s', (text, stage) => expect(canonicalStage(stages, text)).toBe(stage));

describe('a row', () => {
  const [patent, mark, other] = [{ path: '专利' }, { path: '商标' }, { path: '其他' }];

  test('stands at a stage of the path that it names, of any path where it names none, or at an end', () => {
    expect(isStageOfRow(ledger, patent, '初审')).toBe(true);
    expect(isStageOfRow(ledger, mark, '初审')).toBe(false);
    expect(isStageOfRow(ledger, mark, '终止')).toBe(true);
    expect(isStageOfRow(ledger, other, '初审')).toBe(true);
    expect(isStageOfRow(ledger, {}, '注册')).toBe(true);
    expect(isStageOfRow(ledger, {}, '审查')).toBe(false);
    expect(isStageOfRow({ ...ledger, stages: undefined } as unknown as Ledger, patent, '初审')).toBe(false);
  });

  test('goes to the next step first, then to any other, and never to where it is', () => {
    expect(nextStages(ledger, patent, '受理')).toEqual(['初审', '授权', '终止']);
    expect(nextStages(ledger, patent, '授权')).toEqual(['受理', '初审', '终止']);
    expect(nextStages(ledger, patent, null)).toEqual(['受理', '初审', '授权', '终止']);
    expect(nextStages(ledger, {}, '受理')).toEqual(['初审', '注册', '授权', '终止']);
    expect(nextStages(ledger, {}, '初审')).toEqual(['授权', '受理', '终止']);
  });
});

test('having reached a step counts it and what follows, on any path that has it', () => {
  expect(stagesFrom(stages, '初审')).toEqual(['初审', '授权']);
  expect(stagesFrom(stages, '受理')).toEqual(['受理', '初审', '授权', '注册']);
  expect(stagesFrom(stages, '审查')).toEqual([]);
});
