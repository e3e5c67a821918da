// Tells the officer how an action ended: one place for the look of successes and failures.

import { App } from 'antd';
import { useMemo, type ReactNode } from 'react';

import { isCancelled, wireOf } from '../api/failure.js';
import { showError } from '../api/show-error.js';
import { ErrorDetail } from './error-notice.js';
import { showNotice, showRefusal } from './notice.js';
import { makeRoomForNotice } from './notice-room.js';

export interface Report {
  done: (text: string) => void;
  failed: (error: unknown) => void;
  /** Not done, or not all of it, and nothing is wrong: said in the status bar. */
  declined: (text: string) => void;
  /** Done, but not wholly, or not at all for a reason that has to be read: stays until it is closed. */
  partly: (title: string, text: string) => void;
  /**
   * Asks before a step that changes much; says in numbers what will happen. Opens on the answer that changes nothing, so that Enter
   * pressed twice does not give the other; `isHarmless`: going on stores nothing, and Enter goes on.
   */
  confirm: (question: {
    title: string;
    content: ReactNode;
    okText: string;
    cancelText?: string;
    /** Something is taken away: the button is red. */
    danger?: boolean;
    isHarmless?: boolean;
  }) => Promise<boolean>;
}

export function useReport(): Report {
  const { notification, modal } = App.useApp();
  return useMemo(
    () => ({
      done: (text) => showNotice(text),
      declined: (text) => showRefusal(text),
      partly: (title, text) => {
        notification.warning({ title, description: text, duration: false, placement: 'topRight' });
      },
      failed: (error) => {
        if (isCancelled(error)) {
          showRefusal('已取消，没有做完的一步没有保存任何内容。');
          return;
        }
        const shown = showError(wireOf(error));
        makeRoomForNotice();
        notification.error({
          title: '这一步没有完成',
          description: (
            <>
              {shown.text}
              <ErrorDetail detail={shown.detail} />
            </>
          ),
          duration: false,
          placement: 'bottomRight',
        });
      },
      confirm: ({ title, content, okText, cancelText = '取消', danger = false, isHarmless = false }) =>
        new Promise<boolean>((resolve) => {
          modal.confirm({
            title,
            content,
            okText,
            cancelText,
            autoFocusButton: isHarmless ? 'ok' : 'cancel',
            okButtonProps: { danger },
            onOk: () => resolve(true),
            onCancel: () => resolve(false),
          });
        }),
    }),
    [notification, modal],
  );
}
