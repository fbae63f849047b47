import { useCallback, useState } from 'react';
import { switchesFromText, switchesToText, withSwitch, type LayerSwitch } from '../state/layerSwitches.js';

const KEPT_AS = 'planwatch.layers';

/** Which layers are on, kept between visits. */
export function useLayerSwitches(): {
  readonly switches: readonly LayerSwitch[];
  readonly setSwitch: (name: LayerSwitch, isOn: boolean) => void;
} {
  const [switches, setSwitches] = useState(() => switchesFromText(localStorage.getItem(KEPT_AS)));
  const setSwitch = useCallback((name: LayerSwitch, isOn: boolean) => {
    setSwitches((current) => {
      const next = withSwitch(current, name, isOn);
      localStorage.setItem(KEPT_AS, switchesToText(next));
      return next;
    });
  }, []);
  return { switches, setSwitch };
}
