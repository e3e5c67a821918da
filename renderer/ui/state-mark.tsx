// State in sign, word and colour together; never colour alone.

export type MarkKind = 'good' | 'look' | 'bad' | 'none' | 'plain';

const SIGN: Record<MarkKind, string> = { good: '✓', look: '!', bad: '✕', none: '○', plain: '·' };

export function StateMark({ kind, children }: { kind: MarkKind; children: string }) {
  return (
    <span className={`state-mark state-${kind}`}>
      <span aria-hidden="true">{SIGN[kind]}</span>
      {children}
    </span>
  );
}
