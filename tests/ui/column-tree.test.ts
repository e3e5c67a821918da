// The tree of columns in the designer: every step keeps all columns and says which one is current.

import { describe, expect, test } from 'vitest';

import {
  addNode,
  dropNode,
  moveNode,
  nodeAt,
  removeNode,
  toggleGroup,
  treeLines,
  withFigures,
} from '../../renderer/features/tables/column-tree.js';
import { withAxis, emptyDraft, nodesOf, draftProblem } from '../../renderer/features/tables/layout-draft.js';
import { indicator, type LayoutNode, type PlainNode } from '../../shared/reports/define.js';

const plain = (code: string): PlainNode => indicator(code, 'current');
const NODES: LayoutNode[] = [plain('A'), { kind: 'group', label: 'G', nodes: [plain('B'), plain('C')] }, plain('D')];

/** A [G B C] D */
function shape(nodes: readonly LayoutNode[]): string {
  return nodes
    .map((node) =>
      node.kind === 'group'
        ? `[${node.label} ${shape(node.nodes)}]`
        : node.kind === 'indicator'
          ? node.code
          : node.kind,
    )
    .join(' ');
}

describe('moving by keyboard', () => {
  test.each([
    [[0], 1, '[G A B C] D', [0, 0]],
    [[1, 0], -1, 'A B [G C] D', [1]],
    [[1, 1], 1, 'A [G B] C D', [2]],
    [[1, 0], 1, 'A [G C B] D', [1, 1]],
    [[2], -1, 'A [G B C D]', [1, 2]],
    [[1], -1, '[G B C] A D', [0]],
    [[1], 1, 'A D [G B C]', [2]],
    [[0], -1, 'A [G B C] D', [0]],
    [[2], 1, 'A [G B C] D', [2]],
  ] as const)('%j by %i gives %s', (path, step, expected, current) => {
    const tree = moveNode(NODES, path, step);
    expect(shape(tree.nodes)).toBe(expected);
    expect(tree.path).toEqual(current);
  });

  test('walks every column from one end to the other and back', () => {
    let tree = moveNode(NODES, [0], 1);
    const seen = new Set<string>();
    for (let step = 0; step < 6; step += 1) {
      seen.add(shape(tree.nodes));
      tree = moveNode(tree.nodes, tree.path!, 1);
    }
    expect(shape(tree.nodes)).toBe('[G B C] D A');
    for (let step = 0; step < 8; step += 1) tree = moveNode(tree.nodes, tree.path!, -1);
    expect(shape(tree.nodes)).toBe('A [G B C] D');
    expect(seen.size).toBeGreaterThan(4);
  });
});

test('a column is added behind the current one, inside its group', () => {
  expect(shape(addNode(NODES, [1, 0], plain('X')).nodes)).toBe('A [G B X C] D');
  expect(shape(addNode(NODES, [1], plain('X')).nodes)).toBe('A [G B C X] D');
  expect(shape(addNode(NODES, [0], plain('X')).nodes)).toBe('A X [G B C] D');
  expect(shape(addNode([], null, plain('X')).nodes)).toBe('X');
});

test('taking out leaves the next line current, and no empty group', () => {
  const one = removeNode(NODES, [1, 0]);
  expect([shape(one.nodes), one.path]).toEqual(['A [G C] D', [1, 0]]);
  const two = removeNode(one.nodes, [1, 0]);
  expect([shape(two.nodes), two.path]).toEqual(['A D', [1]]);
  expect(removeNode([plain('A')], [0])).toEqual({ nodes: [], path: null });
});

test.each([
  [[2], [0], 'D A [G B C]', [0]],
  [[0], [1, 1], '[G B A C] D', [0, 1]],
  [[1, 0], [2], 'A [G C] B D', [2]],
  [[2], [1], 'A [G D B C]', [1, 0]],
  [[1, 1], [1, 0], 'A [G C B] D', [1, 0]],
  [[1, 1], [1], 'A [G C B] D', [1, 0]],
  [[1], [0], '[G B C] A D', [0]],
  [[1], [1, 0], 'A [G B C] D', [1]],
] as const)('dragging %j onto %j gives %s', (from, onto, expected, current) => {
  const tree = dropNode(NODES, from, onto);
  expect(shape(tree.nodes)).toBe(expected);
  expect(tree.path).toEqual(current);
});

test('a head is put above a column and taken away again', () => {
  const grouped = toggleGroup(NODES, [0], '分组');
  expect([shape(grouped.nodes), grouped.path]).toEqual(['[分组 A] [G B C] D', [0, 0]]);
  expect(shape(toggleGroup(grouped.nodes, [0], '').nodes)).toBe('A [G B C] D');
  expect(treeLines(NODES).map((line) => nodeAt(NODES, line.path))).toEqual(treeLines(NODES).map((line) => line.node));
});

test('figures keep what was set for them; earlier years stand first', () => {
  const set = [{ figure: 'change' as const, yearsBack: 0, label: '增长', decimals: 2 }];
  expect(withFigures(set, ['rank', 'change'], 2)).toEqual([
    { figure: 'current', yearsBack: 2, label: '', decimals: 2 },
    { figure: 'current', yearsBack: 1, label: '', decimals: 2 },
    { figure: 'change', yearsBack: 0, label: '增长', decimals: 2 },
    { figure: 'rank', yearsBack: 0, label: '', decimals: 2 },
  ]);
});

test('other rows bring the columns that they admit', () => {
  const draft = { ...emptyDraft(), title: '表' };
  expect(draftProblem(draft)).toContain('还没有栏目');
  expect(draftProblem(emptyDraft())).toContain('表名');
  const years = withAxis(draft, { axis: 'indicators', codes: [], unit: '' });
  expect(nodesOf(years).map((node) => node.kind)).toEqual(['figures']);
  expect(nodesOf(withAxis(years, { axis: 'units' }))).toEqual([]);
  const listed = { ...draft, columns: { by: 'list' as const, nodes: NODES } };
  expect(nodesOf(withAxis(listed, { axis: 'groups', groups: [], withUnits: true }))).toEqual(NODES);
});
