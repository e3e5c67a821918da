// What a call refuses of its params is a Chinese sentence that names the param, whatever the schema objects to.

import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { paramProblem } from '../../electron/core/param-problem.js';
import { CALLS, type CallName } from '../../shared/contract/index.js';

const schema = z.object({
  name: z.string().min(1).max(4),
  kind: z.enum(['county', 'zone']),
  year: z.number().int().min(1950).max(2099),
  share: z.number().gt(0),
  ids: z.array(z.number().int()).min(1).max(2),
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  format: z.literal('xlsx'),
  isSure: z.boolean(),
  step: z.number().multipleOf(5),
  said: z.string().refine((text) => text !== '不', { message: '不能写“不”。' }),
  part: z.strictObject({ of: z.string() }),
  measure: z.union([z.literal('rows'), z.object({ sum: z.string() })]),
});
const GOOD = {
  name: '滕州市',
  kind: 'county',
  year: 2022,
  share: 1,
  ids: [1],
  day: '2022-07-01',
  format: 'xlsx',
  isSure: true,
  step: 5,
  said: '是',
  part: { of: '甲' },
  measure: 'rows',
};

function said(change: Record<string, unknown>): string {
  const params = { ...GOOD, ...change };
  return paramProblem(schema.safeParse(params).error?.issues[0], params);
}

describe('an objection of each kind', () => {
  test.each([
    [{ name: 5 }, '参数“name”应为文字，填的是 5'],
    [{ name: undefined }, '缺少参数“name”（应为文字）'],
    [{ name: '' }, '参数“name”不能为空，填的是 ""'],
    [{ name: '山东省滕州市' }, '参数“name”应不多于4个字，填的是 "山东省滕州市"'],
    [{ kind: 'town' }, '参数“kind”应为"county"、"zone"之一，填的是 "town"'],
    [{ year: 2022.5 }, '参数“year”应为整数，填的是 2022.5'],
    [{ year: 1900 }, '参数“year”应不小于1950，填的是 1900'],
    [{ year: 2222 }, '参数“year”应不大于2099，填的是 2222'],
    [{ share: 0 }, '参数“share”应大于0，填的是 0'],
    [{ ids: [] }, '参数“ids”应至少1项，填的是 []'],
    [{ ids: [1, 2, 3] }, '参数“ids”应最多2项，填的是 [1,2,3]'],
    [{ ids: [1, 'b'] }, '参数“ids[1]”应为数，填的是 "b"'],
    [{ day: '7月1日' }, '参数“day”的写法不对，填的是 "7月1日"'],
    [{ format: 'pdf' }, '参数“format”应为"xlsx"，填的是 "pdf"'],
    [{ isSure: '是' }, '参数“isSure”应为 true 或 false，填的是 "是"'],
    [{ step: 7 }, '参数“step”应为5的倍数，填的是 7'],
    [{ said: '不' }, '参数“said”：不能写“不”'],
    [{ part: { of: '甲', to: '乙' } }, '参数“part”中有不认识的名称：to'],
    [{ part: {} }, '缺少参数“part.of”（应为文字）'],
    [{ measure: { sum: 3 } }, '参数“measure.sum”应为文字，填的是 3'],
    [{ measure: 'all' }, '参数“measure”不符合要求，填的是 "all"'],
  ])('%j', (change, sentence) => expect(said(change)).toBe(sentence));

  test('where no object was sent at all, and where what was sent is long', () => {
    expect(paramProblem(schema.safeParse('text').error?.issues[0], 'text')).toBe('参数应为对象 {…}，填的是 "text"');
    expect(said({ year: 'x'.repeat(200) })).toMatch(/^参数“year”应为数，填的是 "x{59}…$/);
  });
});

/** Names of params and values as they were sent are not words of ours. */
function withoutNames(sentence: string): string {
  return sentence
    .replaceAll(/“[^”]*”/g, '')
    .replace(/填的是 .*$/su, '')
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll('true 或 false', '');
}

test('of no call is a word of English said about params that are missing or of another type', () => {
  for (const name of Object.keys(CALLS) as CallName[]) {
    const params: z.ZodType = CALLS[name].params;
    const keys = params instanceof z.ZodObject ? Object.keys(params.shape) : [];
    for (const sent of [undefined, {}, ...keys.map((key) => ({ [key]: Symbol.iterator.toString }))]) {
      const parsed = params.safeParse(sent);
      for (const issue of parsed.error?.issues ?? []) {
        const sentence = paramProblem(issue, sent);
        expect(withoutNames(sentence), `${name}: ${sentence}`).not.toMatch(/[A-Za-z]{2,}/);
        if (issue.path.length > 0) expect(sentence).toContain(String(issue.path[0]));
      }
    }
  }
});
