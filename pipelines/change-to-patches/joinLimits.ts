import { BadInputError } from '#domain/errors.js';

export interface JoinLimits {
  /** Runs of changed and of unseen pixels, together. */
  readonly runs: number;
  readonly parts: number;
  /** Runs and parts are looked through for specks first when there are this many runs, and again when they have doubled. */
  readonly runsBeforeCleaning: number;
}

/** More than this is salt and pepper, and would fill the memory: each costs some tens of bytes, all in all about 250 MB. */
export const JOIN_LIMITS: JoinLimits = { runs: 3_000_000, parts: 500_000, runsBeforeCleaning: 500_000 };

/**
 * @param counts runs of changed and of unseen pixels, and parts, so far
 * @param where the file, or what is compared
 * @throws BadInputError where there are more than the limits allow
 */
export function refuseSaltAndPepper(
  { changed, unseen, parts }: { readonly changed: number; readonly unseen: number; readonly parts: number },
  limits: JoinLimits,
  where: string,
): void {
  if (changed + unseen <= limits.runs && parts <= limits.parts) return;
  const isUnseen = unseen > changed && parts <= limits.parts;
  throw new BadInputError(
    isUnseen ? 'what could not be seen is scattered all over the scene' : 'the change is scattered all over the scene',
    {
      code: 'change.scattered',
      where,
      found: isUnseen
        ? `more than ${unseen} separate stretches of unseen pixels`
        : `more than ${changed} separate stretches of changed pixels`,
      expected: isUnseen
        ? 'a quality band or nodata value that marks connected areas'
        : 'fewer specks: a higher threshold, a larger sieve (sievePixels, --sieve), or more smoothing (smoothingSigma)',
    },
  );
}
