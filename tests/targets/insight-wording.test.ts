// Wording of 分析提示: shipped sentences as data with named places; the office may word them otherwise, checked, and go back.

import { beforeEach, describe, expect, test } from 'vitest';

import type { Ctx } from '../../electron/core/context.js';
import * as history from '../../electron/core/history/handlers.js';
import { list, mark, rules, saveRule, tryTemplate } from '../../electron/core/insights/handlers.js';
import { dataVersion } from '../../electron/core/store/store.js';
import { AppError } from '../../shared/errors/app-error.js';
import { factLines, INSIGHT_KINDS } from '../../shared/insights/define.js';
import { TEMPLATES, fillTemplate, templateProblem } from '../../shared/insights/templates.js';
import { respectively } from '../../shared/insights/words.js';
import { dump } from '../helpers/dump.js';
import { contextOf, openSampleStore } from '../helpers/memory-store.js';

const period = '2022-07';
let ctx: Ctx;
beforeEach(async () => {
  ctx = contextOf(await openSampleStore());
});

const sentences = (rule: string): string[] =>
  list(ctx, { period })
    .insights.filter((one) => one.rule === rule)
    .map((one) => one.sentence);
const word = (id: string, template: string, text: string): void =>
  void saveRule(ctx, { id, change: { templates: { [template]: text } } });
function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return String(error.params['what']);
    throw error;
  }
  throw new Error('was not refused');
}

describe('shipped wordings', () => {
  test.each(INSIGHT_KINDS.flatMap((kind) => TEMPLATES[kind].map((one) => [kind, one.id, one] as const)))(
    '%s %s passes its own checks, with every place in it explained and used',
    (_kind, _id, template) => {
      expect(templateProblem(template, template.text)).toBe('');
      const used = [...template.text.matchAll(/\{([^{}]*)\}/g)].map((found) => found[1]);
      expect(new Set(used)).toEqual(new Set(Object.keys(template.slots)));
    },
  );

  test('say one number once where all print alike', () => {
    expect(respectively('完成率', ['52.5%'])).toBe('完成率52.5%');
    expect(respectively('', ['34项', '34项', '34项'])).toBe('均为34项');
    expect(respectively('完成率', ['52.5%', '52.5%', '51.1%'])).toBe('完成率分别为52.5%、52.5%、51.1%');
  });

  test('say exactly what circulars say', () => {
    expect(sentences('withdrawal')).toEqual([
      '滕州市、薛城区、峄城区、台儿庄区非正常专利申请撤回率没有达到90%（分别为87.6%、69.6%、88.9%、85.7%）。',
    ]);
    expect(sentences('zero')).toContain('山亭区、台儿庄区贯标认证企业数为0。');
    expect(
      sentences('pace').some((one) =>
        /^发明专利授权量只有枣庄高新区超过时间进度（完成率.*，高.*个百分点），其他6个区（市）没有达到时间进度。$/.test(
          one,
        ),
      ),
    ).toBe(true);
    // No place was left empty by its kind.
    for (const { sentence } of list(ctx, { period }).insights) expect(sentence).not.toMatch(/[{}]|undefined|（）/);
  });
});

describe('own wordings', () => {
  test('print with the values of the period, keep facts and decisions, and go back in one step', () => {
    const before = dump(ctx.store.db);
    const shipped = list(ctx, { period }).insights.find((one) => one.rule === 'withdrawal')!;
    mark(ctx, { period, key: shipped.key, status: 'circulate', words: '', facts: factLines(shipped) });
    word('withdrawal', 'usual', '撤回率{比较}{界限}要求的有{单位}，{指标}{数值}。');
    const own = list(ctx, { period }).insights.find((one) => one.rule === 'withdrawal')!;
    expect(own.sentence).toBe(
      '撤回率没有达到90%要求的有滕州市、薛城区、峄城区、台儿庄区，非正常专利申请撤回率分别为87.6%、69.6%、88.9%、85.7%。',
    );
    expect(own).toMatchObject({ named: shipped.named, rows: shipped.rows, use: 'circulate', stale: false });
    const rule = rules(ctx, {}).rules.find((one) => one.id === 'withdrawal')!;
    expect(rule).toMatchObject({ changed: true });
    expect(rule.templates[0]).toMatchObject({ shipped: shipped.sentence === '' ? '' : TEMPLATES.line[0]!.text });
    saveRule(ctx, { id: 'withdrawal', change: { thresholds: { line: '80' } } });
    expect(sentences('withdrawal')[0]).toBe('撤回率没有达到80%要求的有薛城区，非正常专利申请撤回率69.6%。');
    word('withdrawal', 'usual', '');
    expect(sentences('withdrawal')[0]).toBe('薛城区非正常专利申请撤回率没有达到80%（69.6%）。');
    for (const _ of [1, 2, 3, 4]) {
      const live = ctx.store.db
        .prepare("SELECT max(id) FROM change_set WHERE undone_by IS NULL AND kind <> 'undo'")
        .pluck()
        .get() as number;
      history.undo(ctx, { id: live });
    }
    expect(dump(ctx.store.db)).toEqual(before);
  });

  test('each of several wordings of a kind stands alone', () => {
    const all = sentences('pace');
    word('pace', 'behind', '{单位}{指标}滞后（{完成率}）');
    const now = sentences('pace');
    expect(now).toHaveLength(all.length);
    expect(now.filter((one) => one.includes('滞后（完成率')).length).toBeGreaterThan(0);
    expect(now.filter((one) => one.includes('只有'))).toEqual(all.filter((one) => one.includes('只有')));
  });

  test.each([
    ['{单位}{指标}没有达到90%（{数值}）{比较}', '不能写死数字“90%”'],
    ['{单位}没有达到{界限}{比较}', '要保留占位符{指标}'],
    ['{单位}{指标}{比较}{目标}', '没有占位符{目标}，可用：{单位}、{指标}、{比较}、{界限}、{数值}'],
    ['{单位}{指标}{比较', '花括号没有成对'],
    [`{单位}{指标}{比较}${'很'.repeat(200)}`, '最多200个字'],
  ])('%s is refused', (text, why) => {
    const before = dataVersion(ctx.store);
    expect(refusal(() => word('withdrawal', 'usual', text))).toContain(why);
    expect(tryTemplate(ctx, { period, id: 'withdrawal', template: 'usual', text }).problem).toContain(why);
    expect(dataVersion(ctx.store)).toBe(before);
  });

  test('a wording is tried on the facts of the period without storing it', () => {
    const before = dump(ctx.store.db);
    const tried = tryTemplate(ctx, { period, id: 'pace', template: 'few-ahead', text: '唯有{单位}{指标}走在前面' });
    expect(tried).toEqual({
      problem: '',
      sentences: ['唯有枣庄高新区发明专利授权量走在前面。', '唯有滕州市、枣庄高新区PCT国际专利申请量走在前面。'],
    });
    expect(dump(ctx.store.db)).toEqual(before);
  });

  test('names with braces or marks of replacement are taken as they are', () => {
    expect(fillTemplate('{单位}{指标}为零', { 单位: '$&{指标}', 指标: '$1' })).toBe('$&{指标}$1为零');
  });
});
