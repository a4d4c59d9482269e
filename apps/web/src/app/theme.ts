import { theme, type ThemeConfig } from 'antd';

type Algorithm = typeof theme.compactAlgorithm;

const palette = {
  light: {
    colorPrimary: '#0b63ce',
    colorInfo: '#0b63ce',
    colorLink: '#0b63ce',
    colorTextBase: '#1a222d',
    colorTextDescription: '#5f6a78',
    colorTextPlaceholder: '#6b7683',
    colorBgLayout: '#f2f4f7',
    colorBorder: '#c6ccd5',
    colorBorderSecondary: '#e0e4ea',
    colorWarning: '#b06a00',
    colorWarningBg: '#fff1d9',
    colorWarningBorder: '#e9c48a',
    colorSuccessBg: '#e4f4e8',
    colorSuccessBorder: '#a5d6b3',
    colorInfoBg: '#e6effb',
    colorInfoBorder: '#a9cbf5',
    colorError: '#c21d16',
    colorSuccess: '#1a7f3c',
  },
  dark: {
    colorPrimary: '#2f7de1',
    colorInfo: '#6aabff',
    colorLink: '#6aabff',
    colorTextBase: '#e3e8ee',
    colorTextDescription: '#929dac',
    colorTextPlaceholder: '#8c97a6',
    colorBgBase: '#10141a',
    colorBgLayout: '#10141a',
    colorBgContainer: '#181d25',
    colorBgElevated: '#212833',
    colorBorder: '#434e5c',
    colorBorderSecondary: '#2c343f',
    colorWarning: '#d9902c',
    colorWarningBg: '#3a2c14',
    colorWarningBorder: '#6b5022',
    colorSuccessBg: '#17331f',
    colorSuccessBorder: '#2f6b40',
    colorInfoBg: '#1b2f4a',
    colorInfoBorder: '#2f5b91',
    colorError: '#f0685f',
    colorSuccess: '#4fb56f',
  },
};

// antd's compact spacing without its shrunken type: Chinese below 12 px cannot be read for ten hours.
const compact: Algorithm = (seed, map) => ({
  ...theme.compactAlgorithm(seed, map),
  controlHeightSM: 24,
  fontSizeSM: 12,
  fontSize: 13,
  fontSizeLG: 14,
  fontSizeXL: 16,
  lineHeight: 20 / 13,
  lineHeightSM: 20 / 12,
  lineHeightLG: 22 / 14,
  fontHeight: 20,
  fontHeightSM: 20,
  fontHeightLG: 22,
});

/** antd in our clothes: compact, one accent, tabular figures come from the page. */
export const themeOf = (mode: 'light' | 'dark'): ThemeConfig => ({
  algorithm: [mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm, compact],
  cssVar: { key: 'kefu' },
  hashed: false,
  token: {
    ...palette[mode],
    fontFamily: 'var(--font)',
    fontSize: 13,
    borderRadius: 6,
    controlHeight: 30,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
  components: {
    Tabs: { horizontalItemGutter: 18, itemSelectedColor: 'var(--accent)', inkBarColor: 'var(--accent)' },
    Tooltip: { fontSize: 12 },
  },
});
