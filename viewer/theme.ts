import type { ThemeConfig } from 'antd';
import type { RunStatus } from '#domain/run.js';
import type { AlertStatus } from '#domain/alert.js';
import type { Severity } from '#domain/violation.js';

const FONT_FAMILY =
  '-apple-system, "Segoe UI", Roboto, "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "Source Han Sans SC", sans-serif';

export const THEME: ThemeConfig = {
  token: {
    fontFamily: FONT_FAMILY,
    colorPrimary: '#1a5f7a',
    colorInfo: '#1a5f7a',
    colorLink: '#155a75',
    colorError: '#b3261e',
    colorSuccess: '#2e6b47',
    colorText: '#1c2b33',
    colorTextSecondary: '#4a5b65',
    colorTextTertiary: '#5d6d77',
    colorTextDescription: '#5d6d77',
    colorTextPlaceholder: '#65747d',
    colorBgLayout: '#f2f4f5',
    colorBorder: '#c9d2d7',
    colorBorderSecondary: '#e1e6e9',
    borderRadius: 5,
    fontSize: 14,
    controlHeight: 32,
  },
  components: {
    Descriptions: { labelBg: '#f6f8f9' },
    Table: { headerBg: '#f6f8f9', cellPaddingBlockMD: 10 },
    Segmented: { trackBg: '#e4e9ec' },
  },
};

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
  critical: { text: '#8f1019', background: '#fdecec', border: '#f0b8ba', mark: '#c4161c', outline: '#ff2b2b' },
  high: { text: '#8a3a00', background: '#fdf0e3', border: '#efc69c', mark: '#d9620a', outline: '#ff8a1f' },
  medium: { text: '#6b5000', background: '#fbf5da', border: '#e3d28a', mark: '#a57c00', outline: '#ffd21f' },
  low: { text: '#2c5068', background: '#eaf2f7', border: '#b9d0de', mark: '#3f7396', outline: '#5cc4ff' },
};

export const ALERT_STATUS_COLOURS: Readonly<Record<AlertStatus, string>> = {
  new: '#b3261e',
  deskReview: '#8a5a00',
  fieldVerification: '#1a5f7a',
  determined: '#7a1f6b',
  caseFiled: '#43308a',
  ordered: '#6b3a00',
  rectification: '#2b5a8a',
  closeOut: '#2e6b47',
  closed: '#5d6d77',
};

export const RUN_STATUS_COLOURS: Readonly<Record<RunStatus, string>> = {
  queued: '#5d6d77',
  planning: '#1a5f7a',
  detecting: '#1a5f7a',
  joining: '#1a5f7a',
  judging: '#1a5f7a',
  done: '#2e6b47',
  failed: '#b3261e',
};
