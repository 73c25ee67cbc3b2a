import { z } from 'zod'
import type { BoardFacts, JobBoard } from '#domain/postings/job-board-port.ts'
import type { SecretPlace, Secrets } from '#platform/secrets.ts'
import type { SealedColumn } from '#platform/rotate-secrets.ts'
import { refuse } from '#platform/errors.ts'
import { invalidInput } from '#platform/serve/input.ts'
import type { KeyRow } from './tables.ts'

/** What `career-copilot rotate-secrets` seals anew. */
export const sealedColumns: readonly SealedColumn[] = [{ table: 'source_keys', column: 'sealed', row: 'source_id' }]

/** Settings of a source: what people may read, and the key, which goes in and never comes out. */
export interface Settings {
  readonly open: Record<string, unknown>
  readonly key: Record<string, string>
}

const Open = z.record(z.string(), z.unknown())
const Key = z.record(z.string(), z.string())

/** True for a source that nobody reads without a key. */
export function needsKey(facts: BoardFacts): boolean {
  return secretsOf(facts).length > 0
}

/** Settings that fit the board; refuses with the field that does not. */
export function checked(board: JobBoard, config: unknown): Record<string, unknown> {
  const parsed = board.config.safeParse(config)
  if (parsed.success) return Open.parse(parsed.data ?? {})
  const field_errors = parsed.error.issues.map((issue) => ({
    field: ['config', ...issue.path].map(String).join('.'),
    code: issue.code,
    message: issue.message,
  }))
  return refuse(invalidInput, { field_errors })
}

/**
 * New settings beside the key that is kept: a part of it that is left out or empty stays as it is. Null: a part is
 * null, which takes the key away.
 */
export function settingsFrom(board: JobBoard, given: Record<string, unknown>, kept: Settings['key']): Settings | null {
  const names = secretsOf(board.facts)
  if (names.some((name) => given[name] === null)) return null
  const left = names.filter((name) => given[name] === undefined || given[name] === '')
  const stays = Object.fromEntries(left.flatMap((name) => (name in kept ? [[name, kept[name]]] : [])))
  const all = checked(board, { ...without(given, left), ...stays })
  return { open: without(all, names), key: Key.parse(Object.fromEntries(names.map((name) => [name, all[name]]))) }
}

/** The key as it is stored: sealed, and of no use in the row of another source. */
export function sealKey(secrets: Secrets, source_id: string, key: Settings['key']): string {
  return secrets.seal(JSON.stringify(key), placeOf(source_id))
}

export function openKey(secrets: Secrets, row: Pick<KeyRow, 'source_id' | 'sealed'>): Settings['key'] {
  return Key.parse(JSON.parse(secrets.open(row.sealed, placeOf(row.source_id))))
}

function secretsOf(facts: BoardFacts): string[] {
  return facts.config_fields.filter((field) => field.kind === 'secret').map((field) => field.name)
}

function without(config: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(config).filter(([name]) => !names.includes(name)))
}

function placeOf(source_id: string): SecretPlace {
  return { table: 'source_keys', row: source_id, column: 'sealed' }
}
