// Columns of the board: one line per unit. What each cell says; what can be done with a line is in line-menu.tsx.

import { Button, Checkbox } from 'antd';

import type { Contact } from '../../../shared/contract/calls/tasks.js';
import { SUBMITTED_STATES, type BoardLine, type BoardMaterial } from '../../../shared/tasks/board.js';
import { MATERIAL_LABEL, MATERIALS, type Material } from '../../../shared/tasks/define.js';
import { dateText } from '../../../shared/tasks/working-days.js';
import { dayText, fileName, isHeldByWaiting, lineMark, problemWords } from '../../board-words.js';
import type { Column } from '../../ui/row-list.js';
import { StateMark } from '../../ui/state-mark.js';
import { LineMenu, type LineDialogs } from './line-menu.js';
import type { BoardActions } from './use-board-actions.js';

export interface LineTools {
  today: string;
  /** Some day is of another year than today's: all are written with theirs. */
  hasYears: boolean;
  /** The task asks for ledgers. */
  hasLedgers: boolean;
  /** What some unit owes or has sent beside its numbers; for the others there is the menu of a line, too. */
  materials: ReadonlySet<Material>;
  ticked: ReadonlySet<number>;
  onTick: (line: BoardLine) => void;
  isAllTicked: boolean;
  onTickAll: () => void;
  onMaterials: (line: BoardLine) => void;
  contactOf: (unitId: number) => Contact | undefined;
  indicatorName: (code: string) => string;
  actions: BoardActions;
  dialogs: LineDialogs;
}

/** Beyond this the number of days tells nothing more. */
const COUNTED_DAYS = 60;

/** Of indicators and ledgers one has come in and another has not. */
function lacksPart(line: BoardLine): boolean {
  if (line.ledgers.length === 0 || line.submittedOn === null) return false;
  const hasNoIndicator = line.required > 0 && line.missingCodes.length === line.required;
  return hasNoIndicator || line.ledgers.some((one) => !one.isReceived);
}

/** 按时 or 逾期, and before that how much time is left. */
function Timeliness({ line }: { line: BoardLine }) {
  if (line.state === 'exempt') return <span className="muted">—</span>;
  if (line.onTime === true) return <StateMark kind="good">按时</StateMark>;
  const isWhole = !lacksPart(line);
  if (line.onTime === false) return <StateMark kind="bad">{isWhole ? '逾期报送' : '逾期未报齐'}</StateMark>;
  if (SUBMITTED_STATES.has(line.state) && line.submittedOn !== null && isWhole)
    return <span className="muted">未判定</span>;
  const left = line.workingDaysLeft;
  if (left === null) return <span className="muted">—</span>;
  if (line.state === 'overdue' || left < 0)
    return <StateMark kind="bad">{left < 0 && -left <= COUNTED_DAYS ? `超${-left}个工作日` : '已逾期'}</StateMark>;
  return <span className="muted">{left === 0 ? '今天截止' : `剩${left}个工作日`}</span>;
}

function timelinessHint(line: BoardLine): string {
  if (line.onTime !== true && lacksPart(line)) return `指标和台账都收到才算报齐。${problemWords(line)}`;
  if (line.onTime === null && line.submittedOn !== null && line.state !== 'exempt')
    return '报送任务在截止日期之后才建立，接收时间不能说明是否按时。可登记收到日期。';
  return `截止：${dateText(line.due)}${line.dueIsCertain ? '' : '（该年放假安排未录入，暂按周六、周日推算）'}`;
}

function Problems({ line }: { line: BoardLine }) {
  const isIncomplete = line.lastReceivedAt !== null && line.missingCodes.length > 0;
  if (line.blocks === 0 && line.warnings === 0 && !isIncomplete) {
    if (isHeldByWaiting(line)) return <StateMark kind="look">见待接收</StateMark>;
    return <span className="muted">{line.lastReceivedAt === null ? '—' : '无'}</span>;
  }
  return (
    <span className="board-problems">
      {line.blocks > 0 && <StateMark kind="bad">{`必改${line.blocks}`}</StateMark>}
      {isIncomplete && <StateMark kind="look">{`缺${line.missingCodes.length}项`}</StateMark>}
      {line.warnings > 0 && <StateMark kind="look">{`需核实${line.warnings}`}</StateMark>}
    </span>
  );
}

function MaterialCell({ material, onOpen }: { material: BoardMaterial | undefined; onOpen: () => void }) {
  if (!material) return null;
  const word = { present: '有', missing: '缺', 'not-required': '—' }[material.state];
  return (
    <Button
      size="small"
      type="link"
      title={`${material.label}：查看和添加`}
      aria-label={material.label}
      onClick={onOpen}
    >
      {material.state === 'not-required' ? (
        <span className="muted">{word}</span>
      ) : (
        <StateMark kind={material.state === 'present' ? 'good' : 'look'}>{word}</StateMark>
      )}
    </Button>
  );
}

function LedgersCell({ line, onOpen }: { line: BoardLine; onOpen: () => void }) {
  const missing = line.ledgers.filter((one) => !one.isReceived).length;
  return (
    <Button size="small" type="link" title="台账：查看和登记" aria-label="台账" onClick={onOpen}>
      <StateMark kind={missing === 0 ? 'good' : 'look'}>{missing === 0 ? '齐' : `缺${missing}本`}</StateMark>
    </Button>
  );
}

