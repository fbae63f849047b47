import { AutoComplete, Input } from 'antd';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSearch, type FoundItem } from './searchQueries.js';
import { L } from './leaflet.js';
import { boundsOf, useMap } from './MapFrame.js';
import styles from './tools.module.css';
import { useFoundText } from './useFoundText.js';

const PAUSE_MS = 250;
const PLACE_ZOOM = 17;

/** Finds places, numbers and coordinates, and shows them on the map it stands in. */
export function MapSearch(props: {
  readonly onAlert: (id: string) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const map = useMap();
  const navigate = useNavigate();
  const textOf = useFoundText();
  const [text, setText] = useState('');
  const asked = useSettled(text.trim());
  const answer = useSearch(asked, map.getCenter().lng);
  const mark = useMark();
  const place = answer.data?.place ?? null;
  const items = answer.data?.items ?? [];
  const options = [
    ...(place === null
      ? []
      : [
          {
            value: 'place',
            label: t('tools.place', { place: place.lonLat.map((degrees) => degrees.toFixed(6)).join(', ') }),
          },
        ]),
    ...items.map((item) => ({
      value: `${item.kind}/${item.id}`,
      label: (
        <span className={styles['found']}>
          {textOf(item).title}
          <small>{textOf(item).detail}</small>
        </span>
      ),
    })),
  ];
  const show = (item: FoundItem): void => {
    if (item.bbox === null) {
      if (item.kind === 'project') void navigate(`/projects/${item.id}`);
      return;
    }
    const [west = 0, south = 0, east = 0, north = 0] = item.bbox;
    map.fitBounds(boundsOf([west, south, east, north]), { padding: [60, 60], maxZoom: PLACE_ZOOM });
    mark(L.rectangle(boundsOf([west, south, east, north]), { color: '#0b6bcb', weight: 2, fill: false }));
    if (item.kind === 'alert') props.onAlert(item.id);
  };
  const choose = (value: string): void => {
    if (value === 'place' && place !== null) {
      const [lon = 0, lat = 0] = place.lonLat;
      map.setView([lat, lon], PLACE_ZOOM);
      mark(L.circleMarker([lat, lon], { color: '#0b6bcb', radius: 9, weight: 3, fill: false }));
    }
    const item = items.find(({ kind, id }) => `${kind}/${id}` === value);
    if (item !== undefined) show(item);
    setText('');
  };
  return (
    <div className={styles['search']}>
      <AutoComplete
        value={text}
        options={options}
        onChange={setText}
        onSelect={choose}
        popupMatchSelectWidth={380}
        notFoundContent={asked !== '' && answer.isSuccess ? t('tools.nothingFound') : null}
        autoFocus
        defaultActiveFirstOption
      >
        <Input
          aria-label={t('tools.search')}
          placeholder={t('tools.searchHint')}
          allowClear
          onKeyDown={(event) => {
            if (event.key === 'Escape' && text === '') props.onClose();
          }}
        />
      </AutoComplete>
    </div>
  );
}

/** The text once it has stood still for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** Shows one mark at a time, until the search is closed. */
function useMark(): (mark: { addTo(map: unknown): unknown; remove(): unknown }) => void {
  const map = useMap();
  const shown = useRef<{ remove(): unknown } | null>(null);
  useEffect(() => () => void shown.current?.remove(), []);
  return (mark) => {
    shown.current?.remove();
    mark.addTo(map);
    shown.current = mark;
  };
}
