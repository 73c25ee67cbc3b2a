import { addDays, fromLocalInput } from './format-time.ts'

/** Dates as fields hold them; empty: no such end. */
export interface Days {
  readonly from: string
  readonly to: string
}

/** From the first moment of the first day to the first one after the last, on the clocks of a zone. */
export function daysAsInstants({ from, to }: Days, zone: string): { from?: string; to?: string } {
  return {
    ...(from === '' ? {} : { from: fromLocalInput(`${from}T00:00`, zone) }),
    ...(to === '' ? {} : { to: fromLocalInput(`${addDays(to, 1)}T00:00`, zone) }),
  }
}
