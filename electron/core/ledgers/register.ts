// The enterprise register: which entry a row means. By code, then by exact or known name; a likeness is never enough.

import {
  enterpriseByCode,
  enterpriseTags,
  findEnterprises,
  getEnterprise,
  removeEnterprise,
  saveEnterprise,
} from '../store/enterprise-store.js';
import { storedEnterprises, type EnterpriseLookup } from '../store/enterprise-lookup.js';
import { countRowsOf } from '../store/enterprise-rows.js';
import { allLedgersOf } from '../store/ledger-list.js';
import { moveEnterprise } from '../store/ledger-store.js';
import type { Store } from '../store/store.js';
import { listUnits } from '../store/unit-store.js';
import { write } from '../store/write.js';
import type { Ctx } from '../context.js';
import { checkUscc } from '../../../shared/checks/codes/uscc.js';
import type { ParsedParams, Result } from '../../../shared/contract/index.js';
import { AppError } from '../../../shared/errors/app-error.js';
import {
  enterpriseName,
  isPersonName,
  type Enterprise,
  type EnterpriseDraft,
} from '../../../shared/model/enterprise.js';

/**
 * The entry that a row means; a new one where none has its code or name. Null for a natural person, and where several entries
 * of that name leave it open. Call inside write().
 */
export function resolveEnterprise(
  store: Store,
  row: { name: string; uscc: string | null; unitId: number | null },
  register: EnterpriseLookup = storedEnterprises(store),
): number | null {
  const save = (known: number | null, draft: EnterpriseDraft): number => {
    const id = saveEnterprise(store, known, draft);
    register.saved(id, draft);
    return id;
  };
  if (row.uscc !== null) {
    const known = register.byCode(row.uscc);
    if (known !== null) return known;
  }
  const named = register.byName(row.name).map((id) => register.get(id));
  if (row.uscc !== null) {
    // One that has another code is another enterprise. One without a code is this one, and now it has its code.
    const open = named.filter((one) => one.uscc === null);
    if (open.length === 1) {
      const { id, ...draft } = open[0]!;
      return save(id, { ...draft, uscc: row.uscc });
    }
  } else if (named.length > 0) {
    if (named.length === 1) return named[0]!.id;
    const local = named.filter((one) => one.unitId === row.unitId);
    return local.length === 1 ? local[0]!.id : null;
  } else if (isPersonName(row.name)) return null;
  return save(null, {
    uscc: row.uscc,
    formerCodes: [],
    name: row.name,
    formerNames: [],
    shortNames: [],
    unitId: row.unitId,
    industry: '',
    tags: [],
    note: '',
  });
}

export function list(ctx: Ctx, params: ParsedParams<'enterprises.list'>): Result<'enterprises.list'> {
  const { total, enterprises } = findEnterprises(ctx.store, { ...params, text: enterpriseName(params.text) });
  const entries = countRowsOf(
    ctx.store,
    enterprises.map((one) => one.id),
  );
  return {
    total,
    enterprises: enterprises.map((one) => ({ ...one, entries: entries.get(one.id) ?? 0 })),
    tags: enterpriseTags(ctx.store),
  };
}

export function search(ctx: Ctx, { text }: ParsedParams<'enterprises.search'>): Result<'enterprises.search'> {
  const { enterprises } = findEnterprises(ctx.store, {
    text: enterpriseName(text),
    unitId: null,
    tag: null,
    offset: 0,
    limit: 20,
  });
  return { enterprises };
}

export function find(store: Store, id: number): Enterprise {
  const found = getEnterprise(store, id);
  if (found === null) throw new AppError('data.not-found', { what: '这家企业' });
  return found;
}

