// 建立我的单位: the bureau and its reporting units, typed, pasted or from an Excel list.

import { Button, Form, Input, InputNumber, Select } from 'antd';
import { useMemo, useRef, useState } from 'react';

import type { ListImportResult } from '../../../shared/contract/calls/units.js';
import type { FileRef } from '../../../shared/model/file-ref.js';
import { placeOfBureau } from '../../../shared/model/place.js';
import { countsByKind, guessKind } from '../../../shared/model/unit-kind.js';
import { BUREAU_LEVEL_LABEL, BUREAU_LEVELS, UNIT_KIND_LABEL, type Bureau } from '../../../shared/model/unit.js';
import { services } from '../../api/client.js';
import { runJob } from '../../api/jobs.js';
import { go, useApp } from '../../app-state.js';
import { isRefused, ListPreview } from '../../ui/list-import.js';
import { Page } from '../../ui/page.js';
import { RowList } from '../../ui/row-list.js';
import { SAVE_KEY } from '../../ui/save-key.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';
import { guessLevel, parseUnitLines } from './parse-unit-lines.js';
import { createBureau } from './create-bureau.js';

interface Fields {
  name: string;
  place: string;
  level: Bureau['level'];
  code: string;
  lines: string;
  populationYear: number;
}

const EXAMPLE = '江北区\t江北、江北区市场监管局\t区县\t57.36\n高新区\t示例高新区\t功能区\t14';
const LEVELS = BUREAU_LEVELS.map((level) => ({ value: level, label: BUREAU_LEVEL_LABEL[level] }));

