import { theme as antTheme, type ThemeConfig } from 'antd';
import type { RunStatus } from '#domain/run.js';
import type { AlertStatus } from '#domain/alert.js';
import type { Appearance } from './state/appearance.js';
import type { Severity } from '#domain/violation.js';

const FONT_FAMILY =
  '-apple-system, "Segoe UI", Roboto, "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "Source Han Sans SC", sans-serif';

const LIGHT: ThemeConfig = {
  token: {
    colorPrimary: '#1a5f7a',
    colorInfo: '#1a5f7a',
    colorLink: '#155a75',
    colorError: '#b3261e',
    colorErrorBg: '#fdf0ee',
    colorErrorBorder: '#e9b5b0',
    colorSuccess: '#2e6b47',
    // What is made of dark colours by itself is grey.
    colorSuccessBg: '#edf6f0',
    colorSuccessBorder: '#a9cfb8',
    colorText: '#1c2b33',
    colorTextSecondary: '#4a5b65',
    colorTextTertiary: '#5d6d77',
    colorTextDescription: '#5d6d77',
    colorTextPlaceholder: '#65747d',
    colorBgLayout: '#f2f4f5',
    colorBorder: '#c9d2d7',
    colorBorderSecondary: '#e1e6e9',
  },
  components: {
    Descriptions: { labelBg: '#f6f8f9' },
    Table: { headerBg: '#f6f8f9' },
    Segmented: { trackBg: '#e4e9ec' },
  },
};

const DARK: ThemeConfig = {
  algorithm: antTheme.darkAlgorithm,
  token: {
    colorPrimary: '#2f86a8',
    colorInfo: '#2f86a8',
    colorLink: '#7cc3df',
    colorError: '#ff8a80',
    colorSuccess: '#7fcf9f',
    colorText: '#e3eaee',
    colorTextSecondary: '#b4c2ca',
    colorTextTertiary: '#9badb7',
    colorTextDescription: '#9badb7',
    colorTextPlaceholder: '#8fa1ab',
    colorBgBase: '#10181c',
    colorBgContainer: '#172127',
    colorBgElevated: '#1e2a31',
    colorBgLayout: '#10181c',
    colorBorder: '#41525c',
    colorBorderSecondary: '#2c3a42',
  },
};

/** Ant Design in the product's colours; those of base.css are the same. */
export function themeOf(appearance: Appearance): ThemeConfig {
  const { token, components, algorithm } = appearance === 'dark' ? DARK : LIGHT;
  return {
    ...(algorithm === undefined ? {} : { algorithm }),
    token: { ...token, fontFamily: FONT_FAMILY, borderRadius: 5, fontSize: 14, controlHeight: 32 },
    components: { ...components, Table: { ...components?.Table, cellPaddingBlockMD: 10 } },
  };
}

/**
 * Text on `background` reaches 4.5 : 1; `mark` is the saturated colour of pins on the map, always with a white rim;
 * `outline` is brighter, for bare lines over imagery.
 */
export const SEVERITY_COLOURS: Readonly<
  Record<
    Severity,
    {
      readonly text: string;
      readonly background: string;
      readonly border: string;
      readonly mark: string;
      readonly outline: string;
    }
  >
> = {
  critical: {
    text: 'var(--critical-text)',
    background: 'var(--critical-background)',
    border: 'var(--critical-border)',
    mark: '#c4161c',
    outline: '#ff2b2b',
  },
  high: {
    text: 'var(--high-text)',
    background: 'var(--high-background)',
    border: 'var(--high-border)',
    mark: '#d9620a',
    outline: '#ff8a1f',
  },
  medium: {
    text: 'var(--medium-text)',
    background: 'var(--medium-background)',
    border: 'var(--medium-border)',
    mark: '#a57c00',
    outline: '#ffd21f',
  },
  low: {
    text: 'var(--low-text)',
    background: 'var(--low-background)',
    border: 'var(--low-border)',
    mark: '#3f7396',
    outline: '#5cc4ff',
  },
};

export const ALERT_STATUS_COLOURS: Readonly<Record<AlertStatus, string>> = {
  new: 'var(--status-new)',
  deskReview: 'var(--status-deskReview)',
  fieldVerification: 'var(--status-fieldVerification)',
  determined: 'var(--status-determined)',
  caseFiled: 'var(--status-caseFiled)',
  ordered: 'var(--status-ordered)',
  rectification: 'var(--status-rectification)',
  closeOut: 'var(--status-closeOut)',
  closed: 'var(--status-closed)',
};

export const RUN_STATUS_COLOURS: Readonly<Record<RunStatus, string>> = {
  queued: 'var(--ink-faint)',
  planning: 'var(--accent)',
  detecting: 'var(--accent)',
  joining: 'var(--accent)',
  judging: 'var(--accent)',
  done: 'var(--good)',
  failed: 'var(--bad)',
};
