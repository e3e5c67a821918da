// An enterprise as an officer registers it by its name alone.

import type { EnterpriseDraft } from '../../shared/model/enterprise.js';

export function enterpriseDraft(name: string, changes: Partial<EnterpriseDraft> = {}): EnterpriseDraft {
  return {
    uscc: null,
    name,
    formerNames: [],
    formerCodes: [],
    shortNames: [],
    unitId: null,
    industry: '',
    tags: [],
    note: '',
    ...changes,
  };
}
