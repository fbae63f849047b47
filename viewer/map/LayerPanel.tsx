import { CloseOutlined, BlockOutlined } from '@ant-design/icons';
import { Button, Checkbox } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Layer } from '../api/model.js';
import { SEVERITIES_WORST_FIRST } from '../state/severityOrder.js';
import type { LayerSwitch } from '../state/layerSwitches.js';
import styles from './LayerPanel.module.css';
import { AreaSwatch, PlanSwatch, SeveritySwatch } from './Swatch.js';

interface LayerPanelProps {
  /** In force on `planDay`, one version each. */
  readonly layers: readonly Layer[];
  readonly planDay: string;
  readonly switches: readonly LayerSwitch[];
  readonly onSwitch: (name: LayerSwitch, isOn: boolean) => void;
}

/** Layer switches that are the legend at the same time. */
export function LayerPanel(props: LayerPanelProps & { readonly opensAtOnce: boolean }): ReactElement {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(props.opensAtOnce);
  if (!isOpen) {
    return (
      <Button
        className={styles['opener'] ?? ''}
        icon={<BlockOutlined aria-hidden />}
        aria-expanded={false}
        onClick={() => setOpen(true)}
      >
        {t('map.layers')}
      </Button>
    );
  }
  return (
    <section className={styles['panel']} aria-label={t('map.layers')}>
      <header className={styles['head']}>
        <h2>{t('map.layers')}</h2>
        <Button
          type="text"
          size="small"
          aria-label={t('map.hideLayers')}
          icon={<CloseOutlined aria-hidden />}
          onClick={() => setOpen(false)}
        />
      </header>
      <Switches {...props} />
    </section>
  );
}

function Switches({ layers, planDay, switches, onSwitch }: LayerPanelProps): ReactElement {
  const { t } = useTranslation();
  const kinds = [...new Set(layers.map((layer) => layer.kind))].reverse();
  const row = (name: LayerSwitch, label: string, swatch: ReactElement | null, title?: string): ReactElement => (
    <li key={name} title={title}>
      <Checkbox checked={switches.includes(name)} onChange={(event) => onSwitch(name, event.target.checked)}>
        <span className={styles['row']}>
          {swatch}
          {label}
        </span>
      </Checkbox>
    </li>
  );
  return (
    <>
      <h3>{t('map.results')}</h3>
      <ul>
        {row('alerts', t('map.alerts'), null)}
        <li className={styles['severities']}>
          {SEVERITIES_WORST_FIRST.map((severity) => (
            <span key={severity}>
              <SeveritySwatch severity={severity} />
              {t(`severity.${severity}`)}
            </span>
          ))}
        </li>
        {row('patches', t('map.patches'), <AreaSwatch of="patches" />, t('map.zoomCloser'))}
      </ul>
      <h3>{t('map.management')}</h3>
      <ul>{row('permits', t('map.permits'), <AreaSwatch of="permits" />, t('map.zoomCloser'))}</ul>
      <h3>{t('map.plans')}</h3>
      {kinds.length === 0 && <p className={styles['note']}>{t('map.noLayers')}</p>}
      <ul>
        {kinds.map((kind) => {
          const titles = layers
            .filter((layer) => layer.kind === kind)
            .map(({ title, version }) => `${title} (${version})`);
          return row(kind, t(`layerKind.${kind}`), <PlanSwatch kind={kind} />, titles.join('\n'));
        })}
      </ul>
      {kinds.length > 0 && <p className={styles['note']}>{t('map.planAsOf', { date: planDay })}</p>}
    </>
  );
}
