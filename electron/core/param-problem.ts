// What is wrong with the params of a call, in Chinese and with the name of the param: batch and other programs read it.
// Not here: what is wrong with an entry in words of the trade; the handlers say that.

import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const KIND: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数',
  int: '整数',
  boolean: ' true 或 false',
  array: '数组 […]',
  object: '对象 {…}',
  record: '对象 {…}',
  null: 'null',
};

/** As a program writes it: units[0].name */
function nameOf(path: readonly PropertyKey[]): string {
  return path
    .map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at === 0 ? '' : '.'}${String(part)}`))
    .join('');
}

function valueAt(params: unknown, path: readonly PropertyKey[]): unknown {
  let value = params;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, part) as unknown;
  }
  return value;
}

/** Options of a choice as they are written in JSON. */
function listed(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value) ?? String(value)).join('、');
}

/** 至少1个, 不小于2000 … in the words of what is measured. */
function bound(issue: Extract<Issue, { code: 'too_big' | 'too_small' }>): string {
  const isSmall = issue.code === 'too_small';
  const most = String(isSmall ? issue.minimum : issue.maximum);
  switch (issue.origin) {
    case 'string':
      return isSmall && most === '1' ? '不能为空' : `应${isSmall ? '不少于' : '不多于'}${most}个字`;
    case 'array':
    case 'set':
    case 'map':
      return `应${isSmall ? '至少' : '最多'}${most}项`;
    default:
      if (issue.inclusive === false) return `应${isSmall ? '大于' : '小于'}${most}`;
      return `应${isSmall ? '不小于' : '不大于'}${most}`;
  }
}

/** 应为… ; null where a message of our own says it all. */
function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `应为${KIND[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return issue.values.length === 1 ? `应为${listed(issue.values)}` : `应为${listed(issue.values)}之一`;
    case 'too_big':
    case 'too_small':
      return bound(issue);
    case 'invalid_format':
      return '的写法不对';
    case 'not_multiple_of':
      return `应为${issue.divisor}的倍数`;
    default:
      return '不符合要求';
  }
}

/** The part of a union that came nearest: the one whose first objection lies deepest. */
function deepest(issue: Extract<Issue, { code: 'invalid_union' }>): Issue | null {
  const firsts = issue.errors.flatMap(([first]) => first ?? []);
  const best = firsts.toSorted((a, b) => b.path.length - a.path.length)[0];
  return best === undefined || best.path.length === 0 ? null : { ...best, path: [...issue.path, ...best.path] };
}

/** One sentence without a full stop: 参数“units[0].name”应为文字，填的是 3 */
export function paramProblem(issue: Issue | undefined, params: unknown): string {
  if (issue === undefined) return '参数不符合要求';
  if (issue.code === 'invalid_union') {
    const inner = deepest(issue);
    if (inner !== null) return paramProblem(inner, params);
  }
  const name = issue.path.length === 0 ? '参数' : `参数“${nameOf(issue.path)}”`;
  if (issue.code === 'unrecognized_keys') return `${name}中有不认识的名称：${issue.keys.join('、')}`;
  // What a schema says itself is written in Chinese and is clearer than any general word.
  if (/\p{Script=Han}/u.test(issue.message)) return `${name}：${issue.message.replace(/。$/, '')}`;
  const value = valueAt(params, issue.path);
  if (value === undefined) return `缺少${name}（${expectation(issue)}）`;
  const shown = JSON.stringify(value) ?? '';
  return `${name}${expectation(issue)}，填的是 ${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown}`;
}
