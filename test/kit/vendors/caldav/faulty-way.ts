import { FaultQueue, RequestLog } from '#kit/vendors/faults.ts'
import { startFaultyServer } from '#kit/vendors/faulty-server.ts'
import type { FaultyServer } from '#kit/vendors/faulty-server.ts'

/** A way to a real server on which requests and answers can go wrong. */
export async function startFaultyWay(
  origin: string,
): Promise<FaultyServer & { readonly faults: FaultQueue; readonly log: RequestLog }> {
  const faults = new FaultQueue()
  const log = new RequestLog()
  const server = await startFaultyServer({
    faults,
    log,
    async answer({ method, path, query, headers, body }) {
      const { host: _host, connection: _connection, 'content-length': _length, ...kept } = headers
      const search = query.size === 0 ? '' : `?${query.toString()}`
      const answer = await fetch(`${origin}${path}${search}`, {
        method,
        headers: { ...Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, String(value)])) },
        body: method === 'GET' ? null : body,
        redirect: 'manual',
      })
      const { 'content-encoding': _coding, 'content-length': _size, ...told } = Object.fromEntries(answer.headers)
      return { status: answer.status, headers: told, body: await answer.text() }
    },
    control: () => null,
  })
  return { ...server, faults, log }
}
