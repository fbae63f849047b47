/** True where a key belongs to what is being written, or to a dialog, not to the page. */
export function isTyping(target: EventTarget | null): boolean {
  const keepers = 'input, textarea, select, [contenteditable], [role=dialog]';
  return target instanceof HTMLElement && target.closest(keepers) !== null;
}
