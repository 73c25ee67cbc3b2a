import { readMultistatus } from '#connectors/calendar/caldav/multistatus.ts'
import type { RealCaldav } from './servers.ts'

/** A calendar on a real server, as another program of the same person sees it. */
export interface Collection {
  readonly url: string
  /** The name at the end of its path. */
  readonly name: string
  /** Stores an object, whatever lay there. */
  put(object: string, text: string): Promise<void>
  remove(object: string): Promise<void>
  /** What every object says, by its name. */
  all(): Promise<ReadonlyMap<string, string>>
}

const EVERYTHING = `<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
  <D:prop><D:getetag/><C:calendar-data/></D:prop><C:filter><C:comp-filter name="VCALENDAR"/></C:filter>
</C:calendar-query>`

/** Makes a calendar; the home of Radicale is named after the person, that of Xandikos is always the same. */
export async function makeCollection(server: RealCaldav, name: string): Promise<Collection> {
  const home = server.kind === 'radicale' ? `${server.origin}/${server.username}/` : `${server.origin}/user/calendars/`
  const url = `${home}${name}/`
  const authorization = `Basic ${Buffer.from(`${server.username}:${server.password}`).toString('base64')}`

  async function ask(method: string, at: string, init: { body?: string; headers?: Record<string, string> } = {}) {
    const headers = { authorization, ...init.headers }
    const answer = await fetch(at, { method, headers, body: init.body ?? null })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${at}: ${answer.status} ${text}`)
    return text
  }

  await ask('MKCALENDAR', url)
  return {
    url,
    name,
    put: async (object, body) =>
      void (await ask('PUT', url + object, { body, headers: { 'content-type': 'text/calendar; charset=utf-8' } })),
    remove: async (object) => void (await ask('DELETE', url + object)),
    async all() {
      const answer = await ask('REPORT', url, { body: EVERYTHING, headers: { depth: '1', 'content-type': 'text/xml' } })
      const responses = readMultistatus(answer)?.responses
      if (responses === undefined) throw new Error(`REPORT ${url}: ${answer}`)
      return new Map(
        responses.map(({ href, props }) => [href.split('/').at(-1) ?? '', props.get('calendar-data')?.text ?? '']),
      )
    },
  }
}
