// The tree of columns: arrow keys choose, Alt+arrows move, Delete takes out; lines can be dragged.

import { Button } from 'antd';
import { useState, type KeyboardEvent } from 'react';

import { FIGURE_LABEL } from '../../../shared/reports/print-table.js';
import { REPORT_ITEM_LABEL, type LayoutNode } from '../../../shared/reports/define.js';
import { ArrowDownIcon, ArrowUpIcon, CloseIcon } from '../../ui/icons.js';
import {
  dropNode,
  isSamePath,
  moveNode,
  removeNode,
  toggleGroup,
  treeLines,
  type Path,
  type Tree,
} from './column-tree.js';

interface Props {
  nodes: readonly LayoutNode[];
  current: Path | null;
  nameOf: (code: string) => string;
  onChange: (tree: Tree) => void;
}

function lineText(node: LayoutNode, nameOf: Props['nameOf']): string {
  switch (node.kind) {
    case 'group':
      return node.label;
    case 'indicator':
      return node.label || nameOf(node.code);
    case 'figures':
      return '栏目';
    case 'report':
      return node.label || REPORT_ITEM_LABEL[node.item];
    case 'ledger':
      return node.label || '记录数';
  }
}

function lineNote(node: LayoutNode): string {
  if (node.kind !== 'indicator' && node.kind !== 'figures') return '';
  return node.figures
    .map((figure) =>
      figure.yearsBack > 0 ? `前${figure.yearsBack}年` : FIGURE_LABEL[figure.figure].replace(/\(.*\)/, ''),
    )
    .join(' · ');
}

export function ColumnList({ nodes, current, nameOf, onChange }: Props) {
  const [dragged, setDragged] = useState<Path | null>(null);
  const lines = treeLines(nodes);
  const at = lines.findIndex((line) => isSamePath(line.path, current));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || lines.length === 0) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      if (event.altKey) {
        if (current) onChange(moveNode(nodes, current, step));
      } else onChange({ nodes: [...nodes], path: lines[Math.max(0, Math.min(lines.length - 1, at + step))]!.path });
    }
    if (event.key === 'Delete' && current) {
      event.preventDefault();
      onChange(removeNode(nodes, current));
    }
  };
  return (
    <div className="designer-columns">
      <div className="designer-bar">
        <h2>栏目</h2>
        <Button
          size="small"
          disabled={!current}
          icon={<ArrowUpIcon />}
          aria-label="上移"
          title="上移（Alt+↑）"
          onClick={() => current && onChange(moveNode(nodes, current, -1))}
        />
        <Button
          size="small"
          disabled={!current}
          icon={<ArrowDownIcon />}
          aria-label="下移"
          title="下移（Alt+↓）"
          onClick={() => current && onChange(moveNode(nodes, current, 1))}
        />
        <Button
          size="small"
          disabled={current?.length !== 1}
          title="给这一栏加上一层表头，或去掉所选的表头"
          onClick={() => current && onChange(toggleGroup(nodes, current, '分组'))}
        >
          {current && nodes[current[0]]?.kind === 'group' && current.length === 1 ? '去掉表头' : '加表头'}
        </Button>
      </div>
      <ul role="listbox" aria-label="栏目" tabIndex={0} onKeyDown={onKeyDown}>
        {lines.map(({ path, node }) => (
          <li
            key={path.join('-')}
            role="option"
            aria-selected={isSamePath(path, current)}
            draggable
            className={`${isSamePath(path, current) ? 'is-current' : ''} ${path.length === 2 ? 'is-inside' : ''} ${node.kind === 'group' ? 'is-group' : ''}`}
            onClick={() => onChange({ nodes: [...nodes], path })}
            onDragStart={() => setDragged(path)}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => {
              if (dragged) event.preventDefault();
            }}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged) onChange(dropNode(nodes, dragged, path));
              setDragged(null);
            }}
          >
            <span className="designer-line">
              {lineText(node, nameOf)}
              <small>{lineNote(node)}</small>
            </span>
            <button
              type="button"
              tabIndex={-1}
              aria-label={`去掉${lineText(node, nameOf)}`}
              title="去掉（Delete）"
              onClick={(event) => {
                event.stopPropagation();
                onChange(removeNode(nodes, path));
              }}
            >
              <CloseIcon />
            </button>
          </li>
        ))}
        {lines.length === 0 && <li className="muted">从左侧加入指标，这里排列顺序</li>}
      </ul>
    </div>
  );
}
