// Files of the plan: what each was recognised as, what receiving it would change, its issues and state.

import { Button, Checkbox } from 'antd';

import {
  FILE_STATUS_LABEL,
  FORM_LABEL,
  isAcceptable,
  openQuestions,
  type PlannedFile,
} from '../../../shared/import/plan.js';
import { dateText } from '../../../shared/tasks/working-days.js';
import { RowList, type Column } from '../../ui/row-list.js';
import { StateMark, type MarkKind } from '../../ui/state-mark.js';
import { countsOf, wordFor } from './ledger-facts.js';
import {
  canSelect,
  countIssues,
  countWaived,
  isCorrected,
  isSetAside,
  leftOut,
  monthsLeft,
  namesOfSeveral,
  nameParts,
  notAdopted,
  recognisedAs,
  recognisedParts,
} from './plan-facts.js';

function formName(form: string): string {
  return Object.hasOwn(FORM_LABEL, form) ? FORM_LABEL[form as keyof typeof FORM_LABEL] : form;
}

function stateOf(file: PlannedFile, isUndone: boolean): { kind: MarkKind; text: string } {
  if (file.status === 'imported' && isUndone) return { kind: 'none', text: '已撤销' };
  if (file.status === 'imported' && isSetAside(file)) return { kind: 'none', text: '已留存，未采用' };
  if (isCorrected(file)) return { kind: 'good', text: '更正后已接收' };
  if (file.returned) return { kind: 'look', text: '已退回修改' };
  if (file.status === 'imported') return { kind: 'good', text: FILE_STATUS_LABEL.imported };
  if (file.status === 'refused') return { kind: 'bad', text: FILE_STATUS_LABEL.refused };
  if (file.status === 'ignored') return { kind: 'none', text: FILE_STATUS_LABEL.ignored };
  if (isSetAside(file)) return { kind: 'none', text: '按选择不采用' };
  if (isAcceptable(file)) return { kind: 'plain', text: FILE_STATUS_LABEL.planned };
  const questions = openQuestions(file).length;
  if (questions > 0) return { kind: 'look', text: `${questions}个问题待回答` };
  if (countIssues(file, 'block') > 0) return { kind: 'bad', text: '有必改问题' };
  return { kind: 'look', text: FILE_STATUS_LABEL.asks };
}

/** 8月3日退回修改，请于8月10日前重报; what came in its place, of a file that was received in part. */
function returnedWords({ returned, status }: PlannedFile): string {
  if (returned === undefined) return '';
  if (returned.corrected !== null)
    return status === 'imported' ? `更正后的“${returned.corrected.file}”已在${returned.corrected.on}接收` : '';
  const due = returned.due === null ? '' : `，请于${dateText(returned.due)}前重报`;
  return `${dateText(returned.on)}退回修改${due}`;
}

/** 另有11期未采用 */
function monthsLeftWords(months: number): string {
  return `另有${months}期未采用`;
}

function Issues({ file }: { file: PlannedFile }) {
  const block = countIssues(file, 'block');
  const warn = countIssues(file, 'warn');
  const waived = countWaived(file);
  const months = monthsLeft(file);
  if (block + warn === 0 && months > 0) return <StateMark kind="plain">{monthsLeftWords(months)}</StateMark>;
  if (block + warn === 0)
    return waived === 0 ? <span className="muted">无</span> : <StateMark kind="good">{`已核实 ${waived}`}</StateMark>;
  return (
    <span className="issue-counts">
      {block > 0 && <StateMark kind="bad">{`必改 ${block}`}</StateMark>}{' '}
      {warn > 0 && <StateMark kind="look">{`需核实 ${warn}`}</StateMark>}
    </span>
  );
}

/** The folder is said only where another file of the list has the same name; the whole path is in the hint. */
function FileName({ file, isShared }: { file: string; isShared: boolean }) {
  const { folder, name } = nameParts(file);
  return (
    <>
      {name}
      {isShared && folder !== '' && <span className="muted"> {folder}</span>}
    </>
  );
}

