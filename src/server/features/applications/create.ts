import type { z } from 'zod'
import { alreadyExists, inFuture, salaryIncomplete, tooLongAgo, unknownJob } from '#contract/applications.ts'
import type { Consequence, Similar, createApplication } from '#contract/applications.ts'
import type { findSimilar } from '#contract/application-board.ts'
import { consequence } from '#domain/applications/consequence.ts'
import { inOrder } from '#domain/applications/history.ts'
import { checkDate } from '#domain/applications/move.ts'
import type { ConsequenceCode } from '#domain/applications/move.ts'
import { companyKey, mayBeSameCompany, similarity } from '#domain/applications/similar.ts'
import type { SimilarCode } from '#domain/applications/similar.ts'
import type { Actor } from '#platform/actor.ts'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse, refuseField } from '#platform/errors.ts'
import { placeOf } from '#features/stages/index.ts'
import { recorded } from '#features/undo/index.ts'
import { readPosting } from './postings-link.ts'
import type { PostingBrief } from './postings-link.ts'
import { announce, markPosting, present } from './settle.ts'
import * as store from './store.ts'
import type { ApplicationRow, HistoryRow } from './tables.ts'

type Body = z.output<typeof createApplication.body>

/** Starts to track an application: its first history entry is its creation. */
export async function create(ctx: Ctx, actor: Actor, body: Body): Promise<z.input<typeof createApplication.response>> {
  return ctx.db.as(actor, async (tx) => {
    const about = await aboutOf(ctx, tx, actor, body)
    const place = (await placeOf(tx, actor.user_id, body)) ?? { status: 'interested' as const, stage_id: null }
    const now = ctx.clock.iso()
    const at = dateOf(body.status_at, now)
    const entry: HistoryRow = {
      id: ctx.id(),
      user_id: actor.user_id,
      application_id: ctx.id(),
      ...place,
      at,
      recorded_at: now,
      corrected_at: null,
      by_user_id: actor.user_id,
      note: body.note ?? null,
    }
    const row: ApplicationRow = { ...freshRow(actor.user_id, entry, now), ...about, posting_id: body.job_id ?? null }
    const warnings = await similarTo(tx, actor.user_id, row)
    const change = {
      user_id: actor.user_id,
      kind: 'application_created',
      label: `${row.company} added`,
      scope: [{ table: 'applications', column: 'id', ids: [row.id] }] as const,
    }
    const { undo_id } = await recorded(ctx, tx, change, () => write(ctx, tx, row, entry))
    await announce(ctx, tx, actor.user_id, { kind: 'created', application_ids: [row.id], status: row.status })
    return { ...(await present(ctx, tx, actor, row.id)), undo_id, warnings, consequences: consequencesOf(row) }
  })
}

/** Applications of the person that a new one may repeat. */
export async function similar(
  ctx: Ctx,
  actor: Actor,
  query: z.output<typeof findSimilar.query>,
): Promise<{ items: Similar[] }> {
  return ctx.db.as(actor, async (tx) => {
    const posting = query.job_id === undefined ? null : await readPosting(ctx, tx, actor, query.job_id)
    const company = query.company ?? posting?.company ?? ''
    const title = query.title ?? posting?.title ?? ''
    return { items: await similarTo(tx, actor.user_id, { posting_id: query.job_id ?? null, company, title }) }
  })
}

/** A new application as its row has it, standing where its creation says. */
export function freshRow(user_id: string, creation: HistoryRow, now: string): ApplicationRow {
  return {
    ...store.derivedColumns(inOrder([creation])),
    id: creation.application_id,
    user_id,
    posting_id: null,
    title: '',
    company: '',
    company_key: '',
    location: null,
    url: null,
    source: null,
    salary_min: null,
    salary_max: null,
    salary_currency: null,
    salary_period: null,
    next_action: null,
    next_action_at: null,
    archived_at: null,
    deleted_at: null,
    is_sample: false,
    created_at: now,
    updated_at: now,
    version: 1,
  }
}

