import { fingerprint } from '#platform/fingerprint.ts'
import { storable } from '#domain/postings/storable.ts'
import { sql } from 'kysely'
import { notFound, staleVersion } from '#contract/endpoint.ts'
import type { CloseReason } from '#contract/posting-fields.ts'
import type { JobChange, NewJob } from '#contract/postings.ts'
import { notYours, postingInUse } from '#contract/postings.ts'
import { located } from '#domain/places/locate.ts'
import type { FeedPosting } from '#domain/postings/feed-posting.ts'
import { restated, statedBy } from '#domain/postings/merge.ts'
import { languageOf } from '#domain/postings/language.ts'
import { companyNorm, titleNorm } from '#domain/postings/normalise.ts'
import { placeFrom } from '#domain/postings/paste.ts'
import { skillsIn } from '#domain/skills/find.ts'
import { languagesAskedIn } from '#domain/postings/spoken.ts'
import { seniorityIn } from '#domain/postings/seniority.ts'
import type { Actor } from '#platform/actor.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import { invalidInput } from '#platform/serve/input.ts'
import { presentOne } from './read.ts'
import type { ApplicationsOf } from './read.ts'
import type { BoardCtx, PostingRow } from './tables.ts'
import { contentOf, insertPostings, updatePostings } from './write.ts'
import type { NewPosting } from './write.ts'

type Answer = Awaited<ReturnType<typeof presentOne>>

/** Writes down a posting of one's own. */
export function create(ctx: BoardCtx, actor: Actor, body: NewJob, applicationsOf: ApplicationsOf): Promise<Answer> {
  return ctx.db.as(actor, async (tx) => {
    const posting = changed(EMPTY, body)
    const id = await insertOwn(ctx, tx, actor.user_id, { posting, source_id: 'own', close_reason: null })
    return presentOne(ctx, tx, actor.user_id, { id, applicationsOf })
  })
}

/** Keeps a posting that only its owner sees; `source_id` says how it came, `close_reason` that it is closed already. */
export async function insertOwn(
  ctx: BoardCtx,
  tx: Tx,
  user_id: string,
  {
    posting,
    source_id,
    close_reason,
  }: { posting: FeedPosting; source_id: 'own' | 'import'; close_reason: CloseReason | null },
): Promise<string> {
  const now = ctx.clock.iso()
  const row: NewPosting = {
    ...contentOf(storable(located(ctx.places, posting))),
    id: ctx.id(),
    owner_user_id: user_id,
    is_sample: false,
    source_ids: [source_id],
    provenance: statedBy(posting, source_id),
    content_hash: fingerprint(posting),
    first_seen_at: now,
    last_seen_at: now,
    closed_at: close_reason === null ? null : now,
    close_reason,
    created_at: now,
    updated_at: now,
  }
  await insertPostings(tx, [row])
  // What one wrote down oneself is no news.
  await sql`INSERT INTO posting_states (user_id, posting_id, seen_at, updated_at) VALUES (${user_id}, ${row.id}, ${now}, ${now}) ON CONFLICT DO NOTHING`.execute(
    tx,
  )
  return row.id
}

/** Changes a posting of one's own. */
export function update(
  ctx: BoardCtx,
  actor: Actor,
  { id, body, if_match }: { id: string; body: JobChange; if_match: number | null },
  applicationsOf: ApplicationsOf,
): Promise<Answer> {
  return ctx.db.as(actor, async (tx) => {
    const row = await requireOwn(tx, actor.user_id, id, if_match ?? body.version ?? null)
    const posting = changed(row, body)
    const now = ctx.clock.iso()
    const { source_ids, last_seen_at } = row
    await updatePostings(tx, [
      {
        ...contentOf(storable(located(ctx.places, posting))),
        id,
        source_ids,
        provenance: restated({ posting: row, provenance: row.provenance }, posting, 'own'),
        last_seen_at,
        ...standingOf(row, posting, now),
        content_hash: fingerprint(posting),
        updated_at: now,
      },
    ])
    return presentOne(ctx, tx, actor.user_id, { id, applicationsOf })
  })
}

// A date alone closed it, so a later date opens it.
function standingOf(
  { closed_at, close_reason }: Pick<PostingRow, 'closed_at' | 'close_reason'>,
  { expires_at }: FeedPosting,
  now: string,
): Pick<PostingRow, 'closed_at' | 'close_reason'> {
  if (close_reason !== null && close_reason !== 'expired') return { closed_at, close_reason }
  const over = expires_at !== null && expires_at < now
  return over ? { closed_at: closed_at ?? now, close_reason: 'expired' } : { closed_at: null, close_reason: null }
}

