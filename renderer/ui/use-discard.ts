// A form with something typed is not closed by a stray Esc or a click beside it.

import { useReport } from './use-report.js';

/** What closes a form: at once where nothing was changed, else after the officer says so. */
export function useDiscard(isChanged: () => boolean, close: () => void): () => void {
  const report = useReport();
  return () => {
    if (!isChanged()) {
      close();
      return;
    }
    void report
      .confirm({
        title: '放弃没有保存的内容？',
        content: '已填写的内容还没有保存，关闭后不能找回。',
        okText: '放弃',
        cancelText: '继续填写',
        danger: true,
      })
      .then((isSure) => {
        if (isSure) close();
      });
  };
}
