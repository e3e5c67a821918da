// A form with something typed is not closed by a stray Esc or a click beside it.

import { useReport } from './use-report.js';

/** What closes a form, or empties it: at once where nothing was changed, else after the officer says so. */
export function useDiscard<A extends unknown[] = []>(
  isChanged: () => boolean,
  close: (...of: A) => void,
): (...of: A) => void {
  const report = useReport();
  return (...of) => {
    if (!isChanged()) {
      close(...of);
      return;
    }
    void report
      .confirm({
        title: '放弃没有保存的内容？',
        content: '已填写的内容还没有保存，放弃后不能找回。',
        okText: '放弃',
        cancelText: '继续填写',
        danger: true,
      })
      .then((isSure) => {
        if (isSure) close(...of);
      });
  };
}
