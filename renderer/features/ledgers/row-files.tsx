// Files of one row: 批复, 证书, 照片 … kept byte for byte in the data file, opened with the programs of the computer.

import { Button } from 'antd';

import type { RowFile } from '../../../shared/contract/calls/ledger-grid.js';
import { call, services } from '../../api/client.js';
import { runJob } from '../../api/jobs.js';
import { keepEach } from '../../api/keep-each.js';
import { useCall } from '../../api/use-call.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';
import { formatSize, formatWhen } from '../../ui/when.js';

export function RowFiles({ ledger, id }: { ledger: string; id: number }) {
  const report = useReport();
  const { data } = useCall('ledgers.files', { ledger, id });
  const { isBusy, whileBusy } = useBusy();
  const add = (): Promise<void> =>
    whileBusy(async () => {
      const files = await services.pickFiles({ folder: false });
      const kept = await keepEach(
        files,
        (file) => runJob('保存附件', 'ledgers.attach', { ledger, id, file }),
        report.failed,
      );
      if (kept.length > 0) report.done(`已保存${kept.length}个附件`);
    });
  const open = (file: RowFile): Promise<void> =>
    whileBusy(async () =>
      services.openFile(await runJob('打开附件', 'ledgers.open-attachment', { ledger, id, fileId: file.id })),
    );
  const remove = (file: RowFile): Promise<void> =>
    whileBusy(async () => {
      await call('ledgers.detach', { ledger, id, fileId: file.id });
      report.done(`已移除附件：${file.name}，可以撤销`);
    });
  return (
    <section aria-label="附件">
      <h3>
        附件
        <Button size="small" disabled={isBusy} onClick={() => void add()}>
          添加…
        </Button>
      </h3>
      {data?.files.length === 0 && <p className="muted">没有附件。可添加 PDF、图片、Word 等，随数据一起备份。</p>}
      <ul className="row-history">
        {data?.files.map((file) => (
          <li key={file.id}>
            <button type="button" className="text-link" disabled={isBusy} onClick={() => void open(file)}>
              {file.name}
            </button>
            <small className="muted">
              {formatSize(file.size)} · {formatWhen(file.at)} {file.operator}
            </small>
            <Button size="small" type="link" danger disabled={isBusy} onClick={() => void remove(file)}>
              移除
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
