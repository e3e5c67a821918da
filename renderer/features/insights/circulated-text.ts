// What 分析提示 says, as text for a document. Pure.

import type { Insight } from '../../../shared/insights/define.js';

/** The officer's own wording, or the sentence of the rule. */
export function wordsOf({ words, sentence }: Pick<Insight, 'words' | 'sentence'>): string {
  return words === '' ? sentence : words;
}

/** What is for circulation, a paragraph each in the order of the page; '' where nothing is. What is for the house alone is never in it. */
export function circulatedText(insights: readonly Pick<Insight, 'words' | 'sentence' | 'use'>[]): string {
  return insights
    .filter(({ use }) => use === 'circulate')
    .map(wordsOf)
    .join('\n');
}
