// The form of a ledger of the office, and of the fields that it added to a shipped one. The head of the table as it will be stands
// below, so that what is made is seen before it is made.

import { Alert, Button, Drawer, Form, Input, Select } from 'antd';
import { useMemo, useState } from 'react';

import './definition.css';

import { headText } from '../../shared/ledgers/field-text.js';
import {
  definitionProblems,
  fieldFrom,
  fieldProblems,
  type OwnField,
  type OwnKind,
  type OwnLedger,
} from '../../shared/ledgers/own.js';
import { ledgerOf } from '../../shared/ledgers/registry.js';
import { call } from '../api/client.js';
import { useSeen } from '../api/seen.js';
import { useCall } from '../api/use-call.js';
import { SAVE_KEY } from '../ui/save-key.js';
import { useDiscard } from '../ui/use-discard.js';
import { useBusy } from '../ui/use-busy.js';
import { useReport } from '../ui/use-report.js';
import { ALL_KINDS, DefinitionFieldRow } from './definition-field-row.js';
import {
  blankField,
  definitionOf,
  formField,
  moved,
  namedFields,
  valuesOf,
  type FormField,
  type PastedTable,
} from './definition-fields.js';
import { DefinitionRollups } from './definition-rollups.js';
import { DefinitionSource, type Proposal } from './definition-source.js';
import { DefinitionStages } from './definition-stages.js';
import { PastedRowsChoice } from './pasted-rows-choice.js';
import { MOST_ROWS, takeRows } from './pasted-rows.js';

export interface EditedLedger {
  /** Null: a new one. */
  id: string | null;
  title: string;
  /** Null: a shipped ledger, of which only added fields can be changed. */
  own: OwnLedger | null;
  extra: readonly OwnField[];
  rows: number;
}

const GROUPS = ['创造', '运用', '保护', '服务', '综合', '自建'].map((value) => ({ value, label: value }));
const EXTRA_KINDS = ALL_KINDS.filter((kind) => !['unit', 'enterprise', 'status'].includes(kind));

interface Props {
  edited: EditedLedger;
  /** Fields that a table was found to have: the question where they come from is left out. */
  proposal?: Proposal;
  onSaved?: (ledger: string) => void;
  onClose: () => void;
}

/** A title as the ledger may be called: without the year that its table was about. */
function titleOf(proposal: Proposal | undefined): string {
  return (proposal?.title ?? '').replace(/^\d{4}年(度)?/, '').slice(0, 30);
}

