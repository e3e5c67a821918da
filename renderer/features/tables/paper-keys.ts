// The numbers of the paper under the keys: Tab comes to one of them and goes on, the arrows move between them. Each in the order of Tab
// would be some hundred steps to what stands beside the paper.

const NUMBERS = 'tbody button';

/** Numbers of the pages by their rows, in the order in which they stand. */
function rowsOf(papers: HTMLElement): HTMLButtonElement[][] {
  return [...papers.querySelectorAll('tbody > tr')]
    .map((row) => [...row.querySelectorAll('button')])
    .filter((buttons) => buttons.length > 0);
}

const middleOf = (element: Element): number => {
  const { left, width } = element.getBoundingClientRect();
  return left + width / 2;
};

/** The one that stands above or below, also on the next page. */
function nearest(buttons: readonly HTMLButtonElement[], from: Element): HTMLButtonElement | undefined {
  const middle = middleOf(from);
  return buttons.toSorted((a, b) => Math.abs(middleOf(a) - middle) - Math.abs(middleOf(b) - middle))[0];
}

/** Where a key leads from a number; undefined where it is no such key, or leads nowhere. */
export function numberAt(papers: HTMLElement, from: Element, key: string): HTMLButtonElement | undefined {
  const rows = rowsOf(papers);
  const at = rows.findIndex((buttons) => buttons.includes(from as HTMLButtonElement));
  const row = rows[at];
  if (row === undefined) return undefined;
  const column = row.indexOf(from as HTMLButtonElement);
  switch (key) {
    case 'ArrowLeft':
      return row[column - 1];
    case 'ArrowRight':
      return row[column + 1];
    case 'ArrowUp':
      return nearest(rows[at - 1] ?? [], from);
    case 'ArrowDown':
      return nearest(rows[at + 1] ?? [], from);
    case 'Home':
      return row[0];
    case 'End':
      return row.at(-1);
    default:
      return undefined;
  }
}

/** The number that Tab comes to: the one whose source is shown, else the first. */
export function firstNumber(papers: HTMLElement): HTMLElement | null {
  return papers.querySelector<HTMLElement>(`${NUMBERS}.is-current`) ?? papers.querySelector<HTMLElement>(NUMBERS);
}
