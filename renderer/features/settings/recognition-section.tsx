// 设置 › 识别规则: answers that are applied without asking again. Changing or taking one away only affects later imports.

import { Button, Select } from 'antd';

import type { Result } from '../../../shared/contract/index.js';
import { call } from '../../api/client.js';
import { useCall } from '../../api/use-call.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Page } from '../../ui/page.js';
import { RowList } from '../../ui/row-list.js';
import { useReport } from '../../ui/use-report.js';
import { formatWhen } from '../../ui/when.js';

type Rule = Result<'recognition.list'>['rules'][number];

/** The answer, to be changed where it is known what else was offered. */
function Answer({ rule, onChange }: { rule: Rule; onChange: (value: string) => void }) {
  if (rule.options.length < 2) return rule.answer;
  const isOffered = rule.options.some((option) => option.value === rule.value);
  return (
    <Select
      size="small"
      variant="borderless"
      className="recognition-answer"
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      aria-label={`回答：${rule.question}`}
      value={rule.value}
      options={isOffered ? rule.options : [{ value: rule.value, label: rule.answer }, ...rule.options]}
      labelRender={() => rule.answer}
      onChange={onChange}
    />
  );
}

export function RecognitionSection() {
  const report = useReport();
  const { data, error, reload } = useCall('recognition.list', {});
  const change = async (rule: Rule, value: string): Promise<void> => {
    if (value === rule.value) return;
    await call('recognition.change', { id: rule.id, value })
      .then(() => report.done('已修改。以后导入时按新的回答识别，已接收的数据不受影响。'))
      .catch(report.failed);
  };
  const remove = async (id: number, question: string): Promise<void> => {
    const isSure = await report.confirm({
      title: '删除识别规则',
      content: `以后导入时会再次询问“${question}”。已接收的数据不受影响。`,
      okText: '删除',
      danger: true,
    });
    if (isSure) await call('recognition.remove', { id }).catch(report.failed);
  };
  return (
    <Page title="识别规则" note="导入时回答过的问题，今后按此识别；点“回答”可以修改">
      {error && <ErrorNotice error={error} onRetry={reload} />}
      <RowList
        name="识别规则"
        rows={data?.rules ?? []}
        rowKey={(rule) => rule.id}
        isReading={!data}
        empty={<p className="muted list-hint">还没有识别规则。导入报表时回答的问题会记在这里，下次不再询问。</p>}
        columns={[
          { key: 'unit', title: '填报单位', width: '140px', render: (rule) => rule.unit || '所有填报单位' },
          {
            key: 'question',
            title: '问题',
            width: '1fr',
            render: (rule) => rule.question,
            hint: (rule) => rule.question,
          },
          {
            key: 'answer',
            title: '回答',
            width: '250px',
            render: (rule) => <Answer rule={rule} onChange={(value) => void change(rule, value)} />,
            hint: (rule) => rule.answer,
          },
          { key: 'at', title: '时间', width: '140px', render: (rule) => formatWhen(rule.at) },
          {
            key: 'remove',
            title: '',
            width: '60px',
            render: (rule) => (
              <Button size="small" type="link" onClick={() => void remove(rule.id, rule.question)}>
                删除
              </Button>
            ),
          },
        ]}
      />
    </Page>
  );
}
