import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/db.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    http_budgets: { budget_key: string; day: string; used: number }
  }
}

/** How many requests each key has made on a UTC day; background work only. */
export async function spentOn(tx: Tx, day: string): Promise<Map<string, number>> {
  const rows = await tx.selectFrom('http_budgets').select(['budget_key', 'used']).where('day', '=', day).execute()
  return new Map(rows.map((row) => [row.budget_key, row.used]))
}

/** Counts requests per key and UTC day, so that a source's daily allowance holds across processes and restarts. */
export interface BudgetLedger {
  /** Takes one request out of the day's allowance; false when nothing is left. */
  spend(key: string, day: string, allowance: number): Promise<boolean>
}

/** A ledger in memory, for tests and programs without a database. */
export function memoryBudgets(): BudgetLedger {
  const used = new Map<string, number>()
  return {
    async spend(key, day, allowance) {
      const place = `${day} ${key}`
      const before = used.get(place) ?? 0
      if (before >= allowance) return false
      used.set(place, before + 1)
      return true
    },
  }
}

/** The ledger in `http_budgets`; the count and the check are one statement. */
export function dbBudgets(db: Db): BudgetLedger {
  return {
    spend: (key, day, allowance) =>
      db.asSystem('http daily budget', async (tx) => {
        if (allowance <= 0) return false
        const { rows } = await sql<{ used: number }>`
          INSERT INTO http_budgets AS b (budget_key, day, used) VALUES (${key}, ${day}, 1)
          ON CONFLICT (budget_key, day) DO UPDATE SET used = b.used + 1 WHERE b.used < ${allowance}
          RETURNING used`.execute(tx)
        return rows.length === 1
      }),
  }
}
