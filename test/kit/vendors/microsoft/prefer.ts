import type { IncomingHttpHeaders } from 'node:http'
import { UTC, zoneNamed } from './times.ts'
import type { Zone } from './times.ts'

/** How a program wants to be answered; it has to say so with each request. */
export interface Prefer {
  readonly zone: Zone
  readonly text: boolean
  readonly immutable: boolean
  readonly pageSize: number | null
  /** What was understood, for `Preference-Applied`. */
  readonly applied: string
}

/** Reads `Prefer` (learn.microsoft.com/graph/api/event-get and …/event-delta, "Request headers"; …/outlook-immutable-id). */
export function readPrefer(headers: IncomingHttpHeaders): Prefer {
  const sent = String(headers['prefer'] ?? '')
  const value = (name: string) => new RegExp(`${name}\\s*=\\s*"?([^",;]+)"?`, 'i').exec(sent)?.[1]?.trim()
  const zone = value('outlook\\.timezone')
  const size = Number(value('odata\\.maxpagesize') ?? 0)
  return {
    zone: zone === undefined ? UTC : zoneNamed(zone),
    text: value('outlook\\.body-content-type')?.toLowerCase() === 'text',
    immutable: value('IdType')?.toLowerCase() === 'immutableid',
    pageSize: size > 0 ? size : null,
    applied: sent,
  }
}