export function DefinitionForm({ edited, proposal, onSaved, onClose }: Props) {
  const report = useReport();
  const seen = useSeen();
  const { own } = edited;
  const isNew = edited.id === null;
  const isShipped = !isNew && own === null;
  const known = own?.fields ?? edited.extra;
  const [table, setTable] = useState<PastedTable | null>(null);
  const [isTaking, setTaking] = useState(true);
  const [isAsking, setAsking] = useState(isNew && proposal === undefined);
  const { isBusy, whileBusy } = useBusy();
  const [title, setTitle] = useState(own?.title ?? titleOf(proposal));
  const [group, setGroup] = useState(own?.group ?? '自建');
  const [fields, setFields] = useState<readonly FormField[]>(
    () => proposal?.fields ?? known.map((field) => formField(field, [])),
  );
  const [steps, setSteps] = useState<readonly string[]>(own?.steps ?? proposal?.steps ?? []);
  const [ends, setEnds] = useState<readonly string[]>(own?.ends ?? []);
  const [rollups, setRollups] = useState(own?.rollups ?? []);
  const [keys, setKeys] = useState<readonly number[]>(() =>
    fields.filter((field) => own?.keys[0]?.includes(field.name ?? '') === true).map((field) => field.key),
  );
  const indicators = useCall('indicators.list', {}).data?.indicators ?? [];
  const now = [title, group, fields, steps, ends, keys, rollups];
  const [start] = useState(now);
  const leave = useDiscard(() => now.some((part, at) => part !== start[at]), onClose);

  const named = useMemo(() => namedFields(fields, known), [fields, known]);
  const shown = named.filter((field) => !field.isHidden);
  const hasStatus = shown.some((field) => field.kind === 'status');
  const withExamples = fields.some((field) => field.examples.length > 0);
  const pastedRows = useMemo(() => (table === null ? [] : valuesOf(table, fields, named)), [table, fields, named]);
  const problems = useMemo(() => {
    if (isShipped) return fieldProblems(named, ledgerOf(edited.id!)?.fields ?? {}, known);
    if (shown.length === 0) return ['请至少填写一个字段的名称'];
    if (title.trim() === '') return ['请填写台账名称'];
    if (rollups.some((one) => one.code === '')) return ['请为每一项汇总选择指标'];
    return definitionProblems(definitionOf({ title, group, fields, steps, ends, keys, rollups }, own));
  }, [isShipped, edited.id, known, named, shown.length, title, group, fields, steps, ends, keys, rollups, own]);

  const change = (index: number, changes: Partial<FormField>): void =>
    setFields((old) => old.map((one, at) => (at === index ? { ...one, ...changes } : one)));
  const remove = (index: number): void =>
    setFields((old) =>
      // One that was saved may hold something: it is only taken out.
      old[index]!.name === null
        ? old.filter((_, at) => at !== index)
        : old.map((one, at) => (at === index ? { ...one, isHidden: !one.isHidden } : one)),
    );
  /** What became of the pasted rows, as the end of a sentence. The ledger is made, whatever becomes of them. */
  const taken = async (ledger: string): Promise<string> => {
    if (!isTaking || pastedRows.length === 0 || pastedRows.length > MOST_ROWS) return '，可在“台账”中登记和导入。';
    try {
      const { stored, refused } = await takeRows(ledger, pastedRows);
      return `，登记${stored}条${refused === 0 ? '。' : `；${refused}条有问题，留在这本台账中，请打开改正。`}`;
    } catch (error) {
      report.failed(error);
      return '，粘贴的行没有登记。';
    }
  };
  const save = (isHidden: boolean): Promise<void> =>
    whileBusy(async () => {
      if (isShipped)
        await call(
          'ledgers.extend',
          { ledger: edited.id!, fields: named.map(({ key: _key, ...field }) => field) },
          { seen },
        );
      else {
        const definition = definitionOf({ title, group, fields, steps, ends, keys, rollups }, own);
        const { ledger } = await call(
          'ledgers.define',
          { ledger: edited.id, definition: { ...definition, isHidden } },
          { seen },
        );
        onSaved?.(ledger);
        if (isNew) {
          report.done(`已建立台账“${title.trim()}”${await taken(ledger)}`);
          onClose();
          return;
        }
      }
      report.done('已保存。');
      onClose();
    });

  return (
    <Drawer
      open
      size={1060}
      title={isNew ? '新建台账' : isShipped ? `${edited.title}：增加字段` : `台账设置：${edited.title}`}
      onClose={leave}
      footer={
        !isAsking && (
          <div className="button-row">
            {own !== null && !own.isHidden && (
              <Button disabled={isBusy} onClick={() => void save(true)} title="记录保留，随时可以恢复">
                停用
              </Button>
            )}
            <span className="definition-problem" role="status">
              {problems[0] ?? ''}
            </span>
            <span className="top-bar-gap" />
            {table !== null && <PastedRowsChoice rows={pastedRows.length} isTaking={isTaking} onTaking={setTaking} />}
            <Button onClick={onClose}>取消</Button>
            <Button
              type="primary"
              {...SAVE_KEY}
              loading={isBusy}
              disabled={problems.length > 0}
              onClick={() => void save(false)}
            >
              {isNew ? '建立' : own?.isHidden === true ? '恢复并保存' : '保存'}
            </Button>
          </div>
        )
      }
    >
      {isAsking ? (
        <DefinitionSource
          onProposed={(given) => {
            setFields(given.fields);
            setSteps(given.steps);
            setTable(given.table ?? null);
            if (given.title !== null) setTitle(titleOf(given));
            setAsking(false);
          }}
        />
      ) : (
        <Form layout="vertical" component="div" className="definition-form">
          {!isShipped && (
            <div className="form-row">
              <Form.Item label="台账名称" className="grow" required>
                <Input
                  value={title}
                  maxLength={30}
                  autoFocus={isNew}
                  aria-label="台账名称"
                  onChange={(event) => setTitle(event.target.value)}
                />
              </Form.Item>
              <Form.Item label="分组">
                <Select value={group} className="wide-select" aria-label="分组" options={GROUPS} onChange={setGroup} />
              </Form.Item>
            </div>
          )}
          {edited.rows > 0 && (
            <Alert
              type="info"
              className="definition-alert"
              title={`已有${edited.rows}条记录。改名称不影响内容；去掉的字段只是不再显示，内容保留，恢复后照旧；改种类时，内容不合新种类的会说明并且不改。`}
            />
          )}
          <table className="plain-table definition-fields">
            <thead>
              <tr>
                <th>字段名称</th>
                <th>种类</th>
                <th>选项</th>
                {withExamples && <th>原表内容</th>}
                <th className="cell-center">必填</th>
                <th className="cell-center" title="导出时默认不带出">
                  个人信息
                </th>
                <th />
              </tr>
            </thead>
            <tbody>
              {fields.map((field, index) => (
                <DefinitionFieldRow
                  key={field.key}
                  field={field}
                  index={index}
                  count={fields.length}
                  kinds={(isShipped ? EXTRA_KINDS : ALL_KINDS) as readonly OwnKind[]}
                  withExamples={withExamples}
                  onChange={(changes) => change(index, changes)}
                  onMove={(step) => setFields((old) => moved(old, index, step))}
                  onRemove={() => remove(index)}
                />
              ))}
            </tbody>
          </table>
          <Button size="small" onClick={() => setFields((old) => [...old, blankField()])}>
            增加一个字段
          </Button>
          {hasStatus && <DefinitionStages steps={steps} ends={ends} onSteps={setSteps} onEnds={setEnds} />}
          {!isShipped && (
            <>
              <Form.Item
                label="判断是否同一条记录"
                className="definition-part"
                extra="再次导入时，这几项都相同的更新原来的记录；不选则每次都新增。"
              >
                <Select
                  mode="multiple"
                  value={[...keys]}
                  aria-label="判断是否同一条记录"
                  options={shown
                    .filter((field) => field.kind !== 'multiChoice' && field.kind !== 'longText')
                    .map((field) => ({ value: field.key, label: field.label }))}
                  onChange={(value: number[]) => setKeys(value)}
                />
              </Form.Item>
              <Form.Item
                label="汇总到指标（可不设）"
                extra="设置后，“与报送数核对”会把台账数与填报单位报送数逐个对照。"
              >
                <DefinitionRollups
                  rollups={rollups}
                  fields={shown}
                  indicators={indicators}
                  onChange={(value) => setRollups(value)}
                />
              </Form.Item>
            </>
          )}
          <Form.Item label={isShipped ? '增加的列' : '表头预览'} className="definition-part">
            <div className="plain-table-box definition-preview">
              <table className="plain-table">
                <thead>
                  <tr>
                    {shown.map((field) => (
                      <th key={field.key}>{headText(fieldFrom(field))}</th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  <tr>
                    {shown.map((field) => (
                      <td key={field.key}>{fields.find((one) => one.key === field.key)?.examples[0] ?? '\u00A0'}</td>
                    ))}
                  </tr>
                </tbody>
              </table>
            </div>
          </Form.Item>
        </Form>
      )}
    </Drawer>
  );
}
