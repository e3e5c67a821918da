// One field of the form, by its kind. What is typed counts when the field is left, or with Enter; Esc takes it back.

import './row-field.css';

import { AutoComplete, Button, Input, Select } from 'antd';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';

import type { Enterprise } from '../../../shared/model/enterprise.js';
import { matchesQuery } from '../../../shared/model/pinyin.js';
import type { AttachmentRef, Field, Finding } from '../../../shared/ledgers/define.js';
import { headText } from '../../../shared/ledgers/field-text.js';
import { withYear } from '../../../shared/ledgers/typed-day.js';
import { yearOf } from '../../../shared/model/period.js';
import { call } from '../../api/client.js';
import { useApp } from '../../app-state.js';
import { CloseIcon } from '../../ui/icons.js';
import { filterOptions } from './filter-text.js';
import { LinesTable } from './lines-table.js';
import { isClosed } from './suggestions.js';
import type { LedgerDesk } from './use-ledger.js';

interface Props {
  desk: LedgerDesk;
  name: string;
  field: Field;
  text: string;
  finding: Finding | undefined;
  files: readonly AttachmentRef[];
  onAddFile: (known: readonly AttachmentRef[]) => void;
  onOpenFile: (file: AttachmentRef) => void;
  onRemoveFile: (known: readonly AttachmentRef[], file: AttachmentRef) => void;
  onText: (text: string) => void;
  onEnterprise: (enterprise: Enterprise) => void;
}

const LONG = new Set<Field['kind']>(['longText', 'lines', 'enterprise']);

export function RowField(props: Props) {
  const { desk, name, field, text, finding, onText, onEnterprise } = props;
  const message = finding?.message ?? '';
  const { period } = useApp();
  const fieldId = useId();
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  const send = (next: string): void => {
    const value = field.kind === 'date' ? withYear(next, yearOf(period), field) : next.trim();
    if (value !== text) onText(value);
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.altKey && !event.shiftKey && event.currentTarget instanceof HTMLInputElement)
      send(typed);
    if (event.key === 'Escape' && typed !== text) {
      event.preventDefault();
      event.stopPropagation();
      setTyped(text);
    }
  };
  const options = filterOptions(desk.ledger, field, { units: desk.units, period });
  const status = finding === undefined ? '' : finding.severity === 'block' ? 'error' : 'warning';
  const byInitials = (query: string, option?: { label?: string }): boolean => matchesQuery(query, option?.label ?? '');

  const input = (): React.ReactNode => {
    if (field.kind === 'attachment')
      return (
        <span className="row-files" id={fieldId}>
          {props.files.map((file) => (
            <span key={file.sha256}>
              <button type="button" className="text-link" onClick={() => props.onOpenFile(file)}>
                {file.name}
              </button>
              <Button
                size="small"
                type="text"
                aria-label={`移除${file.name}`}
                title="移除，可以撤销"
                icon={<CloseIcon />}
                onClick={() => props.onRemoveFile(props.files, file)}
              />
            </span>
          ))}
          <Button size="small" onClick={() => props.onAddFile(props.files)}>
            添加…
          </Button>
        </span>
      );
    if (field.kind === 'multiChoice')
      return (
        <Select
          id={fieldId}
          mode={field.isOpen === true ? 'tags' : 'multiple'}
          size="small"
          status={status}
          allowClear
          value={text === '' ? [] : text.split('；')}
          filterOption={byInitials}
          options={field.options.map((one) => ({ value: one, label: one }))}
          onChange={(chosen: string[]) => onText(chosen.join('；'))}
        />
      );
    if (options !== null && isClosed(field))
      return (
        <Select
          id={fieldId}
          size="small"
          status={status}
          allowClear={field.required !== true}
          showSearch={{ filterOption: byInitials }}
          value={text === '' ? null : text}
          options={options.map((one) => ({ value: one.label, label: one.label }))}
          onChange={(chosen: string | undefined) => onText(chosen ?? '')}
        />
      );
    if (options !== null)
      return (
        <AutoComplete
          id={fieldId}
          size="small"
          status={status}
          value={typed}
          showSearch={{ filterOption: byInitials }}
          options={options.map((one) => ({ value: one.label, label: one.label }))}
          onChange={setTyped}
          onSelect={(chosen: string) => send(chosen)}
          onBlur={() => send(typed)}
          onKeyDown={keys}
        />
      );
    if (field.kind === 'enterprise')
      return (
        <EnterpriseInput
          id={fieldId}
          status={status}
          typed={typed}
          onTyped={setTyped}
          onSend={send}
          onEnterprise={onEnterprise}
          onKeyDown={keys}
        />
      );
    if (field.kind === 'lines')
      return (
        <LinesTable
          id={fieldId}
          ledger={desk.ledger}
          field={field}
          text={text}
          year={yearOf(period)}
          status={status === 'error' ? 'error' : ''}
          onSend={send}
        />
      );
    if (field.kind === 'longText')
      return (
        <Input.TextArea
          id={fieldId}
          size="small"
          status={status}
          autoSize={{ minRows: 1, maxRows: 8 }}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => send(typed)}
          onKeyDown={keys}
        />
      );
    return (
      <Input
        id={fieldId}
        size="small"
        status={status}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => send(typed)}
        onKeyDown={keys}
      />
    );
  };
  const help = field.help ?? '';
  return (
    <div className={`row-field ${LONG.has(field.kind) || (field.width ?? 0) > 20 ? 'is-wide' : ''}`} data-field={name}>
      <label htmlFor={fieldId}>
        {headText(field)}
        {field.required === true && <b aria-label="必填">*</b>}
      </label>
      {input()}
      {message !== '' && (
        <small className={`row-field-message ${status === 'warning' ? 'is-doubtful' : ''}`} role="alert">
          {message}
        </small>
      )}
      {help !== '' && <small className="muted">{help}</small>}
    </div>
  );
}

interface EnterpriseProps {
  id: string;
  status: '' | 'error' | 'warning';
  typed: string;
  onTyped: (text: string) => void;
  onSend: (text: string) => void;
  onEnterprise: (enterprise: Enterprise) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function EnterpriseInput({ id, status, typed, onTyped, onSend, onEnterprise, onKeyDown }: EnterpriseProps) {
  const [found, setFound] = useState<readonly Enterprise[]>([]);
  const search = (text: string): void => {
    onTyped(text);
    if (text.trim() === '') setFound([]);
    else
      call('enterprises.search', { text: text.trim().slice(0, 100) })
        .then(({ enterprises }) => setFound(enterprises))
        .catch(() => undefined);
  };
  return (
    <AutoComplete
      id={id}
      size="small"
      status={status}
      value={typed}
      options={found
        .slice(0, 12)
        .map((one) => ({ value: one.name, label: one.uscc === null ? one.name : `${one.name}　${one.uscc}` }))}
      onChange={search}
      onSelect={(name: string) => {
        const chosen = found.find((one) => one.name === name);
        if (chosen !== undefined) onEnterprise(chosen);
      }}
      onBlur={() => onSend(typed)}
      onKeyDown={onKeyDown}
    />
  );
}
