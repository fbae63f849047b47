/** Times as people read them: instants in the reader's zone, days as they are. */

/** Date and time to the minute, `YYYY-MM-DD HH:mm` in every language, as the days beside it. */
export function momentText(time: string, timeZone?: string): string {
  // Swedish writes dates the ISO way.
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(new Date(time));
}

/** How long something took, in the two largest units that matter: "1 h 5 min", "42 s". */
export function durationText(from: string, to: string, locale: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const parts =
    hours > 0
      ? [unit(hours, 'hour'), unit(minutes, 'minute')]
      : minutes > 0
        ? [unit(minutes, 'minute'), unit(seconds % 60, 'second')]
        : [unit(seconds, 'second')];
  return parts.join(' ');

  function unit(value: number, name: 'hour' | 'minute' | 'second'): string {
    return new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
  }
}
