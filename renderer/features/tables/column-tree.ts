// The tree of columns in the designer: adding, moving by keyboard and by drag, grouping. Pure; a path is [top] or [top, inside].

import type { LayoutFigure, LayoutNode, PlainNode } from '../../../shared/reports/define.js';
import { FIGURES, type FigureKind } from '../../../shared/reports/print-table.js';

export type Path = readonly [number] | readonly [number, number];

export interface TreeLine {
  path: Path;
  node: LayoutNode;
}

/** Lines from top to bottom as they are shown: a group, then what is inside it. */
export function treeLines(nodes: readonly LayoutNode[]): TreeLine[] {
  return nodes.flatMap((node, top): TreeLine[] => [
    { path: [top], node },
    ...(node.kind === 'group' ? node.nodes.map((one, inside): TreeLine => ({ path: [top, inside], node: one })) : []),
  ]);
}

export function isSamePath(a: Path | null, b: Path | null): boolean {
  return a === b || (a !== null && b !== null && a.length === b.length && a.every((part, index) => part === b[index]));
}

export function nodeAt(nodes: readonly LayoutNode[], path: Path): LayoutNode | null {
  const top = nodes[path[0]];
  if (path.length === 1) return top ?? null;
  return top?.kind === 'group' ? (top.nodes[path[1]] ?? null) : null;
}

export interface Tree {
  nodes: LayoutNode[];
  /** What is current after the step. */
  path: Path | null;
}

function replaceTop(nodes: readonly LayoutNode[], top: number, ...by: LayoutNode[]): LayoutNode[] {
  return [...nodes.slice(0, top), ...by, ...nodes.slice(top + 1)];
}

function insert<T>(list: readonly T[], at: number, item: T): T[] {
  return [...list.slice(0, at), item, ...list.slice(at)];
}

/** Puts a column behind the current one, inside its group; at the end where nothing is current. */
export function addNode(nodes: readonly LayoutNode[], after: Path | null, node: PlainNode): Tree {
  const top = after === null ? undefined : nodes[after[0]];
  if (after === null || top === undefined) return { nodes: [...nodes, node], path: [nodes.length] };
  if (top.kind === 'group') {
    const at = after.length === 2 ? after[1] + 1 : top.nodes.length;
    return {
      nodes: replaceTop(nodes, after[0], { ...top, nodes: insert(top.nodes, at, node) }),
      path: [after[0], at],
    };
  }
  return { nodes: insert(nodes, after[0] + 1, node), path: [after[0] + 1] };
}

export function updateNode(nodes: readonly LayoutNode[], path: Path, node: LayoutNode): LayoutNode[] {
  if (path.length === 1) return replaceTop(nodes, path[0], node);
  const top = nodes[path[0]];
  if (top?.kind !== 'group' || node.kind === 'group') return [...nodes];
  return replaceTop(nodes, path[0], {
    ...top,
    nodes: top.nodes.map((one, index) => (index === path[1] ? node : one)),
  });
}

/** Takes a column or a whole group out; a group that is left empty goes with it. The next line becomes current. */
export function removeNode(nodes: readonly LayoutNode[], path: Path): Tree {
  const lines = treeLines(nodes);
  const line = lines.findIndex((one) => isSamePath(one.path, path));
  let rest: LayoutNode[];
  const top = nodes[path[0]];
  if (path.length === 1 || top?.kind !== 'group' || top.nodes.length === 1) rest = replaceTop(nodes, path[0]);
  else rest = replaceTop(nodes, path[0], { ...top, nodes: top.nodes.filter((_, index) => index !== path[1]) });
  const left = treeLines(rest);
  return { nodes: rest, path: left[Math.min(line, left.length - 1)]?.path ?? null };
}

