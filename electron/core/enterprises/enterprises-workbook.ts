// The enterprise register as a workbook: export, check, import. A row is the enterprise of its 统一社会信用代码, else that of its exact
// present or known name; a row that is neither is a new enterprise; one that is not in the file stays as it is.

import type { ListImportResult } from '../../../shared/contract/calls/units.js';
import { checkUscc } from '../../../shared/checks/codes/uscc.js';
import type { ParsedParams } from '../../../shared/contract/index.js';
import { normaliseName } from '../../../shared/indicators/normalise.js';
import type { CheckIssue } from '../../../shared/import/plan.js';
import {
  enterpriseDraftSchema,
  enterpriseName,
  type Enterprise,
  type EnterpriseDraft,
} from '../../../shared/model/enterprise.js';
import type { FileRef } from '../../../shared/model/file-ref.js';
import type { ReportingUnit } from '../../../shared/model/unit.js';
import type { Ctx } from '../context.js';
import { withFormer } from '../ledgers/register.js';
import { Expected, splitNames, type ListColumn } from '../lists/list-column.js';
import { importRows, openList } from '../lists/import-list.js';
import { block, readList, type ListRow } from '../lists/read-list.js';
import { writeList } from '../lists/write-list.js';
import { allEnterprises, saveEnterprise } from '../store/enterprise-store.js';
import { listUnits, unitWordOf } from '../store/unit-store.js';

/** An enterprise as a row shows it; null for one that is not stored yet. */
type Item = EnterpriseDraft & { id: number | null };

const SHEET = '企业名录';

export async function exportList(ctx: Ctx): Promise<FileRef> {
  const output = ctx.files.output('企业名录.xlsx');
  await writeList<Item>(output.path, {
    name: SHEET,
    columns: columnsOf(listUnits(ctx.store), unitWordOf(ctx.store)),
    items: allEnterprises(ctx.store),
    notes: [
      '企业名录：在“企业名录”表中修改或增加行，保存后在“台账—企业名录”中导入。列的顺序可以变，列名不要改。',
      '先按统一社会信用代码对应，没有代码的按企业名称或曾用名对应，都没有的增加企业。改了名称的，原名称自动列为曾用名。',
      '清单中没有的企业保持不变。重复的企业请在程序中合并，不要在清单中删除。',
      '导入前会先检查并列出变化；有一处必改问题时整份不导入。导入后可以撤销。',
    ],
  });
  return output.finish();
}

export async function importList(
  ctx: Ctx,
  { file, apply }: ParsedParams<'enterprises.import'>,
): Promise<ListImportResult> {
  const book = await openList(ctx, file);
  const stored = allEnterprises(ctx.store);
  const index = indexOf(stored);
  const { columns, rows, issues } = readList<Item>(book, {
    columns: columnsOf(listUnits(ctx.store), unitWordOf(ctx.store)),
    keyColumn: 'name',
    schema: enterpriseDraftSchema,
    find: (name, text) => index.find(name, text('uscc')),
    create: (name) => newItem(name),
    // Two rows of one name are two enterprises where their codes differ; what clashes is found below.
    normaliseKey: (name, text) => `${normaliseName(name)}/${text('uscc')}`,
  });
  issues.push(...clashes(rows, index));
  return importRows(ctx, {
    columns,
    rows,
    issues,
    file,
    apply,
    list: '企业名录',
    counter: '家',
    kind: 'enterprises',
    topics: ['ledgers'],
    nameOf: ({ name }) => name,
    save: (changed) => {
      const byId = new Map(stored.map((one) => [one.id, one]));
      for (const { draft, existing } of changed) {
        const id = existing?.id ?? null;
        saveEnterprise(ctx.store, id, withFormer(id === null ? null : byId.get(id)!, draft));
      }
    },
  });
}

interface Index {
  find(name: string, code: string): Enterprise | null;
  /** The stored entry that has this code, or had it. */
  byCode(code: string): Enterprise | undefined;
  /** Stored entries that carry this name, present or known. */
  named(name: string): readonly Enterprise[];
}

