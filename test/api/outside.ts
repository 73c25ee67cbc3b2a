import { FaultQueue, RequestLog } from '#kit/vendors/faults.ts'
import { startFaultyServer } from '#kit/vendors/faulty-server.ts'
import { startBoards } from '#kit/vendors/boards/server.ts'

/** Where the victim's feed of events lies. */
export const FEED = 'https://calendar.example.org/victim.ics'

/** What of the outside answers in tests of the whole API. */
export interface Outside {
  /** For `OUTBOUND_REWRITE`. */
  readonly rewrites: Readonly<Record<string, string>>
  close(): Promise<void>
}

const FILE = [
  ...[
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//victim//EN',
    'BEGIN:VEVENT',
    'UID:victim-1',
    'DTSTAMP:20261024T080000Z',
  ],
  ...['DTSTART:20261030T090000Z', 'SUMMARY:Something of the victim', 'END:VEVENT', 'END:VCALENDAR', ''],
].join('\r\n')

export async function startOutside(): Promise<Outside> {
  const boards = await startBoards({ fixturesDir: null })
  const feed = await startFaultyServer({
    ...{ faults: new FaultQueue(), log: new RequestLog(), control: () => null },
    answer: () => ({ status: 200, headers: { 'content-type': 'text/calendar' }, body: FILE }),
  })
  return {
    rewrites: { ...boards.rewrites, [new URL(FEED).origin]: feed.origin },
    close: async () => {
      await boards.close()
      await feed.close()
    },
  }
}
