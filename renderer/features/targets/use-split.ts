// What the page of 分解 asks of the core, and the rows that it shows: the parts that are typed stand in them, also while one of them
// cannot be read.

import { useEffect, useRef, useState } from 'react';

import type { Params } from '../../../shared/contract/index.js';
import type { WireError } from '../../../shared/errors/app-error.js';
import type { SplitBasis, TargetSplit } from '../../../shared/targets/define.js';
import { useCall } from '../../api/use-call.js';

export interface SplitForm {
  code: string | null;
  whole: string;
  by: SplitBasis;
  step: string;
  shares: Record<string, string>;
  fixed: Record<string, string>;
  document: string;
  reason: string;
}

type SplitAsked = Params<'targets.split'>;

/** 1,000 and １０００ as they are typed and pasted: a number without its separators. */
const plainNumber = (text: string): string => text.normalize('NFKC').replaceAll(/[,\s]/g, '');

function plainParts(typed: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(typed).map(([unit, text]) => [unit, plainNumber(text)]));
}

/** Null where there is nothing to split yet. */
export function splitAsked({ code, whole, by, step, shares, fixed }: SplitForm, year: number): SplitAsked | null {
  const number = plainNumber(whole);
  if (code === null || !/^\d+(\.\d+)?$/.test(number)) return null;
  return {
    year,
    code,
    whole: number,
    by,
    shares: plainParts(shares),
    fixed: plainParts(fixed),
    step: plainNumber(step),
  };
}

/** The rows without the numbers that followed from what was typed before. */
function blanked(split: TargetSplit): TargetSplit {
  const rows = split.rows.map((row) => ({ ...row, percent: '', exact: '', value: null }));
  return { ...split, rows, sum: '—', remainder: '—', problem: '' };
}

interface ShownSplit {
  /** Of what is typed now; null: not there, or it cannot be read. */
  split: TargetSplit | null;
  error: WireError | null;
  /** Null: there are no rows to type in yet. */
  shown: TargetSplit | null;
}

export function useSplit(asked: SplitAsked | null): ShownSplit {
  const { data: split, error } = useCall('targets.split', asked);
  const [last, setLast] = useState<{ about: string; split: TargetSplit } | null>(null);
  // What the parts are of, and by what they are weighed: rows of something else say nothing true.
  const about = asked === null ? '' : `${asked.year}/${asked.code}/${asked.by}`;
  const asksAbout = useRef(about);
  asksAbout.current = about;
  // Only as an answer comes: that of before stands for a moment while another question is on its way.
  useEffect(() => {
    if (split) setLast({ about: asksAbout.current, split });
  }, [split]);
  const earlier = last?.about === about ? last.split : null;
  // A part that was typed on an earlier visit: without rows there would be no field to put it right.
  const isLost = error !== null && earlier === null && asked !== null;
  const { data: rows } = useCall('targets.split', isLost ? { ...asked, shares: {}, fixed: {} } : null);
  const stand = earlier ?? rows;
  return { split, error, shown: asked === null ? null : (split ?? (stand && blanked(stand))) };
}
