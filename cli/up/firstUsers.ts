import type { Db } from '#store/database.js';
import { ensureFirstUsers } from '#store/users.js';

/** Creates the first people where there is nobody yet, and prints their passwords, this once. */
export async function printFirstUsers(db: Db): Promise<void> {
  const people = await ensureFirstUsers(db);
  if (people.length === 0) return;
  const width = Math.max(...people.map(({ name }) => name.length));
  const lines = people.map(({ name, role, password }) => `  ${name.padEnd(width)}  ${password}  (${role})`);
  process.stdout.write(`sign in with (shown this once):\n${lines.join('\n')}\n`);
}