/** A draft that may be stored, its codes in normal form. Throws where a code is wrong or another's. */
export function checked(store: Store, id: number | null, draft: EnterpriseDraft): EnterpriseDraft {
  const codeOf = (text: string): string => {
    const code = checkUscc(text);
    if (code.state === 'invalid' || code.state === 'damaged')
      throw new AppError('input.invalid', { what: code.message });
    const other = enterpriseByCode(store, code.value);
    if (other !== null && other !== id) {
      const { name, formerCodes } = getEnterprise(store, other)!;
      const how = formerCodes.includes(code.value) ? `（“${name}”的曾用代码）` : '';
      throw new AppError('data.exists', { what: `统一社会信用代码为${code.value}的企业${how}` });
    }
    return code.value;
  };
  if (draft.unitId !== null && !listUnits(store).some((unit) => unit.id === draft.unitId))
    throw new AppError('data.not-found', { what: '填报单位' });
  return {
    ...draft,
    uscc: draft.uscc === null ? null : codeOf(draft.uscc),
    formerCodes: draft.formerCodes.map(codeOf),
  };
}

/** A changed name stays known: the one before becomes a former name. So does a code that gives way to a former one. */
export function withFormer(before: Enterprise | null, draft: EnterpriseDraft): EnterpriseDraft {
  if (before === null) return draft;
  const isSwapped = draft.uscc !== null && draft.uscc !== before.uscc && before.formerCodes.includes(draft.uscc);
  const isRenamed = enterpriseName(before.name) !== draft.name && !draft.shortNames.includes(before.name);
  return {
    ...draft,
    formerCodes: isSwapped && before.uscc !== null ? [...draft.formerCodes, before.uscc] : draft.formerCodes,
    formerNames: isRenamed ? [...new Set([...draft.formerNames, before.name])] : draft.formerNames,
  };
}

export function save(ctx: Ctx, { id, enterprise }: ParsedParams<'enterprises.save'>): Result<'enterprises.save'> {
  const before = id === null ? null : find(ctx.store, id);
  const draft = checked(ctx.store, id, enterprise);
  const saved = write(
    ctx.store,
    {
      kind: 'ledgers',
      label: `${id === null ? '新增' : '修改'}企业：${draft.name}`,
      operator: ctx.operator,
      topics: ['ledgers'],
    },
    () => saveEnterprise(ctx.store, id, withFormer(before, draft)),
  );
  return find(ctx.store, saved);
}

export function merge(ctx: Ctx, { keep, drop }: ParsedParams<'enterprises.merge'>): Result<'enterprises.merge'> {
  if (keep === drop) throw new AppError('input.invalid', { what: '请选择两家不同的企业' });
  const [kept, dropped] = [find(ctx.store, keep), find(ctx.store, drop)];
  const moved = write(
    ctx.store,
    {
      kind: 'enterprises',
      label: `合并企业：${dropped.name}并入${kept.name}`,
      operator: ctx.operator,
      topics: ['ledgers'],
    },
    () => {
      const rows = allLedgersOf(ctx.store).reduce(
        (sum, ledger) => sum + moveEnterprise(ctx.store, ledger, drop, keep),
        0,
      );
      removeEnterprise(ctx.store, drop);
      const { id: _id, ...draft } = kept;
      saveEnterprise(ctx.store, keep, {
        ...draft,
        uscc: kept.uscc ?? dropped.uscc,
        // Files that still carry the code of the other go on meaning this one.
        formerCodes: [...kept.formerCodes, ...dropped.formerCodes, ...(dropped.uscc === null ? [] : [dropped.uscc])],
        unitId: kept.unitId ?? dropped.unitId,
        formerNames: [...new Set([...kept.formerNames, enterpriseName(dropped.name), ...dropped.formerNames])],
        shortNames: [...new Set([...kept.shortNames, ...dropped.shortNames])],
        tags: [...new Set([...kept.tags, ...dropped.tags])],
        industry: kept.industry || dropped.industry,
        note: [kept.note, dropped.note].filter((note) => note !== '').join('\n'),
      });
      return rows;
    },
  );
  return { enterprise: find(ctx.store, keep), moved };
}
