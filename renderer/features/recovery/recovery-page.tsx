// The data folder did not open: what happened, 重试, and the backups to go back to. Nothing destructive is the default.

import { Button } from 'antd';

import './recovery.css';

import type { Backup } from '../../../shared/contract/program-records.js';
import type { WireError } from '../../../shared/errors/app-error.js';
import { useCall } from '../../api/use-call.js';
import { useJob } from '../../api/use-job.js';
import { BACKUP_REASON } from '../../backup-words.js';
import { backupInWords, useRestoreFile } from '../../use-restore-file.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { ProgressLine } from '../../ui/progress-line.js';
import { RowList } from '../../ui/row-list.js';
import { useReport } from '../../ui/use-report.js';
import { formatSize, formatWhen } from '../../ui/when.js';

interface Props {
  error: WireError;
  dataFolder: string;
  onRetry: () => void;
  /** When 重试 was last tried in vain. */
  triedAt: string | null;
}

const SET_ASIDE = '现在的数据文件会另外保存，不会删除。';

export function RecoveryPage({ error, dataFolder, onRetry, triedAt }: Props) {
  const report = useReport();
  const { data } = useCall('backup.list', {});
  const restore = useJob('backup.restore', '恢复备份', report.failed);
  const fromFile = useRestoreFile();
  const running = restore.running ?? fromFile.running;

  const confirmRestore = async (backup: Backup): Promise<void> => {
    const isSure = await report.confirm({
      title: '从备份恢复',
      content: `将用 ${backupInWords(backup)}代替现在的数据文件。${SET_ASIDE}`,
      okText: '恢复',
      danger: true,
    });
    if (!isSure) return;
    if (await restore.start({ id: backup.id })) onRetry();
  };

  const restoreFile = async (): Promise<void> => {
    if (await fromFile.pick(`将用它代替现在的数据文件。${SET_ASIDE}`)) onRetry();
  };

  return (
    <main className="recovery">
      <h1>数据文件夹没有打开</h1>
      <ErrorNotice error={error} />
      <p className="muted">数据文件夹：{dataFolder}</p>
      <p>
        <Button type="primary" autoFocus onClick={onRetry}>
          重试
        </Button>
        {triedAt !== null && (
          <span className="recovery-tried" role="status">
            {formatWhen(triedAt)} 重试过，数据文件夹仍没有打开。
          </span>
        )}
      </p>
      {running && <ProgressLine job={running} />}
      <h2>可以恢复的备份</h2>
      <p>
        <Button disabled={running !== null} onClick={() => void restoreFile()}>
          从备份文件恢复…
        </Button>
      </p>
      <div className="recovery-list">
        <RowList
          name="备份"
          rows={data?.backups ?? []}
          rowKey={(backup) => backup.id}
          empty={<p className="muted">没有找到备份。请先检查磁盘或网络位置，再点“重试”。</p>}
          columns={[
            { key: 'at', title: '时间', width: '150px', render: (backup) => formatWhen(backup.createdAt) },
            { key: 'why', title: '原因', width: '110px', render: (backup) => BACKUP_REASON[backup.reason] },
            { key: 'units', title: '填报单位', width: '90px', align: 'right', render: (backup) => backup.units },
            { key: 'values', title: '数值', width: '90px', align: 'right', render: (backup) => backup.observations },
            { key: 'size', title: '大小', width: '90px', align: 'right', render: (backup) => formatSize(backup.size) },
            {
              key: 'do',
              title: '',
              width: '1fr',
              render: (backup) => (
                <Button size="small" onClick={() => void confirmRestore(backup)}>
                  恢复
                </Button>
              ),
            },
          ]}
        />
      </div>
    </main>
  );
}
