// 打印, Excel and PDF of the list that is shown.

import { Button } from 'antd';

import type { Params } from '../../../shared/contract/index.js';
import { services } from '../../api/client.js';
import { runJob } from '../../api/jobs.js';
import { DropMenu } from '../../ui/drop-menu.js';
import { DownIcon } from '../../ui/icons.js';
import { useReport } from '../../ui/use-report.js';

interface Props {
  what: Params<'ledgers.list-export'>['what'];
  isEmpty: boolean;
}

export function PaperButton({ what, isEmpty }: Props) {
  const report = useReport();
  const output = async (format: 'print' | 'xlsx' | 'pdf'): Promise<void> => {
    try {
      const file = await runJob('制表', 'ledgers.list-export', { what, format: format === 'print' ? 'html' : format });
      if (format === 'print') await services.print(file, { printer: null, copies: 1, duplex: 'simplex', paper: 'A4' });
      else if (await services.saveFile(file)) report.done(`已保存：${file.name}`);
    } catch (error) {
      report.failed(error);
    }
  };
  return (
    <DropMenu
      disabled={isEmpty}
      menu={{
        items: [
          { key: 'print', label: '打印' },
          { key: 'xlsx', label: '导出 Excel' },
          { key: 'pdf', label: '导出 PDF' },
        ],
        onClick: ({ key }) => void output(key as 'print' | 'xlsx' | 'pdf'),
      }}
    >
      <Button type="primary">
        打印、导出 <DownIcon />
      </Button>
    </DropMenu>
  );
}
