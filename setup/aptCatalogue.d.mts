/** See aptCatalogue.mjs. */
export function newestPostgres(options: readonly string[]): Promise<number | null>;
export function visibleStatus(
  status: string,
  options: { readonly isHidden: (name: string) => boolean; readonly asOnEmptySystem: boolean },
): string;
