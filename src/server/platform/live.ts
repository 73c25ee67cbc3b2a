import type { Tx } from '#platform/db/db.ts'

/** An event for one person's open screens. `type` is one of the server events of the WebSocket protocol. */
export interface LiveEvent {
  readonly user_id: string
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

export interface Live {
  /** Stores the event and announces it to every node when the transaction commits. */
  publish(tx: Tx, event: LiveEvent): Promise<void>
}