/** One step up or down: past a column, into and out of a neighbouring group; a group moves past its neighbour as a whole. */
export function moveNode(nodes: readonly LayoutNode[], path: Path, step: -1 | 1): Tree {
  const [top] = path;
  const node = nodeAt(nodes, path);
  if (!node) return { nodes: [...nodes], path };
  if (path.length === 2) {
    const group = nodes[top]!;
    if (group.kind !== 'group' || node.kind === 'group') return { nodes: [...nodes], path };
    const to = path[1] + step;
    if (to >= 0 && to < group.nodes.length) {
      const others = group.nodes.filter((_, index) => index !== path[1]);
      return { nodes: replaceTop(nodes, top, { ...group, nodes: insert(others, to, node) }), path: [top, to] };
    }
    // Over the edge: out of the group, which goes when it is left empty.
    const others = group.nodes.filter((_, index) => index !== path[1]);
    const kept: LayoutNode[] = others.length === 0 ? [] : [{ ...group, nodes: others }];
    const placed = step < 0 ? [node, ...kept] : [...kept, node];
    return { nodes: replaceTop(nodes, top, ...placed), path: [step < 0 ? top : top + kept.length] };
  }
  const to = top + step;
  const neighbour = nodes[to];
  if (!neighbour) return { nodes: [...nodes], path };
  if (neighbour.kind === 'group' && node.kind !== 'group') {
    const at = step < 0 ? neighbour.nodes.length : 0;
    const joined: LayoutNode = { ...neighbour, nodes: insert(neighbour.nodes, at, node) };
    const rest = replaceTop(nodes, to, joined).filter((_, index) => index !== top);
    return { nodes: rest, path: [step < 0 ? to : top, at] };
  }
  return {
    nodes: insert(
      nodes.filter((_, index) => index !== top),
      to,
      node,
    ),
    path: [to],
  };
}

/** Drag: puts a line before another one; on a group's own line as its first column. A group never goes into a group. */
export function dropNode(nodes: readonly LayoutNode[], from: Path, onto: Path): Tree {
  const node = nodeAt(nodes, from);
  const target = nodeAt(nodes, onto);
  if (!node || !target || isSamePath(from, onto)) return { nodes: [...nodes], path: from };
  if (node.kind === 'group') {
    const others = nodes.filter((one) => one !== node);
    const before = others.indexOf(nodes[onto[0]]!);
    return before < 0 ? { nodes: [...nodes], path: from } : { nodes: insert(others, before, node), path: [before] };
  }
  const inList = (list: readonly PlainNode[]): PlainNode[] =>
    list.flatMap((one) => (one === node ? [] : one === target ? [node, one] : [one]));
  const moved = nodes.flatMap((one): LayoutNode[] => {
    if (one.kind !== 'group') return inList([one]);
    if (one === target) return [{ ...one, nodes: [node, ...one.nodes.filter((other) => other !== node)] }];
    const inside = inList(one.nodes);
    return inside.length === 0 ? [] : [{ ...one, nodes: inside }];
  });
  return { nodes: moved, path: treeLines(moved).find((line) => line.node === node)?.path ?? null };
}

/** Puts a column under a new head of its own, or takes the head of a group away. */
export function toggleGroup(nodes: readonly LayoutNode[], path: Path, label: string): Tree {
  const node = nodeAt(nodes, path);
  if (!node || path.length === 2) return { nodes: [...nodes], path };
  if (node.kind === 'group') return { nodes: replaceTop(nodes, path[0], ...node.nodes), path };
  return { nodes: replaceTop(nodes, path[0], { kind: 'group', label, nodes: [node] }), path: [path[0], 0] };
}

/** Earlier years first, then the chosen figures in their usual order; labels and decimals that were set stay. */
export function withFigures(
  figures: readonly LayoutFigure[],
  kinds: readonly FigureKind[],
  earlierYears: number,
): LayoutFigure[] {
  const kept = (figure: FigureKind, yearsBack: number): LayoutFigure =>
    figures.find((one) => one.figure === figure && one.yearsBack === yearsBack) ?? {
      figure,
      yearsBack,
      label: '',
      decimals: figures[0]?.decimals ?? null,
    };
  const years = Array.from({ length: earlierYears }, (_, index) => kept('current', earlierYears - index));
  return [...years, ...FIGURES.filter((one) => kinds.includes(one)).map((one) => kept(one, 0))];
}

export function earlierYearsOf(figures: readonly LayoutFigure[]): number {
  return Math.max(0, ...figures.map((figure) => figure.yearsBack));
}

export function kindsOf(figures: readonly LayoutFigure[]): FigureKind[] {
  return figures.filter((figure) => figure.yearsBack === 0).map((figure) => figure.figure);
}
