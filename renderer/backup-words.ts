// Chinese words for why a backup was made; shown on the recovery page and in 设置.

import type { Backup } from '../shared/contract/program-records.js';

export const BACKUP_REASON: Record<Backup['reason'], string> = {
  manual: '手动备份',
  daily: '每日备份',
  migration: '升级前备份',
  restore: '恢复前备份',
  import: '导入前备份',
  file: '从文件添加',
};
