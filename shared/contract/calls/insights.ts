// Calls of 分析提示: sentences of a period with the facts behind them, the officer's decisions, and the rules.

import { z } from 'zod';

import { INSIGHT_STATUS, insightRuleChangeSchema, insightRuleSchema, insightSchema } from '../../insights/define.js';
import { fileRefSchema } from '../../model/file-ref.js';
import { periodSchema } from '../../model/period-schema.js';
import { defineCall } from '../define.js';

export const insightCalls = {
  'insights.list': defineCall({
    kind: 'read',
    params: z.object({ period: periodSchema }),
    result: z.object({ insights: z.array(insightSchema) }),
  }),
  /**
   * Decides about one insight: 用于通报, 内部参考, 不采用, own wording. `facts` are the lines that the officer saw; where they
   * have changed meanwhile nothing is stored (data.stale).
   */
  'insights.mark': defineCall({
    kind: 'write',
    params: z.object({
      period: periodSchema,
      key: z.string().max(100),
      status: z.enum(INSIGHT_STATUS),
      words: z.string().trim().max(1000),
      facts: z.array(z.string().max(2000)).max(1000),
    }),
    result: z.object({}),
  }),
  'insights.rules': defineCall({
    kind: 'read',
    params: z.object({}),
    result: z.object({ rules: z.array(insightRuleSchema) }),
  }),
  /** Changes a rule; `change` null sets it back to how it was shipped. */
  'insights.save-rule': defineCall({
    kind: 'write',
    params: z.object({ id: z.string().max(60), change: insightRuleChangeSchema.nullable() }),
    result: z.object({ rule: insightRuleSchema }),
  }),
  /** What a wording would say with the facts of a period, at most three sentences; stores nothing. '' tries the shipped one. */
  'insights.try-template': defineCall({
    kind: 'read',
    params: z.object({
      period: periodSchema,
      id: z.string().max(60),
      template: z.string().max(30),
      text: z.string().max(300),
    }),
    result: z.object({ problem: z.string(), sentences: z.array(z.string()) }),
  }),
  /** named: 点名清单 for the chief; circulate: what may be circulated; all: everything that is not set aside. */
  'insights.export': defineCall({
    kind: 'job',
    params: z.object({
      period: periodSchema,
      what: z.enum(['named', 'circulate', 'all']),
      format: z.enum(['xlsx', 'html', 'pdf']),
    }),
    result: fileRefSchema,
  }),
};
