import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface RawFeed {
  readonly origin: string
  /** Paths that were asked for, so far. */
  readonly asked: string[]
  /** What is answered, byte by byte as it says. */
  answer: (response: ServerResponse, request: IncomingMessage) => void
  close(): Promise<void>
}

/** A source that answers with bytes of the test's own, for what no honest server would send. */
export async function startRawFeed(): Promise<RawFeed> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    feed.answer(response, request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const feed: RawFeed = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answer: (response) => void response.writeHead(404).end(),
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  return feed
}
