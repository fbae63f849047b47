import { useSyncExternalStore } from 'react';
import { appearanceFor, type Appearance } from '../state/appearance.js';

const CHOICE_KEY = 'planwatch.appearance';
const listeners = new Set<() => void>();
const system = window.matchMedia('(prefers-color-scheme: dark)');

const current = (): Appearance => appearanceFor(localStorage.getItem(CHOICE_KEY), system.matches);

/** Puts the appearance in use on the document; base.css holds the colours of both. */
export function startAppearance(): void {
  document.documentElement.dataset['appearance'] = current();
}

function announce(): void {
  startAppearance();
  for (const listener of listeners) listener();
}
system.addEventListener('change', announce);

export function useAppearance(): { readonly appearance: Appearance; readonly choose: (one: Appearance) => void } {
  const appearance = useSyncExternalStore(subscribe, current);
  return {
    appearance,
    choose: (one) => {
      localStorage.setItem(CHOICE_KEY, one);
      announce();
    },
  };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
