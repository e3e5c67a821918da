// Where no 报送任务 is due in the period: leads to the form of the first one, or to those that there are.

import { Button } from 'antd';

import { useCall } from '../api/use-call.js';
import { go } from '../app-state.js';

export function MissingTaskButton() {
  const { data } = useCall('tasks.list', {});
  const hasTasks = data !== null && data.tasks.length > 0;
  return (
    <Button type="primary" disabled={data === null} onClick={() => go('settings', hasTasks ? 'tasks' : 'tasks/new')}>
      {hasTasks ? '查看报送任务' : '建立报送任务'}
    </Button>
  );
}