/** 专利权质押融资：5条 and so on, one per line. */
function ledgersHint(line: BoardLine): string {
  return line.ledgers
    .map(({ title, isReceived, rows, toldBy }) => {
      if (!isReceived) return `${title}：缺`;
      return `${title}：${toldBy === 'hand' ? '已登记收到' : rows === 0 ? '本期无' : `${rows ?? 0}条`}`;
    })
    .join('\n');
}

function stateHint(line: BoardLine, today: string): string {
  if (line.state === 'exempt') return `免报：${line.exemptReason}`;
  if (line.state === 'returned' && line.returned)
    return [
      `${dayText(line.returned.on, today)}退回`,
      line.returned.reason,
      line.returned.due === null ? '' : `${dayText(line.returned.due, today)}前重报`,
    ]
      .filter((part) => part !== '')
      .join('，');
  if (line.pending) return `《${fileName(line.pending.file)}》已读取，还没有接收`;
  if (line.checked) return `${dayText(line.checked.on, today)}核对${line.checked.isStale ? '，之后数据有变化' : ''}`;
  return line.state === 'problem' ? problemWords(line) : '';
}

export function boardColumns(tools: LineTools): Column<BoardLine>[] {
  const { today } = tools;
  // Days of several years stand below each other: all with their year, in the short form that leaves the contact its room.
  const dayWidth = tools.hasYears ? '96px' : '76px';
  const dayCell = (date: string): string => (tools.hasYears ? date : dayText(date, today));
  const material = (name: Material, title: string): Column<BoardLine> => ({
    key: name,
    title,
    width: `${title.length * 14 + 16}px`,
    isSpare: !tools.materials.has(name),
    align: 'center',
    render: (line) => (
      <MaterialCell
        material={line.materials.find((one) => one.material === name)}
        onOpen={() => tools.onMaterials(line)}
      />
    ),
  });
  const contactText = (line: BoardLine): string => {
    const found = tools.contactOf(line.unitId);
    return found ? `${found.name} ${found.phone}`.trim() : '';
  };
  return [
    {
      key: 'tick',
      title: (
        <Checkbox
          checked={tools.isAllTicked}
          indeterminate={!tools.isAllTicked && tools.ticked.size > 0}
          aria-label="选择全部填报单位"
          onChange={tools.onTickAll}
        />
      ),
      width: '30px',
      align: 'center',
      render: (line) => (
        <Checkbox
          checked={tools.ticked.has(line.unitId)}
          aria-label={`选择 ${line.unit}`}
          onChange={() => tools.onTick(line)}
        />
      ),
    },
    {
      key: 'unit',
      title: '填报单位',
      width: 'minmax(120px, 1.3fr)',
      render: (line) => line.unit,
      hint: (line) => line.unit,
    },
    {
      key: 'state',
      title: '状态',
      width: '86px',
      render: (line) => {
        const { kind, text } = lineMark(line);
        return <StateMark kind={kind}>{text}</StateMark>;
      },
      hint: (line) => stateHint(line, today),
    },
    {
      key: 'due',
      title: '截止日期',
      width: dayWidth,
      isSpare: true,
      render: (line) => dayCell(line.due),
      hint: (line) => dateText(line.due),
    },
    {
      key: 'on',
      title: '报送时间',
      width: dayWidth,
      render: (line) => (line.submittedOn === null ? <span className="muted">—</span> : dayCell(line.submittedOn)),
      hint: (line) =>
        line.submittedOn === null ? '' : line.receivedOnEntered ? '登记的收到日期' : '按接收到程序中的日期',
    },
    {
      key: 'time',
      title: '是否按时',
      width: '118px',
      render: (line) => <Timeliness line={line} />,
      hint: timelinessHint,
    },
    {
      key: 'revision',
      title: '版次',
      width: '58px',
      isSpare: true,
      align: 'center',
      render: (line) => (line.revision === 0 ? <span className="muted">—</span> : `第${line.revision}次`),
      hint: (line) => fileName(line.file),
    },
    {
      key: 'problems',
      title: '审核问题',
      // What is cut where the window is small is the last mark, and the least.
      width: 'minmax(104px, 1.3fr)',
      render: (line) => <Problems line={line} />,
      hint: (line) =>
        line.lastReceivedAt === null && !isHeldByWaiting(line)
          ? ''
          : [problemWords(line), line.missingCodes.map((code) => tools.indicatorName(code)).join('、')]
              .filter((part) => part !== '')
              .join('：'),
    },
    ...(tools.hasLedgers
      ? [
          {
            key: 'ledgers',
            title: '台账',
            width: '64px',
            align: 'center' as const,
            render: (line: BoardLine) => <LedgersCell line={line} onOpen={() => tools.onMaterials(line)} />,
            hint: ledgersHint,
          },
        ]
      : []),
    ...MATERIALS.map((name) => material(name, MATERIAL_LABEL[name])),
    {
      key: 'contact',
      title: '联系人',
      // A name and a telephone with area code, before the unit and the findings share what is left.
      width: 'minmax(60px, 150px)',
      isSpare: true,
      render: contactText,
      hint: (line) => {
        const found = tools.contactOf(line.unitId);
        return found ? [`${found.role} ${found.name}`.trim(), found.phone, found.note].filter(Boolean).join('\n') : '';
      },
    },
    {
      key: 'do',
      title: '',
      width: '78px',
      align: 'right',
      render: (line) => <LineMenu line={line} actions={tools.actions} dialogs={tools.dialogs} />,
    },
  ];
}
