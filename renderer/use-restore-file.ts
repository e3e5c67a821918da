// 从备份文件恢复: a backup that was saved on a stick or on another computer, in 设置, at the first start, and where the data did not open.

import type { Backup } from '../shared/contract/program-records.js';
import { services } from './api/client.js';
import type { RunningJob } from './api/jobs.js';
import { useJob } from './api/use-job.js';
import { useReport } from './ui/use-report.js';
import { formatWhen } from './ui/when.js';

interface RestoreFile {
  /** Asks for the file, checks it, asks whether to go on. True once its data are in place. */
  pick: (whatHappens: string) => Promise<boolean>;
  running: RunningJob | null;
}

/** What a backup holds, for the question before it is restored. */
export function backupInWords(backup: Backup): string {
  return `${formatWhen(backup.createdAt)} 的备份（${backup.units}个填报单位、${backup.observations}个数值）`;
}

export function useRestoreFile(): RestoreFile {
  const report = useReport();
  const adopt = useJob('backup.adopt', '检查备份文件', report.failed);
  const restore = useJob('backup.restore', '恢复备份', report.failed);
  const pick = async (whatHappens: string): Promise<boolean> => {
    const [file] = await services.pickFiles({ folder: false, accept: ['.sqlite'] }).catch((error: unknown) => {
      report.failed(error);
      return [];
    });
    const backup = file === undefined ? undefined : await adopt.start({ file });
    if (backup === undefined) return false;
    const isSure = await report.confirm({
      title: '从备份文件恢复',
      content: `“${file!.name}”是 ${backupInWords(backup)}。${whatHappens}`,
      okText: '恢复',
      danger: true,
    });
    return isSure && (await restore.start({ id: backup.id })) !== undefined;
  };
  return { pick, running: adopt.running ?? restore.running };
}
