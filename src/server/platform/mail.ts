import type { Tx } from '#platform/db/db.ts'

export interface Message {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
}

export interface Mail {
  /** Queues a message in the caller's transaction; a job sends it, or writes it to the outbox folder without SMTP. */
  send(tx: Tx, message: Message): Promise<void>
  /** False when messages go to `DATA_DIR/outbox`: screens that wait for a mail say so. */
  readonly delivers: boolean
}
