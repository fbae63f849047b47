/** Shortest password that a person may choose, in characters. @source NIST SP 800-63B-4, 3.1.1.2: at least 8, longer advised */
export const MIN_PASSWORD_LENGTH = 10;
export const MAX_PASSWORD_LENGTH = 200;
const MIN_DIFFERENT_CHARACTERS = 5;

/** What is wrong with a password that somebody wants to have; null where nothing is. Length counts, kinds of characters do not. */
export function passwordFault(password: string, name: string): string | null {
  const characters = Array.from(password.normalize('NFKC'));
  if (characters.length < MIN_PASSWORD_LENGTH) return `at least ${MIN_PASSWORD_LENGTH} characters`;
  if (characters.length > MAX_PASSWORD_LENGTH) return `at most ${MAX_PASSWORD_LENGTH} characters`;
  if (new Set(characters).size < MIN_DIFFERENT_CHARACTERS) return `at least ${MIN_DIFFERENT_CHARACTERS} different ones`;
  const isNamed = name.length > 2 && password.toLowerCase().includes(name.toLowerCase());
  return isNamed ? 'one that does not contain the name' : null;
}
