// 填报表: the blank workbook for districts. Chosen by task or freely; produced files are saved one after another.

import { Alert, Button, Form, Input, Modal, Radio, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';

import './forms.css';

import { periodTitle } from '../../../shared/model/period.js';
import type { FileRef } from '../../../shared/model/file-ref.js';
import { services } from '../../api/client.js';
import { showError } from '../../api/show-error.js';
import { useCall } from '../../api/use-call.js';
import { useJob } from '../../api/use-job.js';
import { useUsualIndicators } from '../../api/use-usual-indicators.js';
import { useRoute, type FormStart } from '../../app-state.js';
import { LedgerPicker } from '../../task-ui/ledger-picker.js';
import { ASKS_SOMETHING } from '../../task-ui/asks-something.js';
import { UnitPicker } from '../../task-ui/unit-picker.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { GroupPicker } from '../../ui/group-picker.js';
import { PeriodField } from '../../ui/period-field.js';
import { ProgressLine } from '../../ui/progress-line.js';
import { useBusy } from '../../ui/use-busy.js';
import { useReport } from '../../ui/use-report.js';
import { Waiting } from '../../ui/waiting.js';
import { fillable, indicatorGroups, ofTask, type FormFields } from './form-draft.js';

function Files({ files, onBack }: { files: readonly FileRef[]; onBack: () => void }) {
  const report = useReport();
  const [saved, setSaved] = useState<ReadonlySet<string>>(new Set());
  const { isBusy, whileBusy } = useBusy();
  const save = (wanted: readonly FileRef[]): Promise<void> =>
    whileBusy(async () => {
      const done = new Set(saved);
      for (const file of wanted) {
        // A closed save dialog ends the series: the officer does not want to close it thirty times.
        if (!(await services.saveFile(file))) break;
        done.add(file.id);
        setSaved(new Set(done));
      }
      const count = wanted.filter((file) => done.has(file.id)).length;
      if (count > 0) report.done(`已保存${count}份填报表。`);
    });
  return (
    <>
      <Alert
        type="success"
        showIcon
        title={`已生成${files.length}份填报表。发给填报单位填好后，拖到“报送导入”即可自动识别。`}
      />
      <ul className="form-files" aria-label="生成的填报表">
        {files.map((file) => (
          <li key={file.id}>
            <span title={file.name}>{file.name}</span>
            {saved.has(file.id) && <span className="muted">已保存</span>}
            <Button size="small" disabled={isBusy} onClick={() => void save([file])}>
              保存
            </Button>
          </li>
        ))}
      </ul>
      <div className="button-row">
        <Button onClick={onBack}>返回修改</Button>
        <span className="top-bar-gap" />
        {files.length > 1 && (
          <Button type="primary" loading={isBusy} onClick={() => void save(files.filter((one) => !saved.has(one.id)))}>
            全部保存（{files.length}）
          </Button>
        )}
      </div>
    </>
  );
}

/** Another address closes the dialog, as it does those that belong to a page; one that must not close goes along. */
function useClosedWithItsPage(mayClose: boolean, onClose: () => void): void {
  const { page, rest } = useRoute();
  const address = `${page}/${rest}`;
  const openedAt = useRef(address);
  useEffect(() => {
    if (openedAt.current === address) return;
    openedAt.current = address;
    if (mayClose) onClose();
  }, [address, mayClose, onClose]);
}

export function FormDialog({ preset, onClose }: { preset: FormStart; onClose: () => void }) {
  const report = useReport();
  const [form] = Form.useForm<FormFields>();
  const [files, setFiles] = useState<FileRef[] | null>(null);
  const [isReady, setReady] = useState(false);
  const filledDeadline = useRef('');
  const { start, running } = useJob('forms.create', '生成填报表', report.failed);
  const indicators = useCall('indicators.list', {});
  const unitList = useCall('units.list', {});
  const units = unitList.data?.units;
  const taskList = useCall('tasks.list', {});
  const tasks = taskList.data?.tasks;
  const period = Form.useWatch('period', form) ?? preset.period;
  const perUnit = Form.useWatch('perUnit', form) ?? true;
  const boardCall = useCall('tasks.board', { period });
  const board = boardCall.data;
  const { usual, error: usualError, reload: askUsual } = useUsualIndicators(preset.period);
  const all = indicators.data?.indicators;
  // Without these nothing can be chosen; without the usual indicators the officer chooses by hand.
  const failed = [indicators, unitList, taskList, boardCall].find((asked) => asked.error !== null);

  const fill = (taskId: number | null, unitIds?: readonly number[]): void => {
    if (!all || !units || !tasks || !board) return;
    const task = tasks.find((one) => one.id === taskId);
    const given = ofTask(task, board.tasks, all, units, period, usual?.values ?? []);
    filledDeadline.current = given.deadline;
    form.setFieldsValue({ ...given, taskId, unitIds: unitIds ? [...unitIds] : given.unitIds });
  };
  const canFill =
    all !== undefined &&
    units !== undefined &&
    tasks !== undefined &&
    (usual !== null || usualError !== null) &&
    board?.period === period;
  useEffect(() => {
    if (!canFill || isReady) return;
    fill(preset.taskId ?? (preset.unitIds ? null : (tasks?.[0]?.id ?? null)), preset.unitIds);
    setReady(true);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- filled once, when everything is known
  }, [canFill, isReady]);

  // Another period has another deadline; one that the officer has typed stays.
  useEffect(() => {
    if (!isReady || board?.period !== period) return;
    if (form.getFieldValue('deadline') !== filledDeadline.current) return;
    const dueText = board.tasks.find((one) => one.taskId === form.getFieldValue('taskId'))?.dueText ?? '';
    filledDeadline.current = dueText === '' ? '' : `${dueText}前`;
    form.setFieldValue('deadline', filledDeadline.current);
  }, [isReady, board, period, form]);

  const create = async (fields: FormFields): Promise<void> => {
    const optional = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim());
    const made = await start({
      period: fields.period ?? period,
      codes: fields.codes,
      ledgers: fields.perUnit ? fields.ledgers : [],
      unitIds: fields.unitIds,
      perUnit: fields.perUnit,
      deadline: optional(fields.deadline),
      contact: optional(fields.contact),
      notes: optional(fields.notes),
    });
    if (!made) return;
    setFiles(made.files);
    const [only] = made.files;
    if (made.files.length === 1 && only && (await services.saveFile(only).catch(() => false)))
      report.done(`已保存：${only.name}`);
  };

  // What is being made would be thrown away without a word: it is stopped first.
  const mayClose = running === null;
  useClosedWithItsPage(mayClose, onClose);
  return (
    <Modal
      open
      width={860}
      title="生成填报表"
      onCancel={onClose}
      closable={mayClose}
      keyboard={mayClose}
      mask={{ closable: mayClose }}
      className="form-dialog"
      footer={
        files === null && (
          <div className="button-row">
            <span className="muted">上月、上年同期数自动填入供对照；填好的表导入时不再询问。</span>
            <span className="top-bar-gap" />
            <Button onClick={running?.cancel ?? onClose}>{mayClose ? '取消' : '停止生成'}</Button>
            <Button type="primary" disabled={!isReady || running !== null} onClick={() => form.submit()}>
              生成
            </Button>
          </div>
        )
      }
    >
      {failed?.error && <ErrorNotice error={failed.error} onRetry={failed.reload} />}
      {isReady && usualError && files === null && (
        <Alert
          type="warning"
          showIcon
          className="form-usual-failed"
          title={`常用指标没有取到，请自行勾选指标，或选择报送任务。原因：${showError(usualError).text}`}
          action={
            <Button size="small" onClick={askUsual}>
              重试
            </Button>
          }
        />
      )}
      {!isReady && !failed && <Waiting text="正在准备指标和填报单位…" />}
      {running && <ProgressLine job={running} />}
      {files !== null && <Files files={files} onBack={() => setFiles(null)} />}
      <Form<FormFields>
        form={form}
        layout="vertical"
        className={!isReady || files !== null ? 'is-hidden' : ''}
        initialValues={{
          period: preset.period,
          taskId: null,
          codes: [],
          ledgers: [],
          unitIds: [],
          perUnit: true,
          deadline: '',
          contact: '',
          notes: '',
        }}
        onFinish={(fields) => void create(fields)}
      >
        <div className="form-row">
          <Form.Item
            name="period"
            label="统计期间（截至月份）"
            extra={periodTitle(period, 'ytd')}
            rules={[{ required: true, message: '请选择年月' }]}
          >
            <PeriodField name="统计期间" />
          </Form.Item>
          <Form.Item name="taskId" label="按报送任务填入" className="grow">
            <Select
              allowClear
              placeholder="自选指标和填报单位"
              options={tasks?.map((task) => ({ value: task.id, label: task.name }))}
              onChange={(taskId?: number) => fill(taskId ?? null)}
            />
          </Form.Item>
          <Form.Item name="perUnit" label="份数">
            <Radio.Group
              options={[
                { value: true, label: '每个填报单位一份' },
                { value: false, label: '合为一张，每个填报单位一行' },
              ]}
            />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item name="codes" label="指标" className="grow" dependencies={['ledgers']} rules={[ASKS_SOMETHING]}>
            <GroupPicker
              name="指标"
              groups={indicatorGroups(fillable(all ?? []))}
              searchHint="按名称、别名或代码查找"
              {...(usual ? { usual } : {})}
            />
          </Form.Item>
          <Form.Item
            name="unitIds"
            label="填报单位"
            className="form-units"
            rules={[{ type: 'array', required: true, message: '请至少选择一个填报单位' }]}
          >
            <UnitPicker name="填报单位" units={units ?? []} />
          </Form.Item>
        </div>
        <Form.Item name="ledgers" label="台账（每本一张工作表，各行都算该填报单位的）">
          <LedgerPicker
            disabled={!perUnit}
            placeholder={perUnit ? '可不选' : '合为一张的填报表不带台账，请选“每个填报单位一份”'}
          />
        </Form.Item>
        <div className="form-row">
          <Form.Item name="deadline" label="报送截止（印在表上）" className="grow">
            <Input maxLength={60} placeholder="如 2022年8月5日17时前" />
          </Form.Item>
          <Form.Item name="contact" label="联系人和电话（印在表上）" className="grow">
            <Input maxLength={120} placeholder="如 李某 0632-3330000" />
          </Form.Item>
        </div>
        <Form.Item name="notes" label="填报要求（每行一条，印在填报说明中）">
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={4000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
