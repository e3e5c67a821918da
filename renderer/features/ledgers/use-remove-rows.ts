// Removing rows, from the toolbar and by key: asked for in numbers, one step that can be taken back.

import { useCallback } from 'react';

import type { Ledger } from '../../../shared/ledgers/define.js';
import { call } from '../../api/client.js';
import { seenNow } from '../../api/seen.js';
import type { Report } from '../../ui/use-report.js';

/** As many as one step takes. */
const MOST_REMOVED = 5000;

export function useRemoveRows(ledger: Ledger, ids: readonly number[], report: Report): () => Promise<void> {
  return useCallback(async () => {
    if (ids.length === 0) return;
    if (ids.length > MOST_REMOVED) {
      report.partly(
        '没有删除',
        `一次最多删除${MOST_REMOVED}条，所选有${ids.length}条。请先筛选，或分几次删除；一次导入的内容可以整个撤销。`,
      );
      return;
    }
    const seen = seenNow();
    try {
      const isSure = await report.confirm({
        title: `删除${ids.length}条`,
        content: `将从“${ledger.title}”删除${ids.length}条及其环节记录和附件。可以撤销。`,
        okText: '删除',
        danger: true,
      });
      if (!isSure) return;
      const { removed } = await call('ledgers.remove', { ledger: ledger.id, ids: [...ids] }, { seen });
      report.done(`已删除${removed}条，可以撤销`);
    } catch (error) {
      report.failed(error);
    }
  }, [ids, ledger, report]);
}
