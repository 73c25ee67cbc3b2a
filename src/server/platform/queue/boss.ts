import pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { ConstructorOptions } from 'pg-boss'

type Statements = NonNullable<ConstructorOptions['db']>

/** pg-boss over connections of ours; it reads times as dates, where the rest of the app reads them as text. */
export function statementsOver(connection: pg.Pool | pg.ClientBase): Statements {
  return {
    executeSql: (text, values) =>
      connection.query({ text, types: pg.types, ...(values === undefined ? {} : { values }) }),
  }
}

/** A pg-boss that neither schedules nor cleans up, unless it is told to. */
export function makeBoss(
  connection: pg.Pool | pg.ClientBase,
  options: { housekeeping: boolean; migrate: boolean; every_s?: number | undefined },
): PgBoss {
  const { every_s = 30 } = options
  return new PgBoss({
    db: statementsOver(connection),
    schema: 'pgboss',
    createSchema: false,
    migrate: options.migrate,
    supervise: options.housekeeping,
    schedule: options.housekeeping,
    monitorIntervalSeconds: every_s,
    superviseIntervalSeconds: every_s,
    cronMonitorIntervalSeconds: every_s,
    cronWorkerIntervalSeconds: Math.min(5, every_s),
  })
}

/**
 * Makes or updates the queue's own tables, as the role that owns them; `admin` may take that role. The schema and
 * what people's transactions may do in it come from the migrations.
 */
export async function createQueueSchema(admin: pg.ClientBase): Promise<void> {
  await admin.query('SET ROLE copilot_system')
  try {
    const boss = makeBoss(admin, { housekeeping: false, migrate: true })
    await boss.start()
    await boss.stop({ graceful: false, close: false })
  } finally {
    await admin.query('RESET ROLE')
  }
}