/** Refuses a salary that cannot be read: no currency, or upside down. Its period may be unknown. */
export function checkSalary(row: Pick<ApplicationRow, 'salary_min' | 'salary_max' | 'salary_currency'>): void {
  const { salary_min: min, salary_max: max } = row
  if (min === null && max === null) return
  if (row.salary_currency === null) refuse(salaryIncomplete)
  if (min !== null && max !== null && min > max) refuse(salaryIncomplete)
}

async function write(ctx: Ctx, tx: Tx, row: ApplicationRow, entry: HistoryRow): Promise<void> {
  if (!(await store.insertApplication(tx, row))) {
    const existing = row.posting_id === null ? null : await store.findByPosting(tx, row.user_id, row.posting_id)
    refuse(alreadyExists, { details: { existing_id: existing?.id ?? null } })
  }
  await store.insertHistory(tx, [entry])
  await markPosting(ctx, tx, row)
}

const EMPTY: Omit<PostingBrief, 'title' | 'company'> = {
  location: null,
  url: null,
  source: null,
  salary_min: null,
  salary_max: null,
  salary_currency: null,
  salary_period: null,
}

async function aboutOf(ctx: Ctx, tx: Tx, actor: Actor, body: Body) {
  const posting = body.job_id === undefined ? null : await readPosting(ctx, tx, actor, body.job_id)
  if (body.job_id !== undefined && posting === null) return refuseField(unknownJob, 'job_id')
  const title = body.title ?? posting?.title ?? ''
  const company = body.company ?? posting?.company ?? ''
  const base = { ...EMPTY, ...posting }
  const about = {
    title,
    company,
    company_key: companyKey(company),
    location: body.location ?? base.location,
    url: body.url ?? base.url,
    source: body.source ?? base.source,
    salary_min: body.salary_min ?? base.salary_min,
    salary_max: body.salary_max ?? base.salary_max,
    salary_currency: body.salary_currency ?? base.salary_currency,
    salary_period: body.salary_period ?? base.salary_period,
    next_action: body.next_action ?? null,
    next_action_at: body.next_action_at ?? null,
  }
  checkSalary(about)
  return about
}

function dateOf(status_at: string | undefined, now: string): string {
  if (status_at === undefined) return now
  const checked = checkDate(isoOf(Date.parse(status_at)), now)
  if ('at' in checked) return checked.at
  return refuse(checked.refused === 'in_future' ? inFuture : tooLongAgo)
}

/** What a person applied for at the company of an application, besides this one. */
export async function appliedBefore(tx: Tx, row: ApplicationRow): Promise<Similar[]> {
  const found = await similarTo(tx, row.user_id, row)
  return found.filter(({ application: { id, applied_on } }) => id !== row.id && applied_on !== null)
}

async function similarTo(
  tx: Tx,
  user_id: string,
  next: { posting_id: string | null; company: string; title: string },
): Promise<Similar[]> {
  if (next.company === '' && next.posting_id === null) return []
  const companies = (await store.companiesOf(tx, user_id)).filter((name) => mayBeSameCompany(name, next.company))
  const candidates = await store.findCandidates(tx, user_id, { companies, posting_id: next.posting_id })
  const found = candidates.flatMap((row) => {
    const code = similarity(row, next)
    if (code === null) return []
    const { id, title, company, status, status_at, applied_on } = row
    return [{ code, message: warning(code, row), application: { id, title, company, status, status_at, applied_on } }]
  })
  return SURER.flatMap((code) => found.filter((one) => one.code === code)).slice(0, 20)
}

const SURER: readonly SimilarCode[] = ['same_posting', 'same_role', 'same_company']

function warning(code: SimilarCode, row: ApplicationRow): string {
  const since = `${row.status} since ${row.status_at.slice(0, 10)}`
  switch (code) {
    case 'same_posting':
      return `You track this posting already (${since}).`
    case 'same_role':
      return `${row.company}: "${row.title}" looks like the same role (${since}).`
    case 'same_company':
      return `You have another application at ${row.company}: "${row.title}" (${since}).`
  }
}

function consequencesOf(row: ApplicationRow): Consequence[] {
  const codes: ConsequenceCode[] = row.applied_at === null ? [] : ['applied_recorded']
  if (row.applied_at !== null && row.posting_id !== null) codes.push('posting_marked')
  return codes.map(consequence)
}
