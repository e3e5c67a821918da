// One accent (deep blue, AA on white), greys for structure, dense controls. State colours live in styles/base.css.

import { theme, type ThemeConfig } from 'antd';

const FONT =
  '"Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", "Noto Sans SC Variable", sans-serif';

// As the window opens, for styles and parts alike: a remote desktop switches motion off while the program runs, and a part that waits
// for the end of a motion that the styles forbid never goes.
const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
document.documentElement.classList.toggle('is-calm', isCalm);

export const appTheme: ThemeConfig = {
  algorithm: theme.compactAlgorithm,
  token: {
    colorPrimary: '#1d4e89',
    colorLink: '#1d4e89',
    colorInfo: '#1d4e89',
    colorSuccess: '#2c7a3f',
    colorWarning: '#a86200',
    colorError: '#b3261e',
    colorWarningBg: '#fdf1dc',
    colorErrorBg: '#fbe9e7',
    colorSuccessBg: '#e7f4ea',
    colorInfoBg: '#e8f0f9',
    colorText: '#1f2933',
    colorTextSecondary: '#52606d',
    colorTextDescription: '#52606d',
    colorTextPlaceholder: '#667482', // 4.8 : 1 on white: it often says what is chosen (全部台账)
    colorBorder: '#c3ccd5',
    borderRadius: 3,
    fontFamily: FONT,
    fontSize: 16, // the compact algorithm takes two off: 14 px on screen
    motion: !isCalm,
    motionDurationSlow: '0.15s',
    motionDurationMid: '0.12s',
    motionDurationFast: '0.08s',
  },
  components: {
    // The chosen one must be told from the others on the ground of the page, which is nearly white.
    Segmented: { trackBg: '#e4e9ee', itemColor: '#3e4c59', itemSelectedBg: '#fff', itemSelectedColor: '#1d4e89' },
  },
};
