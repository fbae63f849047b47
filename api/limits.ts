/** Sizes and rates beyond which a request is refused. */
export interface ApiLimits {
  /** Bytes of one uploaded raster at most. Default 16 GiB. */
  readonly uploadBytes: number;
  /** Bytes of one photo or document handed in for an alert at most. Default 40 MB. */
  readonly evidenceBytes: number;
  /** Bytes of a JSON body at most. Default 20 MiB. */
  readonly bodyBytes: number;
  /** Requests of one caller per minute. Default 6000: a map that is panned asks for tiles by the hundred. */
  readonly requestsPerMinute: number;
  /** Failed sign-ins per name and address in 15 minutes. Default 10. */
  readonly signInAttempts: number;
  /** Failed sign-ins per address in 15 minutes, whatever the names. Default 100. */
  readonly signInAttemptsPerAddress: number;
  /** Failed sign-ins per name in a day, from wherever, before nobody signs in with it for half an hour. Default 50. */
  readonly signInAttemptsBeforeLock: number;
}

export const DEFAULT_LIMITS: ApiLimits = {
  uploadBytes: 16 * 1024 ** 3,
  evidenceBytes: 40e6,
  bodyBytes: 20 * 1024 ** 2,
  requestsPerMinute: 6000,
  signInAttempts: 10,
  signInAttemptsPerAddress: 100,
  signInAttemptsBeforeLock: 50,
};
