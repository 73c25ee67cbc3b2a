/** The file of one event, as another program writes it. */
export function file(uid: string, ...lines: readonly string[]): string {
  return calendar(vevent(uid, ...lines))
}

/** A file of a series: its master, and each instance that differs. */
export function calendar(...parts: readonly (readonly string[])[]): string {
  const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//another program//EN']
  return [...head, ...parts.flat(), 'END:VCALENDAR', ''].join('\r\n')
}

export function vevent(uid: string, ...lines: readonly string[]): string[] {
  return ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20261001T000000Z', ...lines, 'END:VEVENT']
}

/** An hour from this hour on (UTC) of a day of November 2026. */
export const hourOn = (day: number, hour: number): readonly string[] => {
  const at = (of: number) => `202611${String(day).padStart(2, '0')}T${String(of).padStart(2, '0')}0000Z`
  return [`DTSTART:${at(hour)}`, `DTEND:${at(hour + 1)}`]
}
