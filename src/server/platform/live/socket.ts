import type { WebSocket } from 'ws'
import { ClientMessage, LIVE_TYPES } from '#contract/live.ts'
import type { LiveType, ServerEvent } from '#contract/live.ts'
import type { Actor } from '#platform/actor.ts'
import type { StoredEvent } from './store.ts'

/** What one socket needs from the rest. */
export interface SocketDoors {
  readonly id: () => string
  readonly now: () => string
  /** The person's events after this one, or null when there are too many to tell. */
  readonly replay: (actor: Actor, since: string) => Promise<readonly StoredEvent[] | null>
  readonly markRead: (actor: Actor, id: string) => Promise<string>
  /** The socket edge: what went wrong while a message was answered. */
  readonly failed: (error: unknown) => void
}

const BACKPRESSURE_BYTES = 1_000_000
const REMEMBERED = 500
const MESSAGES_A_BEAT = 120

/** One open connection of one person: what it receives, and what it asks. */
export class LiveSocket {
  readonly actor: Actor
  readonly #socket: WebSocket
  readonly #doors: SocketDoors
  readonly #sent = new Set<string>()
  /** Null: every type. */
  #types: Set<string> | null = null
  /** The last event that was told, for catching up. */
  #last: string
  /** Events that arrive while a replay is under way. */
  #held: StoredEvent[] | null = null
  #alive = true
  #messages = 0
  /** Messages are answered one after the other. */
  #turn: Promise<void> = Promise.resolve()

  constructor(socket: WebSocket, actor: Actor, doors: SocketDoors) {
    this.#socket = socket
    this.actor = actor
    this.#doors = doors
    this.#last = doors.id()
    socket.on('pong', () => void (this.#alive = true))
    socket.on('message', (data, binary) => this.#receive(binary ? null : data.toString()))
    // The close that follows says what happened.
    socket.on('error', () => {})
  }

  /** Tells what came after `since` (by default: after the last event told), in order, nothing twice. */
  async catchUp(since: string = this.#last): Promise<void> {
    if (this.#held !== null) return
    this.#held = []
    try {
      const missed = await this.#doors.replay(this.actor, since)
      if (missed === null)
        this.#answer('system', { kind: 'resync', message: 'More was missed than is told again. Load everything anew.' })
      for (const event of missed ?? []) this.#tell(event)
    } catch (error) {
      this.#doors.failed(error)
      this.close(1013, 'What was missed could not be read. Connect again.')
    }
    const held = this.#held
    this.#held = null
    for (const event of held) this.#tell(event)
  }

  deliver(event: StoredEvent): void {
    if (this.#held === null) this.#tell(event)
    else this.#held.push(event)
  }

  /** Every 30 seconds: false when nothing came back since the last beat, so that the connection is dead. */
  beat(): boolean {
    if (!this.#alive) {
      this.#socket.terminate()
      return false
    }
    this.#alive = false
    this.#messages = 0
    this.#socket.ping()
    return true
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason)
  }

  #tell(event: StoredEvent): void {
    if (this.#sent.has(event.id)) return
    this.#sent.add(event.id)
    const oldest = this.#sent.values().next()
    if (this.#sent.size > REMEMBERED && oldest.done !== true) this.#sent.delete(oldest.value)
    this.#pass(event)
  }

  #pass(event: StoredEvent): void {
    if (event.id > this.#last) this.#last = event.id
    if (this.#types === null || this.#types.has(event.type) || event.type === 'system') this.#send(event)
  }

  #receive(text: string | null): void {
    this.#messages += 1
    if (this.#messages > MESSAGES_A_BEAT) this.close(1008, 'Too many messages.')
    else this.#turn = this.#turn.then(() => this.#reply(text))
  }

  async #reply(text: string | null): Promise<void> {
    const message = ClientMessage.safeParse(parseJson(text))
    if (!message.success)
      return this.#answer('error', { code: 'invalid_message', message: 'This message is not one of the protocol.' })
    try {
      await this.#obey(message.data)
    } catch (error) {
      this.#doors.failed(error)
      this.#answer('error', { code: 'internal', message: 'This could not be done. Try again.' })
    }
  }

  async #obey(message: ClientMessage): Promise<void> {
    switch (message.type) {
      case 'ping':
        return this.#answer('pong', {})
      case 'subscribe':
        return this.#subscribe([...(this.#types ?? []), ...message.types])
      case 'unsubscribe':
        return this.#subscribe(
          [...(this.#types ?? LIVE_TYPES)].filter((type) => !message.types.some((gone) => gone === type)),
        )
      case 'mark_read':
        return this.#answer('marked_read', { last_read_id: await this.#doors.markRead(this.actor, message.id) })
    }
  }

  #subscribe(types: readonly string[]): void {
    this.#types = new Set(types)
    this.#answer('subscribed', { types: LIVE_TYPES.filter((type: LiveType) => this.#types?.has(type)) })
  }

  #answer<Type extends ServerEvent['type']>(type: Type, data: Extract<ServerEvent, { type: Type }>['data']): void {
    this.#send({ type, id: this.#doors.id(), at: this.#doors.now(), data })
  }

  #send(event: StoredEvent | { type: string; id: string; at: string; data: object }): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    // Who reads too slowly is let go before the memory is full; `since` brings back what was missed.
    if (this.#socket.bufferedAmount > BACKPRESSURE_BYTES) return this.close(1013, 'Too slow. Connect again.')
    this.#socket.send(JSON.stringify(event))
  }
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
