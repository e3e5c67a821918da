// Code → Chinese text. Nothing technical is on the surface; detail and reference go behind 详情.

import type { WireError } from '../../shared/errors/app-error.js';
import { errorText } from '../../shared/errors/app-error.js';
import { ERROR_CODES } from '../../shared/errors/codes.js';

export interface ShownError {
  text: string;
  /** For 详情 and its copy button. */
  detail: string;
}

export function showError(wire: WireError): ShownError {
  const code = Object.hasOwn(ERROR_CODES, wire.code) ? wire.code : 'bug.unexpected';
  const params = { ...wire.params };
  if (wire.reference !== undefined) params.reference ??= wire.reference;
  params.reference ??= '无';
  const lines = [`代码：${wire.code}`];
  if (wire.reference !== undefined) lines.push(`编号：${wire.reference}`);
  if (wire.detail !== '') lines.push(`说明：${wire.detail}`);
  return { text: errorText(code, params), detail: lines.join('\n') };
}
