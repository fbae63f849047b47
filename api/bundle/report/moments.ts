import type { IsoTime } from '#domain/time.js';

/** Date and time to the minute on an office's clock (UTC+8, all of China). */
export function officeMoment(time: IsoTime): string {
  const clock = { dateStyle: 'short', timeStyle: 'short', timeZone: 'Asia/Shanghai' } as const;
  // Swedish writes dates the ISO way.
  return new Intl.DateTimeFormat('sv-SE', clock).format(new Date(time));
}
