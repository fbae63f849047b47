import styles from './map.module.css';

/** A titled list of facts as an element; texts are set as text, so data cannot become markup. */
export function factsElement(title: string, facts: readonly (readonly [label: string, value: string])[]): HTMLElement {
  const root = document.createElement('div');
  root.className = styles['popup'] ?? '';
  const heading = document.createElement('h3');
  heading.textContent = title;
  const list = document.createElement('dl');
  for (const [label, value] of facts) {
    const term = document.createElement('dt');
    term.textContent = label;
    const definition = document.createElement('dd');
    definition.textContent = value;
    list.append(term, definition);
  }
  root.append(heading, list);
  return root;
}
