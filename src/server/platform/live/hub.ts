import { z } from 'zod'
import type { Db } from '#platform/db/db.ts'
import type { Log } from '#platform/log.ts'
import type { Metrics } from '#platform/metrics.ts'
import type { Signals } from '#platform/signals.ts'
import type { LiveSocket } from './socket.ts'
import { eventById } from './store.ts'
import type { StoredEvent } from './store.ts'

const Note = z.union([
  z.object({
    revoked: z.union([
      z.object({ session_id: z.string() }),
      z.object({ user_id: z.uuid(), except_session_id: z.string().nullable().optional() }),
    ]),
  }),
  z.object({
    user_id: z.uuid(),
    id: z.uuid(),
    type: z.string(),
    data: z.record(z.string(), z.unknown()),
    at: z.string(),
  }),
  z.object({ user_id: z.uuid(), id: z.uuid() }),
])

const BEAT_MS = 30_000

interface Member {
  readonly socket: LiveSocket
  /** False once the credentials that opened it are good no longer. */
  readonly stillValid: () => Promise<boolean>
}

/** The open sockets of this node, by person. */
export class Hub {
  readonly #options: { db: Db; log: Log; metrics: Pick<Metrics, 'sockets'> }
  readonly #byUser = new Map<string, Set<Member>>()
  readonly #off: readonly (() => void)[]
  readonly #timer: NodeJS.Timeout

  constructor(options: { db: Db; signals: Signals; log: Log; metrics: Pick<Metrics, 'sockets'> }) {
    this.#options = options
    this.#off = [
      options.signals.on('copilot_live', (payload) => void this.#heard(payload)),
      options.signals.onGap(() => void Promise.all([...this.#members()].map(({ socket }) => socket.catchUp()))),
    ]
    this.#timer = setInterval(() => void this.beat(), BEAT_MS)
  }

  countOf(user_id: string): number {
    return this.#byUser.get(user_id)?.size ?? 0
  }

  /** Adds a socket; the answer removes it. */
  add(member: Member): () => void {
    const { user_id } = member.socket.actor
    const members = this.#byUser.get(user_id) ?? new Set()
    this.#byUser.set(user_id, members.add(member))
    this.#options.metrics.sockets(1)
    return () => {
      if (!members.delete(member)) return
      if (members.size === 0) this.#byUser.delete(user_id)
      this.#options.metrics.sockets(-1)
    }
  }

  /** Pings every socket, drops the dead, and lets go of those whose session has ended. */
  async beat(): Promise<void> {
    for (const { socket, stillValid } of this.#members()) {
      if (!socket.beat()) continue
      const valid = await stillValid().catch((error: unknown) => {
        this.#options.log.warn({ error }, 'a live session could not be checked')
        return true
      })
      if (!valid) socket.close(4401, 'The session ended.')
    }
  }

  stop(): void {
    clearInterval(this.#timer)
    for (const off of this.#off) off()
    this.closeAll()
  }

  closeAll(): void {
    for (const { socket } of this.#members()) socket.close(1001, 'The server stops.')
  }

  #members(): readonly Member[] {
    return [...this.#byUser.values()].flatMap((members) => [...members])
  }

  async #heard(payload: string): Promise<void> {
    const parsed = Note.safeParse(JSON.parse(payload))
    // From a node of another release, perhaps; its event is in the table, and the next replay tells it.
    if (!parsed.success)
      return this.#options.log.warn({ problem: parsed.error.message }, 'a live note was not understood')
    const note = parsed.data
    if ('revoked' in note) return this.#revoke(note.revoked)
    const members = this.#byUser.get(note.user_id)
    if (members === undefined) return
    const event: StoredEvent | null =
      'type' in note ? { id: note.id, type: note.type, data: note.data, at: note.at } : await this.#load(note.id)
    if (event !== null) for (const { socket } of members) socket.deliver(event)
  }

  #revoke(who: { session_id: string } | { user_id: string; except_session_id?: string | null | undefined }): void {
    for (const { socket } of this.#members()) {
      const { session_id, user_id } = socket.actor
      const ends =
        'user_id' in who
          ? who.user_id === user_id && (session_id === null || session_id !== who.except_session_id)
          : who.session_id === session_id
      if (ends) socket.close(4401, 'The session ended.')
    }
  }

  /** The live edge: an event that cannot be read now is told by the next replay. */
  async #load(id: string): Promise<StoredEvent | null> {
    try {
      return await this.#options.db.asSystem('live event', (tx) => eventById(tx, id))
    } catch (error) {
      this.#options.log.error({ error, id }, 'a live event could not be read')
      return null
    }
  }
}
