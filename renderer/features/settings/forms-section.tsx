// 设置 › 填报表与模板: blank forms by task, or of chosen indicators. The dialog itself is features/forms.

import { Button } from 'antd';

import { useCall } from '../../api/use-call.js';
import { go, useApp } from '../../app-state.js';
import { Empty } from '../../ui/empty.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { RowList } from '../../ui/row-list.js';

export function FormsSection() {
  const { period, openForm } = useApp();
  const { data, error, reload } = useCall('tasks.list', {});
  const tasks = data?.tasks ?? [];
  return (
    <Page
      title="填报表与模板"
      note="发给填报单位的空表：带上月和上年同期数、自查公式、填报说明；填好后导入不再询问"
      actions={
        <Button type="primary" onClick={() => openForm({ period })}>
          生成填报表…
        </Button>
      }
    >
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {data && tasks.length === 0 ? (
        <Empty
          title="还没有报送任务"
          action={<Button onClick={() => go('settings', 'tasks/new')}>建立报送任务</Button>}
        >
          没有报送任务也可以点“生成填报表”，自选指标和填报单位。
        </Empty>
      ) : (
        <RowList
          name="填报表"
          rows={tasks}
          rowKey={(task) => task.id}
          onOpen={(task) => openForm({ period, taskId: task.id })}
          columns={[
            { key: 'name', title: '报送任务', width: '1fr', render: (task) => task.name, hint: (task) => task.name },
            { key: 'frequency', title: '频率', width: '90px', render: (task) => task.frequencyLabel },
            { key: 'deadline', title: '截止时间', width: '200px', render: (task) => task.deadlineLabel },
            { key: 'codes', title: '指标', width: '70px', align: 'right', render: (task) => task.codes.length },
            { key: 'units', title: '应报单位', width: '84px', align: 'right', render: (task) => task.unitIds.length },
            {
              key: 'make',
              title: '',
              width: '120px',
              align: 'right',
              render: (task) => (
                <Button size="small" onClick={() => openForm({ period, taskId: task.id })}>
                  生成填报表…
                </Button>
              ),
            },
          ]}
        />
      )}
    </Page>
  );
}