/** A long name of a unit is cut, what follows it is not: of the month and the ledger nothing else tells. */
function Recognised({ file }: { file: PlannedFile }) {
  const { units, rest } = recognisedParts(file);
  return (
    <span className="recognised">
      {units !== '' && <span>{units}</span>}
      {rest !== '' && <span>{units === '' ? rest : ` · ${rest}`}</span>}
    </span>
  );
}

function Count({ value }: { value: number }) {
  return value === 0 ? <span className="muted">0</span> : <strong>{value}</strong>;
}

interface Props {
  files: readonly PlannedFile[];
  current: number;
  onCurrent: (index: number) => void;
  onOpen: (file: PlannedFile) => void;
  ticked: ReadonlySet<number>;
  onTick: (file: PlannedFile) => void;
  /** Files of a receiving that was taken back. */
  undone: ReadonlySet<number>;
}

export function FileTable({ files, current, onCurrent, onOpen, ticked, onTick, undone }: Props) {
  const sharedNames = namesOfSeveral(files.map((file) => file.file));
  const columns: Column<PlannedFile>[] = [
    {
      key: 'tick',
      title: '',
      width: '34px',
      align: 'center',
      render: (file) =>
        canSelect(file) && (
          <Checkbox checked={ticked.has(file.index)} aria-label={`选择 ${file.file}`} onChange={() => onTick(file)} />
        ),
    },
    {
      key: 'file',
      title: '文件名',
      width: '1fr',
      render: (file) => <FileName file={file.file} isShared={sharedNames.has(nameParts(file.file).name)} />,
      hint: (file) => file.file,
    },
    {
      key: 'as',
      title: '识别为',
      width: 'minmax(140px, 1fr)',
      render: (file) => <Recognised file={file} />,
      hint: (file) => [recognisedAs(file), formName(file.form), ...file.decisions].join('\n'),
    },
    { key: 'form', title: '表的种类', width: '104px', isSpare: true, render: (file) => formName(file.form) },
    {
      key: 'new',
      title: '新增',
      width: '52px',
      align: 'right',
      render: (file) => <Count value={countsOf(file).new} />,
    },
    {
      key: 'changed',
      title: '变更',
      width: '52px',
      align: 'right',
      render: (file) => <Count value={countsOf(file).changed} />,
    },
    {
      key: 'same',
      title: '相同',
      width: '52px',
      align: 'right',
      isSpare: true,
      render: (file) => <Count value={countsOf(file).same} />,
    },
    {
      key: 'rejected',
      title: '未采用',
      width: '60px',
      align: 'right',
      render: (file) => <Count value={notAdopted(file)} />,
      hint: (file) => (file.unknown === undefined ? '' : `其中${file.unknown}个的名称没有对应到指标`),
    },
    {
      key: 'issues',
      title: '审核问题',
      width: 'minmax(120px, 146px)',
      render: (file) => <Issues file={file} />,
      hint: (file) => (monthsLeft(file) > 0 ? monthsLeftWords(monthsLeft(file)) : ''),
    },
    {
      key: 'state',
      title: '状态',
      width: 'minmax(100px, 116px)',
      render: (file) => {
        const { kind, text } = stateOf(file, undone.has(file.index));
        return <StateMark kind={kind}>{text}</StateMark>;
      },
      hint: (file) =>
        [file.reason, returnedWords(file), leftOut(file) > 0 ? `${leftOut(file)}${wordFor([file])}选定不接收` : '']
          .filter((part) => part !== '')
          .join('\n'),
    },
    {
      key: 'open',
      title: '',
      width: '76px',
      render: (file) =>
        file.status !== 'refused' && (
          <Button size="small" type="link" onClick={() => onOpen(file)}>
            对照查看
          </Button>
        ),
    },
  ];
  return (
    <RowList
      name="本次导入的文件"
      columns={columns}
      rows={files}
      rowKey={(file) => file.index}
      current={current}
      onCurrent={onCurrent}
      onOpen={(file) => file.status !== 'refused' && onOpen(file)}
      onToggle={(file) => canSelect(file) && onTick(file)}
    />
  );
}
