// 下一步: what remains to be done in this period, most urgent first. Pure.

import type { ImportPlan } from '../../../shared/import/plan.js';
import type { PageName } from '../../app-state.js';
import type { UnitChip } from './overview.js';

export interface NextStep {
  text: string;
  action: string;
  page: PageName;
  rest: string;
}

const BACKUP_DAYS = 7;

function names(chips: readonly UnitChip[]): string {
  const shown = chips.slice(0, 4).map((chip) => chip.unit);
  return shown.join('、') + (chips.length > shown.length ? `等${chips.length}个` : '');
}

export function nextSteps(input: {
  plan: ImportPlan | null;
  chips: readonly UnitChip[];
  lastBackupAt: string | null;
  now: number;
}): NextStep[] {
  const steps: NextStep[] = [];
  const open = input.plan?.files.filter((file) => file.status === 'planned' || file.status === 'asks') ?? [];
  if (open.length > 0) {
    steps.push({ text: `有${open.length}个文件已读取、还没有接收。`, action: '继续处理', page: 'import', rest: '' });
  }
  const missing = input.chips.filter((chip) => chip.state === 'missing');
  if (missing.length > 0) {
    steps.push({ text: `${names(missing)}未报。`, action: '导入报表', page: 'import', rest: '' });
  }
  const issues = input.chips.filter((chip) => chip.state === 'issues');
  if (issues.length > 0) {
    const count = issues.reduce((sum, chip) => sum + chip.issues, 0);
    steps.push({ text: `${names(issues)}有${count}个数值需核实。`, action: '查看', page: 'values', rest: '' });
  }
  if (missing.length === 0 && input.chips.length > 0) {
    steps.push({ text: '各填报单位均已报送，可以出汇总表。', action: '查看汇总表', page: 'tables', rest: '' });
  }
  const age =
    input.lastBackupAt === null ? Infinity : (input.now - new Date(input.lastBackupAt).getTime()) / 86_400_000;
  if (age > BACKUP_DAYS) {
    const text = input.lastBackupAt === null ? '还没有备份过数据。' : `已有${Math.floor(age)}天没有备份。`;
    steps.push({ text, action: '备份', page: 'settings', rest: 'backup' });
  }
  return steps;
}
