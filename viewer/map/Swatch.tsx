import { useId, type ReactElement } from 'react';
import type { LayerKind } from '#domain/layer.js';
import type { Severity } from '#domain/violation.js';
import { SEVERITY_COLOURS } from '../theme.js';
import styles from './LayerPanel.module.css';
import { PATCH_STYLE, PERMIT_STYLE, PLAN_STYLES } from './planStyles.js';
import { SEVERITY_SHAPES } from './severityShapes.js';

/** What a layer looks like on the map, in small. The ground stands for imagery. */
export function PlanSwatch({ kind }: { readonly kind: LayerKind }): ReactElement {
  const style = PLAN_STYLES[kind];
  const pattern = useId();
  return (
    <svg className={styles['swatch']} viewBox="0 0 26 16" aria-hidden>
      {style.hatch !== null && (
        <pattern id={pattern} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="5" stroke={style.hatch} strokeWidth="2" />
        </pattern>
      )}
      <rect x="2" y="2" width="22" height="12" fill={style.fill ?? 'none'} />
      {style.hatch !== null && <rect x="2" y="2" width="22" height="12" fill={`url(#${pattern})`} />}
      <rect
        x="2"
        y="2"
        width="22"
        height="12"
        fill="none"
        stroke={style.stroke}
        strokeWidth={style.width}
        strokeDasharray={style.dash.map((length) => length / 2).join(' ')}
      />
    </svg>
  );
}

export function AreaSwatch({ of }: { readonly of: 'permits' | 'patches' }): ReactElement {
  const style = of === 'permits' ? PERMIT_STYLE : PATCH_STYLE;
  return (
    <svg className={styles['swatchDark']} viewBox="0 0 26 16" aria-hidden>
      <rect x="4" y="4" width="18" height="8" fill={style.fill} stroke={style.stroke} strokeWidth={style.width} />
    </svg>
  );
}

/** The pin of one severity. */
export function SeveritySwatch({ severity }: { readonly severity: Severity }): ReactElement {
  return (
    <svg className={styles['pin']} viewBox="0 0 24 24" aria-hidden>
      <path d={SEVERITY_SHAPES[severity]} fill={SEVERITY_COLOURS[severity].mark} />
    </svg>
  );
}
