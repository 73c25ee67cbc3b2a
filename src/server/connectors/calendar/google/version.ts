import { createHash } from 'node:crypto'
import type { Row, Whole } from './resource.ts'

// The version of an object as the engine keeps it: Google's etag of the event, and for a series what its instances were, since
// their changes leave the etag of the series as it is.

/** What a version tells. `instances` null: it is no series; '': a series of which no instance differs. */
export interface Version {
  readonly etag: string | null
  readonly instances: string | null
  /** Google made it (a birthday, a mail, a working place): it is shown, and not written. */
  readonly locked: boolean
}

export function versionOf({ master, exceptions }: Whole): string | null {
  if (master.etag === null) return null
  if (isLocked(master)) return `${master.etag} locked`
  return master.recurrence.length === 0 ? master.etag : `${master.etag} series:${hashOf(exceptions)}`
}

export function readVersion(version: string | null): Version {
  const [etag = null, more = ''] = version?.split(' ') ?? []
  const instances = more.startsWith('series:') ? more.slice('series:'.length) : null
  return { etag, instances, locked: more === 'locked' }
}

/** reference/events#eventType */
function isLocked({ eventType }: Row): boolean {
  return eventType !== 'default'
}

function hashOf(exceptions: readonly Row[]): string {
  if (exceptions.length === 0) return ''
  const all = exceptions.map(({ id, etag }) => `${id} ${etag}`).sort()
  return createHash('sha256').update(all.join('\n')).digest('base64url').slice(0, 22)
}