export function SetupForm({ onBack }: { onBack: () => void }) {
  const { period, setPeriod } = useApp();
  const report = useReport();
  const [form] = Form.useForm<Fields>();
  const text = Form.useWatch('lines', form) ?? '';
  const [list, setList] = useState<{ file: FileRef; result: ListImportResult } | null>(null);
  const { isBusy, whileBusy } = useBusy();
  /** Fields that the officer filled in: no guess replaces them. */
  const own = useRef(new Set<'place' | 'level'>());
  const parsed = useMemo(() => parseUnitLines(text), [text]);

  const submit = async (fields: Fields): Promise<void> => {
    // Before the first step: with it this form gives way to 首页, and the officer may already be going elsewhere.
    go('home');
    // Stay in the month at hand: the population that follows belongs to the end of an earlier year.
    setPeriod(period);
    await whileBusy(async () => {
      const bureau: Bureau = {
        name: fields.name.trim(),
        place: fields.place.trim(),
        level: fields.level,
        code: fields.code === '' ? null : fields.code,
      };
      const result = await createBureau(bureau, parsed.units, fields.populationYear, list?.file ?? null);
      report.done(`已建立${bureau.name}和${result.units}个填报单位。`);
    });
  };
  const pickList = (): void => {
    const { populationYear } = form.getFieldsValue();
    services
      .pickFiles({ folder: false, accept: ['.xlsx', '.xls'] })
      .then(async ([file]) => {
        if (file === undefined) return;
        const asked = { file, apply: false, populationYear };
        const result = await runJob('读取填报单位', 'units.import', asked);
        setList({ file, result });
        const level = guessLevel(
          form.getFieldsValue().place,
          result.added.map((name) => ({ kind: guessKind(name) })),
        );
        if (level !== null && !own.current.has('level')) form.setFieldValue('level', level);
      })
      .catch(report.failed);
  };
  const listed = list?.result.added.length ?? 0;
  const canSubmit =
    parsed.problems.length === 0 && parsed.units.length + listed > 0 && (list === null || !isRefused(list.result));

  return (
    <Page
      title="建立我的单位"
      actions={
        <>
          <Button onClick={onBack}>返回</Button>
          <Button
            type="primary"
            {...SAVE_KEY}
            loading={isBusy}
            disabled={!canSubmit}
            title={
              canSubmit
                ? SAVE_KEY.title
                : parsed.problems.length > 0
                  ? '请先改正填报单位中的问题'
                  : '请先填写填报单位，每行一个'
            }
            onClick={() => form.submit()}
          >
            建立
          </Button>
        </>
      }
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        className="setup-form"
        initialValues={{
          name: '',
          place: '',
          level: 'city',
          code: '',
          lines: '',
          populationYear: new Date().getFullYear() - 1,
        }}
        onValuesChange={(changed: Partial<Fields>) => {
          // Set by us counts as touched, so that what the officer changed is kept here.
          if (changed.place !== undefined) own.current.add('place');
          if (changed.level !== undefined) own.current.add('level');
          if (changed.name !== undefined && !own.current.has('place'))
            form.setFieldValue('place', placeOfBureau(changed.name));
          if (own.current.has('level')) return;
          const { place, lines } = form.getFieldsValue();
          const level = guessLevel(place, parseUnitLines(lines).units);
          if (level !== null) form.setFieldValue('level', level);
        }}
        onFinish={(fields) => void submit(fields)}
      >
        <div className="form-row">
          <Form.Item
            name="name"
            label="本单位名称"
            rules={[{ required: true, min: 2, max: 60, message: '请填写本单位名称（2—60字）' }]}
          >
            <Input placeholder="示例市市场监督管理局" autoFocus />
          </Form.Item>
          <Form.Item
            name="place"
            label="所在地区"
            rules={[{ required: true, min: 2, max: 30, message: '请填写所在地区，如：示例市' }]}
          >
            <Input placeholder="示例市" />
          </Form.Item>
          <Form.Item name="level" label="机构层级">
            <Select options={LEVELS} />
          </Form.Item>
          <Form.Item
            name="code"
            label="行政区划代码（可不填）"
            rules={[{ pattern: /^\d{6}$/, message: '应是6位数字' }]}
          >
            <Input placeholder="6位数字" maxLength={6} />
          </Form.Item>
        </div>
        <div className="setup-units">
          <Form.Item
            name="lines"
            label="填报单位：每行一个，可从 Excel 粘贴（名称、别名、类型、常住人口万人；后三项可省略）"
          >
            <Input.TextArea rows={12} placeholder={EXAMPLE} spellCheck={false} />
          </Form.Item>
          <div className="setup-preview">
            <p>
              识别出 <strong>{parsed.units.length}</strong> 个填报单位
              {list !== null && `；名单“${list.file.name}”中 ${listed} 个`}
            </p>
            {list !== null && <ListPreview result={list.result} />}
            {parsed.problems.map((problem) => (
              <p key={problem} className="problem" role="alert">
                {problem}
              </p>
            ))}
            <RowList
              name="识别出的填报单位"
              rows={parsed.units}
              rowKey={(unit) => unit.name}
              empty={<p className="muted list-hint">在左边填写，这里即时显示识别结果。</p>}
              columns={[
                { key: 'name', title: '名称', width: '1fr', render: (unit) => unit.name },
                {
                  key: 'alias',
                  title: '别名',
                  width: '1fr',
                  render: (unit) => unit.aliases.join('、'),
                  hint: (unit) => unit.aliases.join('、'),
                },
                { key: 'kind', title: '类型', width: '80px', render: (unit) => UNIT_KIND_LABEL[unit.kind] },
                {
                  key: 'total',
                  title: '计入合计',
                  width: '76px',
                  render: (unit) => (countsByKind(unit.kind).countsInTotal ? '是' : '否'),
                },
                {
                  key: 'people',
                  title: '常住人口（万人）',
                  width: '130px',
                  align: 'right',
                  render: (unit) => unit.population,
                },
              ]}
            />
          </div>
        </div>
        <div className="form-row">
          <Form.Item name="populationYear" label="人口数年份（年末）">
            <InputNumber min={1950} max={2099} controls={false} />
          </Form.Item>
          <Form.Item label="或从 Excel 名单导入">
            <Button onClick={pickList}>{list === null ? '选择 Excel 文件…' : `已选：${list.file.name}`}</Button>
            {list !== null && (
              <Button type="link" onClick={() => setList(null)}>
                不用这个文件
              </Button>
            )}
          </Form.Item>
        </div>
      </Form>
    </Page>
  );
}
