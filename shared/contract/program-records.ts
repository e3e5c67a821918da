// What the program keeps about itself and reads again at each start: settings, descriptions of backups. Apart from the calls that
// hand them out, because every start needs them and few need the calls.

import { z } from 'zod';

import { valueSourceSchema } from '../model/value-source.js';

export const settingsSchema = z.object({
  operator: z.string().max(20), //                            操作人
  rounding: z.enum(['half-up', 'half-even']), //              四舍五入 / GB/T 8170
  timeProgress: z.enum(['month', 'day']), //                  时间进度按月或按日
  denominator: z.enum(['fixed', 'own-year']), //              人口分母: reporting year's for both years, or each its own (rules.md 6)
  abnormalBase: z.enum(['notified', 'less-upheld']), //       非正常撤回率's denominator: 通报数, or 通报数 − 申诉成功
  smallBase: z.number().int().min(0), //                      below it sentences state the difference instead of a percentage
  largeChangePercent: z.number().int().min(1), //             above it 增长X倍
  totalLabel: z.string().max(10), //                          合计 row; '' = 全市/全省/全县 by level
  signature: z.array(z.string()), //                          signature block of printed tables
  warnChangePercent: z.number().int().min(1), //              change against last year that asks for a look
  keepBackups: z.number().int().min(3).max(365),
  valueSources: z.record(z.string(), valueSourceSchema), //   取值来源 by indicator code; absent: its default
});
export type Settings = z.infer<typeof settingsSchema>;

export const backupSchema = z.object({
  id: z.string(), //           file name
  createdAt: z.string(), //    ISO date-time
  reason: z.enum(['manual', 'daily', 'migration', 'restore', 'import', 'file']),
  size: z.number(),
  observations: z.number(), // rows, so that an emptier backup is noticed
  units: z.number(),
  dataVersion: z.number(),
});
export type Backup = z.infer<typeof backupSchema>;
