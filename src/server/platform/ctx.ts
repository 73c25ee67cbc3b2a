import type { Cache } from '#platform/cache.ts'
import type { Clock } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/db/db.ts'
import type { Http } from '#platform/http/http.ts'
import type { Live } from '#platform/live.ts'
import type { Log } from '#platform/log.ts'
import type { Mail } from '#platform/mail.ts'
import type { Queue } from '#platform/queue.ts'
import type { Random } from '#platform/random.ts'
import type { Secrets } from '#platform/secrets.ts'

/** Everything that varies, handed to every use case, job and route. */
export interface Ctx {
  readonly config: Config
  readonly clock: Clock
  readonly random: Random
  /** A new UUIDv7. */
  readonly id: () => string
  readonly log: Log
  readonly db: Db
  readonly http: Http
  readonly queue: Queue
  readonly live: Live
  readonly secrets: Secrets
  readonly mail: Mail
  readonly cache: Cache
}
