// 设置 › 报送任务: who hands in what, how often, by when. 未报 and 按时率 exist only against a task.

import { Button } from 'antd';
import { useEffect, useState } from 'react';

import { periodTitle, type Period } from '../../../shared/model/period.js';
import { MATERIAL_LABEL, type ReportingTask } from '../../../shared/tasks/define.js';
import { useCall } from '../../api/use-call.js';
import { go, useRoute } from '../../app-state.js';
import { Empty } from '../../ui/empty.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { RowList } from '../../ui/row-list.js';
import { TaskForm } from './task-form.js';

function span(task: ReportingTask): string {
  if (task.frequency === 'round') return `${task.rounds.length}批`;
  const month = (period: Period): string => periodTitle(period, 'month');
  if (task.frequency === 'once') return month(task.firstPeriod);
  return `${month(task.firstPeriod)}起${task.lastPeriod === null ? '' : `，至${month(task.lastPeriod)}`}`;
}

export function TasksSection() {
  const { data, error, reload } = useCall('tasks.list', {});
  const units = useCall('units.list', {}).data?.units;
  const indicators = useCall('indicators.list', {}).data?.indicators;
  const [editing, setEditing] = useState<ReportingTask | 'new' | null>(null);
  const [current, setCurrent] = useState(-1);
  // #/settings/tasks/new, from where a task is missing.
  const { page, rest } = useRoute();
  useEffect(() => {
    if (page !== 'settings' || rest !== 'tasks/new') return;
    setEditing('new');
    go('settings', 'tasks');
  }, [page, rest]);
  const tasks = data?.tasks ?? [];
  const names = new Map(units?.map((unit) => [unit.id, unit.name]));
  const unitNames = (task: ReportingTask): string => task.unitIds.map((id) => names.get(id) ?? '').join('、');

  return (
    <Page
      title="报送任务"
      note="谁、按什么频率、在什么时间前、报送哪些指标和台账"
      actions={
        <>
          <Button onClick={() => go('import', 'board')}>报送情况</Button>
          <Button type="primary" disabled={!units || !indicators} onClick={() => setEditing('new')}>
            新增报送任务
          </Button>
        </>
      }
    >
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {data && tasks.length === 0 ? (
        <Empty
          title="还没有报送任务"
          action={
            <Button type="primary" onClick={() => setEditing('new')}>
              新增报送任务
            </Button>
          }
        >
          有了报送任务，才能看出谁未报、谁逾期、按时率多少，才能生成通知和催报文字。
        </Empty>
      ) : (
        <RowList
          name="报送任务"
          rows={tasks}
          rowKey={(task) => task.id}
          current={current}
          onCurrent={setCurrent}
          onOpen={setEditing}
          columns={[
            {
              key: 'name',
              title: '名称',
              width: 'minmax(150px, 1fr)',
              render: (task) => task.name,
              hint: (task) => task.name,
            },
            { key: 'frequency', title: '频率', width: '76px', render: (task) => task.frequencyLabel },
            { key: 'span', title: '期间', width: '150px', render: span, hint: span },
            {
              key: 'deadline',
              title: '截止时间',
              width: '190px',
              render: (task) => task.deadlineLabel,
              hint: (task) => task.deadlineLabel,
            },
            {
              key: 'units',
              title: '应报单位',
              width: '84px',
              align: 'right',
              render: (task) => task.unitIds.length,
              hint: unitNames,
            },
            { key: 'codes', title: '指标', width: '64px', align: 'right', render: (task) => task.codes.length },
            { key: 'ledgers', title: '台账', width: '64px', align: 'right', render: (task) => task.ledgers.length },
            {
              key: 'materials',
              title: '报送材料',
              width: '170px',
              render: (task) => task.materials.map((one) => MATERIAL_LABEL[one]).join('、'),
            },
            {
              key: 'edit',
              title: '',
              width: '56px',
              render: (task) => (
                <Button size="small" type="link" onClick={() => setEditing(task)}>
                  修改
                </Button>
              ),
            },
          ]}
        />
      )}
      {editing !== null && units && indicators && (
        <TaskForm
          task={editing === 'new' ? null : editing}
          units={units}
          indicators={indicators}
          onClose={() => setEditing(null)}
        />
      )}
    </Page>
  );
}
