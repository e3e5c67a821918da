// What the designer starts from, and what changes with the kind of rows. Pure.

import {
  USUAL,
  type LayoutDraft,
  type LayoutNode,
  type RowAxis,
  type TableLayout,
} from '../../../shared/reports/define.js';

/** The nodes that are edited; a rule is edited as its indicators once it has been written out. */
export function nodesOf(draft: LayoutDraft): LayoutNode[] {
  return draft.columns.by === 'list' ? draft.columns.nodes : [];
}

export function withNodes(draft: LayoutDraft, nodes: LayoutNode[]): LayoutDraft {
  return { ...draft, columns: { by: 'list', nodes } };
}

/** What stands for itself in a title, as the officer reads and writes it. */
const TITLE_WORDS = [
  ['{period}', '【统计期间】'],
  ['{asof}', '【截至时点】'],
  ['{year}', '【年份】'],
  ['{scope}', '【全市】'],
] as const;

export function shownTitle(title: string): string {
  return TITLE_WORDS.reduce((text, [token, word]) => text.replaceAll(token, word), title);
}

export function storedTitle(text: string): string {
  return TITLE_WORDS.reduce((title, [token, word]) => title.replaceAll(word, token), text);
}

export function draftOf(layout: TableLayout): LayoutDraft {
  const { name: _, ...draft } = layout;
  return draft;
}

export function emptyDraft(): LayoutDraft {
  return {
    ...USUAL,
    signs: { ...USUAL.signs },
    notes: [],
    title: '{period}{scope}',
    description: '',
    paper: 'A4',
    columns: { by: 'list', nodes: [] },
  };
}

/** Columns that the rows admit: figures for rows that name the indicator, counts and sums for rows of a ledger. */
export function columnKindOf(axis: RowAxis): 'indicator' | 'figures' | 'ledger' {
  return axis === 'indicators' ? 'figures' : axis === 'ledger' ? 'ledger' : 'indicator';
}

/** Another kind of rows: columns that it does not admit go, what it needs comes. */
export function withAxis(draft: LayoutDraft, rows: LayoutDraft['rows']): LayoutDraft {
  const wanted = columnKindOf(rows.axis);
  if (wanted === columnKindOf(draft.rows.axis)) return { ...draft, rows };
  const nodes: LayoutNode[] =
    wanted === 'figures'
      ? [{ kind: 'figures', figures: [{ figure: 'current', yearsBack: 0, label: '', decimals: null }] }]
      : wanted === 'ledger'
        ? [{ kind: 'ledger', measure: 'rows', only: null, label: '记录数' }]
        : [];
  return { ...withNodes(draft, nodes), rows };
}

/** What stands in the way of a preview and of saving; '' where nothing does. */
export function draftProblem(draft: LayoutDraft): string {
  if (draft.title.replaceAll(/\{\w+\}/g, '').trim() === '') return '请填写表名。';
  if (nodesOf(draft).length === 0 && draft.columns.by === 'list')
    return '还没有栏目。请在左侧选择指标，按回车或双击加入。';
  if (draft.rows.axis === 'groups') {
    const { groups } = draft.rows;
    if (groups.some((group) => group.label.trim() === '')) return '请填写每个分组的名称。';
    const without = groups.find((group) => group.units.length === 0);
    if (without) return `分组“${without.label}”还没有填报单位。`;
  }
  return '';
}

export type UnitGroup = Extract<LayoutDraft['rows'], { axis: 'groups' }>['groups'][number];

/** Neither the name nor another name of a unit that tables list. */
export function namesNoUnit(units: readonly { name: string; aliases: readonly string[] }[], name: string): boolean {
  return !units.some((unit) => unit.name === name || unit.aliases.includes(name));
}
