import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely'
import pg from 'pg'
import type { Actor } from '#platform/actor.ts'
import type { Tables } from './tables.ts'

/** One transaction. Everything that a unit of work reads and writes goes through it. */
export type Tx = Kysely<Tables> & { readonly client: pg.PoolClient }

/** Whose rows a transaction shows. `read_only`: PostgreSQL refuses every write in it. */
export type Reader = Pick<Actor, 'user_id' | 'firm_id'> & { readonly read_only?: true }

/**
 * The only doors to the data. Where two transactions wait for each other, PostgreSQL ends one, and its work is done from its
 * beginning again: it keeps nothing outside of the database before it has come to its end.
 */
export interface Db {
  /** A transaction in which row-level security shows the actor's rows and nothing else. */
  as<Result>(actor: Reader, work: (tx: Tx) => Promise<Result>): Promise<Result>
  /** A transaction over all rows, for background work and sign-in. The reason is what logs and reviews look for. */
  asSystem<Result>(reason: string, work: (tx: Tx) => Promise<Result>): Promise<Result>
  /**
   * The same beside a transaction that its caller holds, so that two connections write at once. It comes to its end before that
   * one, and what it wrote stays if that one fails. A process has one connection for this: nobody who holds another waits for
   * a third. PostgreSQL cannot see that the two belong together, so it waits at most two seconds for what others hold.
   */
  besideSystem<Result>(reason: string, work: (tx: Tx) => Promise<Result>): Promise<Result>
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const REASON = /^[a-z0-9 :._-]{3,80}$/i

// Rows travel to the wire as they are: instants and dates as text, counts as numbers.
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => instantText(text))
types.setTypeParser(pg.types.builtins.DATE, (text) => text)
types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text))
types.setTypeParser(pg.types.builtins.NUMERIC, (text) => Number(text))

/** A pool whose sessions hold the role `copilot_app` or `copilot_system`; neither can bypass row-level security. */
export function makePool(url: string, role: 'copilot_app' | 'copilot_system', max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    options: `-c role=${role} -c timezone=UTC -c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000`,
    application_name: 'career-copilot',
    connectionTimeoutMillis: 10_000,
  })
  // A connection that dies while idle is replaced at the next use; without a listener Node would end.
  pool.on('error', () => {})
  // The pool stops listening to a client that it is closing, and the server may still end that one first.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** The doors over pools of `copilot_app`; `beside` has one connection. */
export function makeDb(pool: pg.Pool, beside: pg.Pool): Db {
  return {
    as: (actor, work) => inTransaction(pool, actorSettings(actor), work),
    asSystem: (reason, work) => inTransaction(pool, systemSettings(reason), work),
    besideSystem: (reason, work) =>
      inTransaction(beside, `${systemSettings(reason)}; SET LOCAL lock_timeout = 2000`, work),
  }
}

function actorSettings(actor: Reader): string {
  if (!UUID.test(actor.user_id) || !UUID.test(actor.firm_id)) throw new Error('An actor has a user_id and a firm_id.')
  const begin = actor.read_only === true ? 'BEGIN READ ONLY' : 'BEGIN'
  return `${begin}; SET LOCAL app.user_id = '${actor.user_id}'; SET LOCAL app.firm_id = '${actor.firm_id}'`
}

function systemSettings(reason: string): string {
  if (!REASON.test(reason)) throw new Error('asSystem needs a reason of plain words.')
  return `BEGIN; SET LOCAL ROLE copilot_system; SET LOCAL app.reason = '${reason}'`
}

/** How often one is begun that PostgreSQL ends for the sake of another. */
const BEGUN = 3

async function inTransaction<Result>(pool: pg.Pool, begin: string, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  for (let begun = 1; ; begun += 1) {
    try {
      return await once(pool, begin, work)
    } catch (error) {
      if (begun === BEGUN || !isDeadlock(error)) throw error
    }
  }
}

// deadlock_detected (PostgreSQL's error codes, class 40): it is over for the one that is told so, and may be tried again.
const isDeadlock = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '40P01'

async function once<Result>(pool: pg.Pool, begin: string, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  const client = await pool.connect()
  let broken: Error | undefined
  const onError = (error: Error) => {
    broken = error
  }
  client.on('error', onError)
  try {
    await client.query(begin)
    const result = await work(kyselyOver(client))
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.off('error', onError)
    client.release(broken)
  }
}

function kyselyOver(client: pg.PoolClient): Tx {
  const connection = new ClientConnection(client)
  const kysely = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new ClientDriver(connection),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  return Object.assign(kysely, { client })
}

class ClientConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient
  constructor(client: pg.PoolClient) {
    this.#client = client
  }
  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const result = await this.#client.query<Row & pg.QueryResultRow>(query.sql, [...query.parameters])
    const changed = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(result.command)
    return changed ? { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) } : { rows: result.rows }
  }
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('Streaming goes through keyset pages.')
  }
}

/** Kysely over the one client of a transaction that is already open. */
class ClientDriver implements Driver {
  readonly #connection: ClientConnection
  constructor(connection: ClientConnection) {
    this.#connection = connection
  }
  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }
  async beginTransaction(): Promise<void> {
    throw new Error('A unit of work is one transaction; it cannot open another.')
  }
  async commitTransaction(): Promise<void> {}
  async rollbackTransaction(): Promise<void> {}
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}

// '2026-11-21 09:30:00.123456+00' -> '2026-11-21T09:30:00.123456Z'; sessions are in UTC.
function instantText(text: string): string {
  return text.endsWith('+00') ? `${text.slice(0, 10)}T${text.slice(11, -3)}Z` : text
}