/** Deletes a posting of one's own, unless an application stands on it. */
export function remove(
  ctx: BoardCtx,
  actor: Actor,
  { id, if_match }: { id: string; if_match: number | null },
  applicationsOf: ApplicationsOf,
): Promise<void> {
  return ctx.db.as(actor, async (tx) => {
    await requireOwn(tx, actor.user_id, id, if_match)
    const standing = await applicationsOf(tx, actor.user_id, [id])
    if (standing.has(id)) refuse(postingInUse, { details: { application_id: standing.get(id)?.id ?? null } })
    await tx.deleteFrom('postings').where('id', '=', id).where('owner_user_id', '=', actor.user_id).execute()
  })
}

async function requireOwn(tx: Tx, user_id: string, id: string, version: number | null): Promise<PostingRow> {
  const row =
    (await tx.selectFrom('postings').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ??
    (await othersOrNone(tx, id))
  if (row.owner_user_id !== user_id) refuse(notYours)
  return version === null || version === row.version ? row : refuse(staleVersion)
}

// Locking asks for the right to change, which nobody has on a shared posting: it is there all the same.
async function othersOrNone(tx: Tx, id: string): Promise<never> {
  const found = await tx.selectFrom('postings').select('id').where('id', '=', id).executeTakeFirst()
  return refuse(found === undefined ? notFound : notYours)
}

/** A posting with what is given put in; what follows from title and text is worked out anew. */
function changed(before: FeedPosting, body: JobChange): FeedPosting {
  const given = <Key extends keyof JobChange & keyof FeedPosting>(key: Key) =>
    body[key] === undefined ? before[key] : body[key]
  const title = body.title ?? before.title
  const company = body.company ?? before.company
  const text = body.description === undefined ? before.description_text : body.description
  const url = body.url === undefined ? before.source_url : body.url
  return {
    ...before,
    ...payOf(before, body),
    title,
    title_norm: titleNorm(title),
    company,
    company_norm: companyNorm(company),
    locations:
      body.location === undefined ? before.locations : body.location === null ? [] : [placeFrom(body.location)],
    remote_kind: given('remote_kind') ?? null,
    employment: body.employment ?? before.employment,
    contract: given('contract') ?? null,
    seniority:
      body.seniority === undefined
        ? body.title === undefined
          ? before.seniority
          : seniorityIn(title)
        : body.seniority,
    description_html: body.description === undefined ? before.description_html : null,
    description_text: text,
    skills: skillsIn({ title, text, tags: before.tags }),
    languages: text === null ? [] : languagesAskedIn(text),
    language: text === null ? null : languageOf(text),
    source_url: url,
    apply_url: body.url === undefined ? before.apply_url : url,
    posted_at: instant(body.posted_at, before.posted_at),
    posted_precision: body.posted_at === undefined ? before.posted_precision : body.posted_at === null ? null : 'day',
    expires_at: instant(body.expires_at, before.expires_at),
  }
}

type Pay = Pick<
  FeedPosting,
  'salary_min' | 'salary_max' | 'salary_currency' | 'salary_period' | 'salary_origin' | 'salary_text'
>

// Who writes pay down states it, whatever a text said before.
function payOf(before: Pay, body: JobChange): Pay {
  const min = body.salary_min === undefined ? before.salary_min : body.salary_min || null
  const max = body.salary_max === undefined ? before.salary_max : body.salary_max || null
  if (min !== null && max !== null && min > max) {
    const message = 'The highest pay is below the lowest.'
    refuse(invalidInput, { field_errors: [{ field: 'salary_max', code: 'custom', message }] })
  }
  const salary_currency = body.salary_currency === undefined ? before.salary_currency : body.salary_currency
  const salary_period = body.salary_period === undefined ? before.salary_period : body.salary_period
  const pay = { salary_min: min, salary_max: max, salary_currency, salary_period }
  const same = min === before.salary_min && max === before.salary_max
  if (same && salary_currency === before.salary_currency && salary_period === before.salary_period)
    return { ...pay, salary_origin: before.salary_origin, salary_text: before.salary_text }
  return { ...pay, salary_origin: min === null && max === null ? null : 'stated', salary_text: null }
}

function instant(given: string | null | undefined, before: string | null): string | null {
  if (given === undefined) return before
  return given === null || given.includes('T') ? given : `${given}T00:00:00Z`
}

const EMPTY: FeedPosting = {
  title: '',
  title_norm: '',
  company: '',
  company_norm: '',
  company_domain: null,
  company_logo_url: null,
  locations: [],
  remote_kind: null,
  remote_countries: [],
  remote_timezones: [],
  salary_min: null,
  salary_max: null,
  salary_currency: null,
  salary_period: null,
  salary_gross: null,
  salary_origin: null,
  salary_text: null,
  employment: [],
  contract: null,
  workload_min: null,
  workload_max: null,
  seniority: null,
  description_html: null,
  description_text: null,
  skills: [],
  tags: [],
  languages: [],
  language: null,
  apply_url: null,
  source_url: null,
  requisition_id: null,
  posted_at: null,
  posted_precision: null,
  source_updated_at: null,
  expires_at: null,
}
