import type { MailFolders } from '#domain/mail-folders/port.ts'
import type { Clock } from '#platform/clock.ts'
import type { Dial } from '#platform/http/dial.ts'
import { openMailbox } from './client.ts'
import { problemOf } from './errors.ts'
import { foldersFrom, listOf, readFolder } from './parse.ts'

/** How long a server is waited for: until it is there, while it says nothing, for its folders, for a whole reading. */
interface Patience {
  readonly connect_ms: number
  readonly silence_ms: number
  readonly list_ms: number
  readonly read_ms: number
}

const PATIENCE: Patience = { connect_ms: 15_000, silence_ms: 30_000, list_ms: 30_000, read_ms: 240_000 }

/** Mailboxes over IMAP4rev1 (RFC 3501), opened with EXAMINE and read with BODY.PEEK: nothing is changed by reading. */
export function makeMailFolders(parts: { dial: Dial; clock: Clock; patience?: Partial<Patience> }): MailFolders {
  const patience = { ...PATIENCE, ...parts.patience }
  return {
    async folders(account) {
      const opened = await openMailbox(parts.dial, account, { ...patience, total_ms: patience.list_ms })
      if (opened.kind === 'failure') return opened
      try {
        return { kind: 'folders', folders: foldersFrom(await listOf(opened)) }
      } catch (error) {
        return { kind: 'failure', problem: problemOf(error, { account, late: opened.isLate() }) }
      } finally {
        await opened.leave()
      }
    },
    async *read(account, reading) {
      const opened = await openMailbox(parts.dial, account, { ...patience, total_ms: patience.read_ms })
      if (opened.kind === 'failure') return yield opened
      try {
        yield* readFolder(opened, reading, parts.clock)
      } catch (error) {
        yield { kind: 'failure', problem: problemOf(error, { account, late: opened.isLate() }) }
      } finally {
        await opened.leave()
      }
    },
  }
}
