// Whether a stored value is one that a field of a kind may hold. Needed where the kind of a field can change under stored values:
// fields of the office. Typed tables hold this by their columns.

import type { AttachmentRef, EnterpriseRef, Field, FieldValue } from './define.js';

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

function isRef(value: unknown): value is EnterpriseRef {
  if (value === null || typeof value !== 'object' || !('id' in value) || !('name' in value)) return false;
  return typeof value.name === 'string' && (value.id === null || Number.isSafeInteger(value.id));
}

function isAttachments(value: unknown): value is AttachmentRef[] {
  return (
    Array.isArray(value) &&
    value.every((one: unknown) => {
      if (one === null || typeof one !== 'object' || !('name' in one) || !('sha256' in one)) return false;
      return typeof one.name === 'string' && typeof one.sha256 === 'string';
    })
  );
}

export function isValueOf(field: Field, value: unknown): value is FieldValue {
  if (value === null) return true;
  switch (field.kind) {
    case 'integer':
    case 'personCount':
    case 'amount':
    case 'unit':
      return Number.isSafeInteger(value);
    case 'yesNo':
      return typeof value === 'boolean';
    case 'enterprise':
      return isRef(value);
    case 'attachment':
      return isAttachments(value);
    case 'lines':
      return Array.isArray(value) && value.every((one) => one !== null && typeof one === 'object');
    case 'multiChoice':
      return isTexts(value);
    case 'code':
      return field.many === true ? isTexts(value) : typeof value === 'string';
    default:
      return typeof value === 'string';
  }
}