function indexOf(stored: readonly Enterprise[]): Index {
  const byCode = new Map(stored.flatMap((one) => (one.uscc === null ? [] : [[one.uscc, one] as const])));
  for (const one of stored) for (const code of one.formerCodes) if (!byCode.has(code)) byCode.set(code, one);
  const byName = new Map<string, Enterprise[]>();
  for (const one of stored)
    for (const name of new Set([one.name, ...one.formerNames, ...one.shortNames].map(normaliseName)))
      byName.set(name, [...(byName.get(name) ?? []), one]);
  const named = (name: string): readonly Enterprise[] => byName.get(normaliseName(name)) ?? [];
  return {
    byCode: (code) => byCode.get(code),
    named,
    find: (name, code) => {
      const uscc = code === '' ? null : checkUscc(code).value;
      if (uscc !== null) {
        const known = byCode.get(uscc);
        if (known) return known;
      }
      // One that has another code is another enterprise.
      const open = named(name).filter((one) => uscc === null || one.uscc === null);
      const exact = open.filter((one) => normaliseName(one.name) === normaliseName(name));
      // Of two of this name, a row without a code is the one without a code.
      const codeless = uscc === null && exact.length > 1 ? exact.filter((one) => one.uscc === null) : [];
      const found = codeless.length > 0 ? codeless : exact.length > 0 ? exact : open;
      return found.length === 1 ? found[0]! : null;
    },
  };
}

function newItem(name: string): Item {
  return {
    id: null,
    uscc: null,
    formerCodes: [],
    name,
    formerNames: [],
    shortNames: [],
    unitId: null,
    industry: '',
    tags: [],
    note: '',
  };
}

/** What single rows cannot tell: one enterprise in two rows, names that leave it open who is meant. */
function clashes(rows: readonly ListRow<Item>[], index: Index): CheckIssue[] {
  const issues: CheckIssue[] = [];
  const seen = new Map<string, string>();
  const withCode = new Map(
    rows.flatMap((row) =>
      row.draft.uscc === null ? [] : [[normaliseName(row.draft.name), row.address('name')] as const],
    ),
  );
  for (const row of rows) {
    const { draft, existing, sheet } = row;
    const at = row.address('name');
    const taken = draft.formerCodes.find((one) => (index.byCode(one) ?? existing)?.id !== existing?.id);
    const keys = [
      ...(existing === null ? [] : [`#${existing.id}`]),
      ...(draft.uscc === null ? [normaliseName(draft.name)] : [draft.uscc]),
      ...(taken === undefined ? draft.formerCodes : []),
    ];
    // A new one without a code is the one of its name that has one.
    const coded = existing === null && draft.uscc === null ? withCode.get(normaliseName(draft.name)) : undefined;
    const other = [...keys.map((key) => seen.get(key)), coded].find((address) => address !== undefined);
    for (const key of keys) seen.set(key, at);
    if (other !== undefined) {
      issues.push(block(sheet, at, 'list.twice', `“${draft.name}”与${other}是同一家企业，请只保留一行。`));
      continue;
    }
    if (taken !== undefined) {
      const message = `曾用代码${taken}是名录中“${index.byCode(taken)!.name}”的，不能也是“${draft.name}”的；是同一家企业的，请在程序中合并。`;
      issues.push(block(sheet, row.address('formerCodes'), 'list.code', message));
    }
    const homonyms = index.named(draft.name).filter((one) => one.id !== existing?.id);
    if (existing === null && draft.uscc === null && homonyms.length > 1)
      issues.push(
        block(sheet, at, 'list.open', `名录中有${homonyms.length}家“${draft.name}”，请填写统一社会信用代码以便对应。`),
      );
    else if (homonyms.length > 0 && !row.isSame)
      issues.push({
        severity: 'warn',
        rule: 'list.same-name',
        sheet,
        cell: at,
        message: `名录中另有名为“${draft.name}”的企业，导入后请在“可能重复”中核对。`,
      });
    if (draft.uscc !== null && existing !== null && existing.uscc !== null && existing.uscc !== draft.uscc)
      issues.push({
        severity: 'warn',
        rule: 'list.code',
        sheet,
        cell: row.address('uscc'),
        message: `“${draft.name}”的统一社会信用代码将由${existing.uscc}改为${draft.uscc}，请核对。`,
      });
  }
  return issues;
}

