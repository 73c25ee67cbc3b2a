import { measureCopies } from './calendar-copies.ts'
import { measureExpansion } from './calendar-expansion.ts'
import { measureMany } from './calendar-many.ts'
import { measureRequests } from './calendar-requests.ts'
import type { Row } from './row.ts'

/** Calendars kept in sync: what it takes against vdirsyncer, what is asked of providers, many accounts at once, and series. */
export async function measure(): Promise<Row[]> {
  return [
    ...(await measureCopies()),
    ...(await measureRequests()),
    ...(await measureMany()),
    ...(await measureExpansion()),
  ]
}
