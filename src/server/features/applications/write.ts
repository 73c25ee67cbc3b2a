import type { PayPeriod } from '#contract/posting-fields.ts'
import type { Status } from '#contract/stages.ts'
import { inOrder } from '#domain/applications/history.ts'
import { companyKey } from '#domain/applications/similar.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { freshRow } from './create.ts'
import { markPosting } from './settle.ts'
import * as store from './store.ts'
import type { HistoryRow } from './tables.ts'

/** An application with a history that is known whole: of sample data, or of an import. */
export interface WholeApplication {
  readonly posting_id?: string | null
  readonly title: string
  readonly company: string
  readonly location?: string | null
  readonly url?: string | null
  readonly source?: string | null
  readonly salary?: { min: number | null; max: number | null; currency: string; period: PayPeriod } | null
  /** Oldest first. */
  readonly history: readonly { readonly status: Status; readonly at: string; readonly note?: string }[]
  readonly next_action?: string | null
  readonly next_action_at?: string | null
  readonly notes?: readonly { at: string; text: string }[]
  readonly is_sample?: boolean
}

/** Writes an application with its whole history, in nobody's name. Null when its posting is tracked already. */
export async function writeApplication(
  ctx: Ctx,
  tx: Tx,
  user_id: string,
  one: WholeApplication,
): Promise<string | null> {
  const application_id = ctx.id()
  const entry = { user_id, application_id, stage_id: null, corrected_at: null, by_user_id: null }
  const rows: HistoryRow[] = one.history.map(({ status, at, note = null }) => ({
    ...entry,
    id: ctx.id(),
    status,
    at,
    recorded_at: at,
    note,
  }))
  const history = inOrder(rows)
  const row = {
    ...freshRow(user_id, history[0], history[0].at),
    ...store.derivedColumns(history),
    posting_id: one.posting_id ?? null,
    title: one.title,
    company: one.company,
    company_key: companyKey(one.company),
    location: one.location ?? null,
    url: one.url ?? null,
    source: one.source ?? null,
    salary_min: one.salary?.min ?? null,
    salary_max: one.salary?.max ?? null,
    salary_currency: one.salary?.currency ?? null,
    salary_period: one.salary?.period ?? null,
    next_action: one.next_action ?? null,
    next_action_at: one.next_action_at ?? null,
    is_sample: one.is_sample ?? false,
    updated_at: history.at(-1)?.at ?? history[0].at,
  }
  if (!(await store.insertApplication(tx, row))) return null
  await store.insertHistory(tx, history)
  for (const { at, text } of one.notes ?? []) {
    await store.insertNote(tx, {
      id: ctx.id(),
      user_id,
      application_id,
      text,
      created_at: at,
      updated_at: at,
      version: 1,
    })
  }
  await markPosting(ctx, tx, row)
  return application_id
}