function columnsOf(units: readonly ReportingUnit[], unitHead: string): ListColumn<Item>[] {
  const unitByName = new Map(
    units.flatMap((unit) => [unit.name, ...unit.aliases].map((name) => [normaliseName(name), unit.id])),
  );
  const names = new Map(units.map((unit) => [unit.id, unit.name]));
  const list = (
    key: 'formerNames' | 'shortNames' | 'tags',
    head: string,
    width: number,
    help: string,
  ): ListColumn<Item> => ({
    key,
    head,
    width,
    help,
    write: (item) => item[key].join('；'),
    read: (text) => {
      const names = splitNames(text, '、');
      return { [key]: key === 'tags' ? names : names.map(enterpriseName) };
    },
  });
  return [
    {
      key: 'name',
      head: '企业名称',
      also: ['单位名称', '名称', '企业全称'],
      isRequired: true,
      width: 36,
      help: '应填写全称，2至100个字。',
      write: (item) => item.name,
      read: (text) => ({ name: enterpriseName(text) }),
    },
    {
      key: 'uscc',
      head: '统一社会信用代码',
      also: ['信用代码', '社会信用代码'],
      width: 22,
      help: '18位，按校验位检查；没有则留空。',
      write: (item) => item.uscc ?? '',
      read: (text) => {
        if (text === '') return { uscc: null };
        const check = checkUscc(text);
        if (check.state === 'valid' || check.state === 'suspect') return { uscc: check.value };
        return new Expected(check.message.replace(/。$/, ''));
      },
    },
    {
      key: 'formerCodes',
      head: '曾用代码',
      width: 22,
      help: '合并企业时保留的统一社会信用代码，多个之间用分号分开；导入台账时按曾用代码也能对应。',
      write: (item) => item.formerCodes.join('；'),
      read: (text) => {
        const codes = splitNames(text, '、').map((code) => checkUscc(code));
        const wrong = codes.find(({ state }) => state !== 'valid' && state !== 'suspect');
        return wrong === undefined
          ? { formerCodes: codes.map(({ value }) => value) }
          : new Expected(wrong.message.replace(/。$/, ''));
      },
    },
    list('formerNames', '曾用名', 28, '多个之间用分号分开；导入台账时按曾用名也能对应。'),
    list('shortNames', '简称', 16, '多个之间用分号分开。'),
    {
      key: 'unitId',
      head: unitHead,
      also: ['区（市）', '县（市、区）', '区市', '所属区市', '区县', '填报单位'].filter((head) => head !== unitHead),
      width: 14,
      help: '应为已登记的填报单位的名称或别名，没有则留空。',
      options: units.map((unit) => unit.name),
      write: (item) => (item.unitId === null ? '' : (names.get(item.unitId) ?? '')),
      read: (text) => {
        if (text === '') return { unitId: null };
        const unitId = unitByName.get(normaliseName(text));
        return unitId === undefined ? new Expected('应为已登记的填报单位') : { unitId };
      },
    },
    {
      key: 'industry',
      head: '行业',
      also: ['所属行业'],
      width: 20,
      help: '可不填。',
      write: (item) => item.industry,
      read: (text) => ({ industry: text }),
    },
    list('tags', '标签', 24, '如高企、专精特新、规上，多个之间用分号分开。'),
    {
      key: 'note',
      head: '备注',
      width: 30,
      help: '可不填。',
      write: (item) => item.note,
      read: (text) => ({ note: text }),
    },
  ];
}
