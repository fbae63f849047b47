/** Keeps text so that who has the database alone cannot read it. */
export interface Sealing {
  /** @param context what the text belongs to, `webhook/4f…`: sealed for one it does not open as another's */
  seal(text: string, context: string): string;
  /** @throws UnavailableError where the key is another one, or the sealed text or its context was changed */
  open(sealed: string, context: string): string;
}
