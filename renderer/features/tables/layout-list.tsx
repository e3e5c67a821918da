// The layouts at the left of the paper: shipped ones, then the officer's own with what can be done to them.

import { Button, Tooltip } from 'antd';

import type { Period } from '../../../shared/model/period.js';
import { call, services } from '../../api/client.js';
import { runJob } from '../../api/jobs.js';
import { go } from '../../app-state.js';
import { DropMenu } from '../../ui/drop-menu.js';
import { DownIcon } from '../../ui/icons.js';
import { useReport } from '../../ui/use-report.js';

interface Entry {
  name: string;
  title: string;
  description: string;
  isOwn: boolean;
}

interface Props {
  tables: readonly Entry[];
  current: string | null;
  period: Period;
  onOpen: (name: string) => void;
}

export function LayoutList({ tables, current, period, onOpen }: Props) {
  const report = useReport();
  const act = (work: () => Promise<void>): void => {
    work().catch(report.failed);
  };
  const copy = (name: string): void =>
    act(async () => {
      const copied = await call('layouts.copy', { name, title: null, period });
      go('tables', `design/${copied.name}`);
    });
  const exportFile = (name: string): void =>
    act(async () => {
      const file = await runJob('导出表样', 'layouts.export', { name });
      if (await services.saveFile(file)) report.done(`已保存：${file.name}`);
    });
  const importFile = (): void =>
    act(async () => {
      const [file] = await services.pickFiles({ folder: false, accept: ['.json'] });
      if (!file) return;
      const { name } = await runJob('导入表样', 'layouts.import', { file });
      report.done('表样已导入');
      onOpen(name);
    });
  const remove = ({ name, title }: Entry): void =>
    act(async () => {
      const isSure = await report.confirm({
        title: `删除表样“${title}”？`,
        content: '只删除表样，数据和已有的定稿不受影响。可以撤销。',
        okText: '删除',
        danger: true,
      });
      if (!isSure) return;
      await call('layouts.remove', { name });
      onOpen('');
    });
  const chosen = tables.find((entry) => entry.name === current) ?? null;
  const list = (entries: readonly Entry[], label: string) => (
    <ul aria-label={label}>
      {entries.map((entry) => (
        <li key={entry.name}>
          <button
            type="button"
            className={entry.name === current ? 'is-current' : ''}
            aria-current={entry.name === current}
            title={entry.description}
            onClick={() => onOpen(entry.name)}
          >
            <span>{entry.title}</span>
            {entry.description !== '' && <small>{entry.description}</small>}
          </button>
        </li>
      ))}
    </ul>
  );
  const own = tables.filter((entry) => entry.isOwn);
  return (
    <div className="table-side">
      <div className="table-list">
        {list(
          tables.filter((entry) => !entry.isOwn),
          '汇总表',
        )}
        {own.length > 0 && <h2>我的表样</h2>}
        {own.length > 0 && list(own, '我的表样')}
      </div>
      <div className="table-side-foot">
        <Tooltip title="从空白开始选指标、排栏目">
          <Button size="small" onClick={() => go('tables', 'design')}>
            新建表样
          </Button>
        </Tooltip>
        <DropMenu
          menu={{
            items: [
              { key: 'edit', label: '修改这个表样', disabled: !chosen?.isOwn },
              { key: 'copy', label: '复制为我的表样', disabled: !chosen },
              { key: 'export', label: '导出表样文件', disabled: !chosen },
              { key: 'import', label: '导入表样文件' },
              { type: 'divider' },
              { key: 'remove', label: '删除这个表样', disabled: !chosen?.isOwn },
            ],
            onClick: ({ key }) => {
              if (key === 'import') importFile();
              if (!chosen) return;
              if (key === 'edit') go('tables', `design/${chosen.name}`);
              if (key === 'copy') copy(chosen.name);
              if (key === 'export') exportFile(chosen.name);
              if (key === 'remove') remove(chosen);
            },
          }}
        >
          <Button size="small">
            表样 <DownIcon />
          </Button>
        </DropMenu>
      </div>
    </div>
  );
}
