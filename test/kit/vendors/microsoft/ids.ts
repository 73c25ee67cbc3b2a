/** The name of an item: it keeps its number for ever, and has another place after each move. */
export interface Named {
  readonly number: number
  readonly place: number
}

const digits = (value: number): string => String(value).padStart(8, '0')

/**
 * Ids are opaque, case-sensitive and end in `=`. The ordinary one changes when an event is moved to another calendar, the
 * immutable one does not (learn.microsoft.com/graph/outlook-immutable-id). An occurrence has its series' id and its date.
 */
export function idOf(item: Named, date: string | null, immutable: boolean): string {
  const name = immutable
    ? `AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A${digits(item.number)}`
    : `AAMkAGI1AAAoZCfHAAA${digits(item.place)}`
  return `${name}${date === null ? '' : `Oc${date.replaceAll('-', '')}`}AAA=`
}

/** What an id names; null: it is none of ours. */
export function readId(id: string): { by: 'number' | 'place'; value: number; date: string | null } | null {
  const [, prefix, value, day] =
    /^(AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A|AAMkAGI1AAAoZCfHAAA)(\d{8})(?:Oc(\d{8}))?AAA=$/.exec(id) ?? []
  if (prefix === undefined) return null
  const date = day === undefined ? null : `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`
  if (date !== null && Number.isNaN(Date.parse(date))) return null
  return { by: prefix.startsWith('AAk') ? 'number' : 'place', value: Number(value), date }
}

/** Other than in iCalendar, each occurrence has its own (learn.microsoft.com/graph/api/resources/event, iCalUId). */
export function iCalUIdOf(item: Named, date: string | null): string {
  const [year = 0, month = 0, day = 0] = date === null ? [] : date.split('-').map(Number)
  const hex = (value: number, length: number) => value.toString(16).padStart(length, '0').toUpperCase()
  const when = `${hex(year, 4)}${hex(month, 2)}${hex(day, 2)}`
  return `040000008200E00074C5B7101A82E008${when}${hex(item.number, 24)}000000001000000000000000`
}

/** How the list of deleted occurrences names one (learn.microsoft.com/graph/api/event-get, cancelledOccurrences). */
export const occurrenceIdOf = (masterId: string, date: string): string => `OID.${masterId}.${date}`
