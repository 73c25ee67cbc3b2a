import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A calendar at an address, with one event; it can be told to break. */
export interface FeedServer {
  readonly url: string
  broken: boolean
  close(): Promise<void>
}

/** Serves an .ics of its own on this machine. */
export async function serveFeed(title: string, start: Date): Promise<FeedServer> {
  const stamp = `${start.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
  const ics = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//feed//EN', 'BEGIN:VEVENT', 'UID:one@feed.example']
  const lines = [...ics, `DTSTAMP:${stamp}`, `DTSTART:${stamp}`, `SUMMARY:${title}`, 'END:VEVENT', 'END:VCALENDAR', '']
  const server = createServer((_, answer) => {
    answer.writeHead(feed.broken ? 500 : 200, { 'content-type': 'text/calendar' })
    answer.end(feed.broken ? 'broken' : lines.join('\r\n'))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const feed: FeedServer = {
    url: `http://127.0.0.1:${port}/calendar.ics`,
    broken: false,
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
  return feed
}
