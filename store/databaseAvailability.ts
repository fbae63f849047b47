/** SQLSTATE classes and codes that mean "not now": connections, shutdown, crash recovery, too many clients, disk full, timeout. */
const AWAY = /^(08...|57P0[1-5]|53[0-9]..|58...|57014)$/;

/** What `pg` says, without a code, when a connection cannot be had or breaks. */
const AWAY_MESSAGE =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after)/;

/** True where the database did not answer, or said that it cannot right now: the same request may succeed later. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' && AWAY.test(code)) return true;
  return AWAY_MESSAGE.test(error.message) || ('cause' in error && error.cause !== error && isDatabaseAway(error.cause));
}
