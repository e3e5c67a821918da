// One field of a ledger of the office, as a line of the form: name, kind, what goes with the kind, and its place.

import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';

import { OWN_CODE_LABEL, OWN_CODES, OWN_KIND_LABEL, OWN_KINDS, type OwnKind } from '../../shared/ledgers/own.js';
import type { FormField } from './definition-fields.js';

interface Props {
  field: FormField;
  index: number;
  count: number;
  kinds: readonly OwnKind[];
  withExamples: boolean;
  onChange: (changes: Partial<FormField>) => void;
  onMove: (step: 1 | -1) => void;
  onRemove: () => void;
}

const CODE_OPTIONS = OWN_CODES.map((value) => ({ value, label: OWN_CODE_LABEL[value] }));

export const ALL_KINDS: readonly OwnKind[] = OWN_KINDS;

export function DefinitionFieldRow(props: Props) {
  const [isMore, setMore] = useState(false);
  return (
    <>
      <FieldLine {...props} isMore={isMore} onMore={() => setMore((old) => !old)} />
      {isMore && <FieldMore field={props.field} columns={props.withExamples ? 7 : 6} onChange={props.onChange} />}
    </>
  );
}

/** What is seldom asked for: other heads in workbooks, the sentence under the field of the form, several numbers in one. */
function FieldMore({ field, columns, onChange }: Pick<Props, 'field' | 'onChange'> & { columns: number }) {
  return (
    <tr className="definition-more">
      <td colSpan={columns}>
        <div>
          <label className="grow">
            <span>别名（其他表中的列名，回车添加；导入时照样认得）</span>
            <Select
              mode="tags"
              open={false}
              suffixIcon={null}
              value={[...field.aliases]}
              maxCount={30}
              aria-label={`${field.label}的别名`}
              tokenSeparators={['、', '；', ';', '，', ',', '|', '\n']}
              onChange={(aliases: string[]) =>
                onChange({ aliases: aliases.map((one) => one.trim().slice(0, 30)).filter((one) => one !== '') })
              }
            />
          </label>
          <label className="grow">
            <span>填写说明（显示在表单中）</span>
            <Input
              value={field.help}
              maxLength={100}
              aria-label={`${field.label}的填写说明`}
              onChange={(event) => onChange({ help: event.target.value })}
            />
          </label>
        </div>
        {field.kind === 'code' && field.name !== 'uscc' && (
          <Checkbox checked={field.many} onChange={(event) => onChange({ many: event.target.checked })}>
            可填多个号码（用分号或顿号隔开）
          </Checkbox>
        )}
      </td>
    </tr>
  );
}

function FieldLine({
  field,
  index,
  count,
  kinds,
  withExamples,
  isMore,
  onMore,
  onChange,
  onMove,
  onRemove,
}: Props & { isMore: boolean; onMore: () => void }) {
  const name = field.label || `第${index + 1}个字段`;
  const isChoice = field.kind === 'choice' || field.kind === 'multiChoice';
  // A field that has rows behind it keeps its special kind: the register and the stages look for it under a fixed name.
  const isFixed = field.name !== null && !field.name.startsWith('x');
  return (
    <tr className={field.isHidden ? 'is-off' : ''}>
      <td>
        <Input
          size="small"
          value={field.label}
          maxLength={30}
          aria-label={`第${index + 1}个字段的名称`}
          onChange={(event) => onChange({ label: event.target.value })}
        />
      </td>
      <td>
        <Select
          size="small"
          className="definition-kind"
          value={field.kind}
          disabled={isFixed}
          aria-label={`${name}的种类`}
          options={kinds.map((value) => ({ value, label: OWN_KIND_LABEL[value] }))}
          onChange={(kind: OwnKind) => onChange({ kind, isOpen: kind === 'choice' || kind === 'multiChoice' })}
        />
      </td>
      <td>
        {isChoice && (
          <>
            <Select
              mode="tags"
              className="definition-options"
              value={[...field.options]}
              placeholder="填一项，按回车"
              aria-label={`${name}的选项`}
              open={false}
              suffixIcon={null}
              tokenSeparators={['；', ';', '\n']}
              onChange={(options: string[]) => onChange({ options })}
            />
            <Checkbox checked={field.isOpen} onChange={(event) => onChange({ isOpen: event.target.checked })}>
              可另填
            </Checkbox>
          </>
        )}
        {field.kind === 'date' && (
          <InputNumber
            size="small"
            className="definition-remind"
            min={1}
            max={250}
            precision={0}
            controls={false}
            prefix="到期前"
            suffix="个工作日提醒"
            placeholder="—"
            value={field.remindAhead}
            aria-label={`${name}到期前几个工作日提醒`}
            onChange={(remindAhead) => onChange({ remindAhead })}
          />
        )}
        {field.kind === 'code' && (
          <Select
            size="small"
            className="definition-kind"
            value={field.check}
            disabled={isFixed}
            aria-label={`${name}的编号种类`}
            options={CODE_OPTIONS}
            onChange={(check) => onChange({ check })}
          />
        )}
      </td>
      {withExamples && (
        <td className="definition-examples" title={field.examples.join('；')}>
          {field.examples.join('；')}
        </td>
      )}
      <td className="cell-center">
        <Checkbox
          checked={field.required}
          aria-label={`${name}必填`}
          onChange={(event) => onChange({ required: event.target.checked })}
        />
      </td>
      <td className="cell-center">
        <Checkbox
          checked={field.isPersonal}
          aria-label={`${name}是个人信息`}
          onChange={(event) => onChange({ isPersonal: event.target.checked })}
        />
      </td>
      <td className="definition-actions">
        <Button
          size="small"
          type="text"
          aria-expanded={isMore}
          aria-label={`更多：${name}`}
          title={field.aliases.length > 0 ? `别名：${field.aliases.join('、')}` : '其他表中的列名，填写说明'}
          onClick={onMore}
        >
          别名{field.aliases.length > 0 ? ` ${field.aliases.length}` : ''}
        </Button>
        <Button size="small" type="text" disabled={index === 0} aria-label={`上移${name}`} onClick={() => onMove(-1)}>
          ↑
        </Button>
        <Button
          size="small"
          type="text"
          disabled={index === count - 1}
          aria-label={`下移${name}`}
          onClick={() => onMove(1)}
        >
          ↓
        </Button>
        <Button size="small" type="text" onClick={onRemove} aria-label={`${field.isHidden ? '恢复' : '去掉'}${name}`}>
          {field.isHidden ? '恢复' : '去掉'}
        </Button>
      </td>
    </tr>
  );
}
