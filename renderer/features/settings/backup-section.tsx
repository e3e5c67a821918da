// 设置 › 备份与恢复. Restoring backs up the present data first, so that it can itself be taken back.

import { Alert, Button } from 'antd';
import { useState } from 'react';

import type { Backup } from '../../../shared/contract/program-records.js';
import { services } from '../../api/client.js';
import { useCall } from '../../api/use-call.js';
import { useJob } from '../../api/use-job.js';
import { BACKUP_REASON } from '../../backup-words.js';
import { backupInWords, useRestoreFile } from '../../use-restore-file.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { ProgressLine } from '../../ui/progress-line.js';
import { RowList } from '../../ui/row-list.js';
import { useReport } from '../../ui/use-report.js';
import { formatSize, formatWhen } from '../../ui/when.js';

const SAVED_FIRST = '恢复之前会先备份现有数据，可以再恢复回来。';
const RESTORED = '已恢复，各页面显示的是备份中的数据。';

export function BackupSection() {
  const report = useReport();
  const { data, error, reload } = useCall('backup.list', {});
  const create = useJob('backup.create', '备份', report.failed);
  const restore = useJob('backup.restore', '恢复备份', report.failed);
  const copy = useJob('backup.export', '另存备份', report.failed);
  const check = useJob('backup.check', '检查数据', report.failed);
  const [checked, setChecked] = useState<{ ok: boolean; problems: string[] } | null>(null);
  const fromFile = useRestoreFile();
  const running = create.running ?? restore.running ?? copy.running ?? check.running ?? fromFile.running;

  const startCreate = async (): Promise<void> => {
    const made = await create.start({});
    if (made) report.done(`已备份：${made.units}个填报单位、${made.observations}个数值。`);
  };
  const startRestore = async (backup: Backup): Promise<void> => {
    const isSure = await report.confirm({
      title: '从备份恢复',
      content: `现有数据将换成 ${backupInWords(backup)}。${SAVED_FIRST}`,
      okText: '恢复',
      danger: true,
    });
    if (!isSure) return;
    const done = await restore.start({ id: backup.id });
    if (done) report.done(RESTORED);
  };
  const startFile = async (): Promise<void> => {
    if (await fromFile.pick(`现有数据将换成它。${SAVED_FIRST}`)) report.done(RESTORED);
  };
  const startCopy = async (backup: Backup): Promise<void> => {
    const file = await copy.start({ id: backup.id });
    if (file) await services.saveFile(file).catch(report.failed);
  };
  const startCheck = async (): Promise<void> => {
    const result = await check.start({});
    if (result) setChecked(result);
  };

  return (
    <Page
      title="备份与恢复"
      note={data ? `备份文件夹：${data.folder}` : undefined}
      actions={
        <>
          <Button disabled={running !== null} onClick={() => void startCheck()}>
            检查数据
          </Button>
          <Button disabled={running !== null} onClick={() => void startFile()}>
            从备份文件恢复…
          </Button>
          <Button type="primary" disabled={running !== null} onClick={() => void startCreate()}>
            立即备份
          </Button>
        </>
      }
    >
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {running && <ProgressLine job={running} />}
      {checked && (
        <Alert
          type={checked.ok ? 'success' : 'error'}
          showIcon
          closable
          className="error-notice"
          title={checked.ok ? '检查完毕，数据文件完好。' : '数据文件有问题，建议从备份恢复。'}
          description={checked.problems.join('；')}
        />
      )}
      <RowList
        name="备份"
        rows={data?.backups ?? []}
        rowKey={(backup) => backup.id}
        isReading={!data}
        empty={<p className="muted list-hint">还没有备份。点“立即备份”保存一份；程序每天也会自动备份。</p>}
        columns={[
          { key: 'at', title: '时间', width: '150px', render: (backup) => formatWhen(backup.createdAt) },
          { key: 'why', title: '原因', width: '110px', render: (backup) => BACKUP_REASON[backup.reason] },
          { key: 'units', title: '填报单位', width: '80px', align: 'right', render: (backup) => backup.units },
          { key: 'values', title: '数值', width: '80px', align: 'right', render: (backup) => backup.observations },
          { key: 'size', title: '大小', width: '90px', align: 'right', render: (backup) => formatSize(backup.size) },
          {
            key: 'name',
            title: '文件',
            width: '1fr',
            render: (backup) => <span className="muted">{backup.id}</span>,
            hint: (backup) => backup.id,
          },
          {
            key: 'do',
            title: '',
            width: '150px',
            render: (backup) => (
              <span className="button-row">
                <Button size="small" disabled={running !== null} onClick={() => void startCopy(backup)}>
                  另存
                </Button>
                <Button size="small" disabled={running !== null} onClick={() => void startRestore(backup)}>
                  恢复
                </Button>
              </span>
            ),
          },
        ]}
      />
    </Page>
  );
}
