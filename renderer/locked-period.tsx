// 锁定本期 as pages tell of it before anything is typed: which months are locked, since when, and where they are opened again.

import { Button } from 'antd';

import { monthOf, periodTitle, yearOf, type Period } from '../shared/model/period.js';
import { useCall } from './api/use-call.js';
import { go } from './app-state.js';
import { StateMark } from './ui/state-mark.js';
import { formatWhen } from './ui/when.js';

/** Every lock of the period that there was, newest first, and the one that holds. */
export function useLock(period: Period) {
  const { data } = useCall('locks.list', {});
  const history = (data?.locks ?? []).filter((lock) => lock.period === period);
  return { history, inForce: history.find((lock) => lock.reopenedAt === null) ?? null };
}

/** Years whose December is locked: with it their year-end numbers and targets are closed. */
export function useLockedYears(): ReadonlySet<number> {
  const { data } = useCall('locks.list', {});
  const locks = (data?.locks ?? []).filter((lock) => lock.reopenedAt === null && monthOf(lock.period) === 12);
  return new Set(locks.map((lock) => yearOf(lock.period)));
}

/** Why nothing can be entered, for a refusal of one entry. */
export function lockedWords(period: Period): string {
  return `${periodTitle(period, 'ytd')}已锁定，不能填写。确需更改，请在“汇总表 › 定稿存档”中写明原因，重新打开本期。`;
}

interface Notice {
  period: Period;
  /** All that cannot be changed. */
  what: string;
  /** What can still be changed, and what follows from it: a sentence. */
  still?: string;
  onGo?: () => void;
}

/** Above what would be typed into; nothing where the period is open. */
export function LockedNotice({ period, what, still = '', onGo }: Notice) {
  const { inForce } = useLock(period);
  if (inForce === null) return null;
  return (
    <p className="locked-notice" role="status">
      <StateMark kind="look">已锁定</StateMark>
      <span>
        {periodTitle(period, 'ytd')}由{inForce.lockedBy || '操作人'}于{formatWhen(inForce.lockedAt)}锁定，{what}
        只供查看，不能更改。{still}
      </span>
      <Button
        size="small"
        onClick={() => {
          onGo?.();
          go('tables', 'final');
        }}
      >
        去定稿存档重新打开…
      </Button>
    </p>
  );
}
