import {
  AimOutlined,
  BorderOutlined,
  ColumnWidthOutlined,
  LinkOutlined,
  PrinterOutlined,
  SearchOutlined,
} from '@ant-design/icons';
import { App } from 'antd';
import { lazy, Suspense, useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isTyping } from '../layout/isTyping.js';
import { viewHref } from '../state/mapView.js';
import { useMap } from './MapFrame.js';
import { MapSearch } from './MapSearch.js';
import type { Measured } from './Measure.js';
import styles from './tools.module.css';
import { useOwnPosition } from './useOwnPosition.js';

const Measure = lazy(() => import('./Measure.js'));

type Tool = 'search' | Measured;

/** Search, measures, a link to the view, the own position, and printing. */
export function MapTools(props: { readonly onAlert: (id: string) => void }): ReactElement {
  const { t } = useTranslation();
  const map = useMap();
  const { message } = App.useApp();
  const [tool, setTool] = useState<Tool | null>(null);
  const showOwnPosition = useOwnPosition();
  const toggle = (one: Tool): void => setTool((current) => (current === one ? null : one));
  const close = (): void => setTool(null);
  useEffect(() => {
    const open = (event: KeyboardEvent): void => {
      if (event.key !== '/' || isTyping(event.target)) return;
      event.preventDefault();
      setTool('search');
    };
    window.addEventListener('keydown', open);
    return () => window.removeEventListener('keydown', open);
  }, []);
  const copyLink = async (): Promise<void> => {
    const { lat, lng } = map.getCenter();
    const href = viewHref(window.location.href, { centre: [lat, lng], zoom: map.getZoom() });
    window.history.replaceState(window.history.state, '', href);
    try {
      await navigator.clipboard.writeText(href);
      message.success(t('tools.linkCopied'));
    } catch {
      // Without a secure context there is no clipboard: the address bar has the link now.
      message.info(t('tools.linkInAddress'));
    }
  };
  return (
    <>
      <div className={styles['tools']} role="toolbar" aria-label={t('tools.title')}>
        <ToolButton label={t('tools.searchKey')} isOn={tool === 'search'} onClick={() => toggle('search')}>
          <SearchOutlined aria-hidden />
        </ToolButton>
        <ToolButton label={t('tools.length')} isOn={tool === 'length'} onClick={() => toggle('length')}>
          <ColumnWidthOutlined aria-hidden />
        </ToolButton>
        <ToolButton label={t('tools.area')} isOn={tool === 'area'} onClick={() => toggle('area')}>
          <BorderOutlined aria-hidden />
        </ToolButton>
        <ToolButton label={t('tools.ownPosition')} onClick={showOwnPosition}>
          <AimOutlined aria-hidden />
        </ToolButton>
        <ToolButton label={t('tools.link')} onClick={() => void copyLink()}>
          <LinkOutlined aria-hidden />
        </ToolButton>
        <ToolButton label={t('tools.print')} onClick={() => window.print()}>
          <PrinterOutlined aria-hidden />
        </ToolButton>
      </div>
      {tool === 'search' && <MapSearch onAlert={props.onAlert} onClose={close} />}
      {(tool === 'length' || tool === 'area') && (
        <Suspense>
          <Measure key={tool} what={tool} onClose={close} />
        </Suspense>
      )}
    </>
  );
}

function ToolButton(props: {
  readonly label: string;
  readonly isOn?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <button
      type="button"
      aria-label={props.label}
      title={props.label}
      aria-pressed={props.isOn}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}
