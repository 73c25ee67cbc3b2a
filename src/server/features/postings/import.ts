import { fingerprint } from '#platform/fingerprint.ts'
import { storable } from '#domain/postings/storable.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import {
  noPostingFound,
  pageForbidden,
  pageUnreachable,
  postingExists,
  postingIncomplete,
  privateAddress,
} from '#contract/posting-import.ts'
import type { ImportBody, importJob, previewImport } from '#contract/posting-import.ts'
import type { CloseReason } from '#contract/posting-fields.ts'
import type { FeedPosting } from '#domain/postings/feed-posting.ts'
import { canonicalUrl, identityOf } from '#domain/postings/identity.ts'
import type { ImportOutcome } from '#domain/postings/job-board-port.ts'
import { companyNorm, titleNorm, toFeedPosting } from '#domain/postings/normalise.ts'
import { fromText, placeFrom, readHead } from '#domain/postings/paste.ts'
import type { JobPosting } from '#domain/postings/posting.ts'
import type { Actor } from '#platform/actor.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import { from, isMet } from './filters.ts'
import { presentOne, viewerOf } from './read.ts'
import type { ApplicationsOf } from './read.ts'
import { insertOwn } from './own.ts'
import type { BoardCtx } from './tables.ts'
import { UNJOINED, upsertSources } from './write.ts'

type Preview = z.input<typeof previewImport.response>
/** A posting as it was read; a title or company that was not found is empty. */
type Reading = { posting: JobPosting; feed: FeedPosting } & Pick<Preview, 'read_from' | 'on_page'>

/** What an import would read; nothing is kept. */
export async function preview(ctx: BoardCtx, actor: Actor, body: ImportBody): Promise<Preview> {
  const { posting, feed, read_from, on_page } = await read(ctx, body)
  const existing_id = await ctx.db.as(actor, (tx) => existing(ctx, tx, actor.user_id, posting))
  return {
    title: feed.title || null,
    company: feed.company || null,
    locations: feed.locations.map((location) => location.raw),
    remote_kind: feed.remote_kind,
    salary_min: feed.salary_min,
    salary_max: feed.salary_max,
    salary_currency: feed.salary_currency,
    salary_period: feed.salary_period,
    salary_text: feed.salary_text,
    employment: feed.employment,
    contract: feed.contract,
    seniority: feed.seniority,
    skills: feed.skills.map((skill) => skill.name),
    language: feed.language,
    posted_at: feed.posted_at,
    expires_at: feed.expires_at,
    description: feed.description_text,
    url: feed.source_url,
    missing: missingIn(feed),
    existing_id,
    on_page,
    read_from,
  }
}

/** Imports one posting as one's own; refuses one that is in the feed already and says where. */
export async function importOne(
  ctx: BoardCtx,
  actor: Actor,
  body: ImportBody,
  applicationsOf: ApplicationsOf,
): Promise<z.input<typeof importJob.response>> {
  const { posting, feed } = await read(ctx, body)
  const missing = missingIn(feed)
  if (missing.length > 0) {
    refuse(postingIncomplete, {
      field_errors: missing.map((field) => ({
        field,
        code: 'required',
        message: `The ${field} was not found. Add it.`,
      })),
    })
  }
  return ctx.db.as(actor, async (tx) => {
    const existing_id = await existing(ctx, tx, actor.user_id, posting)
    if (existing_id !== null) refuse(postingExists, { details: { existing_id } })
    const id = await keep(ctx, tx, actor.user_id, { posting, feed })
    return presentOne(ctx, tx, actor.user_id, { id, applicationsOf })
  })
}

/** Keeps a posting as the person's own, with where it is from. */
export async function keep(
  ctx: BoardCtx,
  tx: Tx,
  user_id: string,
  { posting, feed }: Pick<Reading, 'posting' | 'feed'>,
): Promise<string> {
  const close_reason = whyClosed(posting, ctx.clock.iso())
  const id = await insertOwn(ctx, tx, user_id, { posting: feed, source_id: 'import', close_reason })
  await keepOrigin(ctx, tx, user_id, { id, posting, feed })
  return id
}

function whyClosed({ closed, expires_at }: JobPosting, now: string): CloseReason | null {
  if (closed) return 'closed_page'
  return expires_at !== null && expires_at < now ? 'expired' : null
}

async function read(ctx: BoardCtx, body: ImportBody): Promise<Reading> {
  const read_from = body.text === undefined ? 'page-data' : 'text'
  const items = body.text === undefined ? await fromPage(ctx, body) : [pasted(ctx, body, body.text)]
  const found = items.find((item) => isAt(item, body.url)) ?? items[0] ?? refuse(noPostingFound)
  const title = body.title ?? found.title
  const company = body.company ?? found.company.name
  const corrected = storable<JobPosting>({
    ...found,
    title,
    company: { ...found.company, name: company },
    locations: body.location === undefined || body.location === null ? found.locations : [placeFrom(body.location)],
  })
  const feed = toFeedPosting(corrected)
  return {
    posting: corrected,
    feed: { ...feed, title_norm: titleNorm(title), company_norm: companyNorm(company) },
    read_from,
    on_page: items.length,
  }
}

function isAt({ source_url }: JobPosting, url: string | undefined): boolean {
  return url !== undefined && canonicalUrl(source_url) === canonicalUrl(url)
}

async function fromPage(ctx: BoardCtx, body: ImportBody): Promise<readonly JobPosting[]> {
  const outcome =
    body.html === undefined
      ? await ctx.boards.importUrl(body.url ?? '')
      : ctx.boards.importPage(body.html, body.url ?? null)
  return foundIn(outcome).items
}

/** What was found; refuses with the reason where nothing was. */
export function foundIn(outcome: ImportOutcome): Extract<ImportOutcome, { outcome: 'ok' }> {
  return outcome.outcome === 'ok'
    ? outcome
    : refuse(refusalOf(outcome), { details: { reason: outcome.outcome, message: outcome.message } })
}

function refusalOf({ outcome }: Exclude<ImportOutcome, { outcome: 'ok' }>) {
  switch (outcome) {
    case 'refused_address':
      return privateAddress
    case 'robots':
    case 'blocked_antibot':
    case 'auth':
      return pageForbidden
    case 'no_posting':
    case 'wrong_content':
    case 'schema_drift':
    case 'gone':
    case 'not_found_tenant':
      return noPostingFound
    default:
      return pageUnreachable
  }
}

function pasted(ctx: BoardCtx, body: ImportBody, text: string): JobPosting {
  const head = readHead(text)
  const url = body.url ?? null
  const known = {
    // Who says that the first line is the company says that it is not the title.
    title: body.title ?? (head.title === body.company ? '' : head.title) ?? '',
    company: body.company ?? head.company ?? '',
    location: body.location ?? head.location,
  }
  return fromText(text, known, { url, id: url ?? `text-${ctx.id()}` })
}

function missingIn(feed: FeedPosting): Preview['missing'] {
  return [...(feed.title === '' ? (['title'] as const) : []), ...(feed.company === '' ? (['company'] as const) : [])]
}

/** The posting that this is already, for this person. */
async function existing(ctx: BoardCtx, tx: Tx, user_id: string, posting: JobPosting): Promise<string | null> {
  return (await existingOf(ctx, tx, user_id, [posting]))[0] ?? null
}

/**
 * For each of the postings, the one that it is already: known under the same id of the employer's system, the same
 * address, or imported before. What the person neither finds nor put away, since its source is off, is none.
 */
export async function existingOf(
  ctx: BoardCtx,
  tx: Tx,
  user_id: string,
  postings: readonly JobPosting[],
): Promise<(string | null)[]> {
  const reader = await viewerOf(ctx, tx, user_id)
  const asked = postings.map((posting) => ({ ...identityOf(posting), origin: originOf(posting) }))
  const ats = asked.flatMap(({ ats_key }) => ats_key ?? [])
  const urls = asked.flatMap(({ url_keys }) => url_keys)
  const { rows } = await sql<{ posting_id: string; ats_key: string | null; url_keys: string[]; origin: string | null }>`
    SELECT posting_id, ats_key, url_keys, CASE WHEN source_id = 'import' THEN external_id END AS origin FROM posting_sources s
    WHERE (ats_key = ANY(${ats}::text[]) OR url_keys && ${urls}::text[]
      OR source_id = 'import' AND external_id = ANY(${asked.map(({ origin }) => origin)}::text[]))
      AND EXISTS (SELECT FROM ${from(reader)} WHERE p.id = s.posting_id AND ${isMet(reader)})
    ORDER BY owner_user_id NULLS LAST, first_seen_at`.execute(tx)
  return asked.map(({ ats_key, url_keys, origin }) => {
    const known = rows.find(
      (row) =>
        (ats_key !== null && row.ats_key === ats_key) ||
        row.origin === origin ||
        url_keys.some((key) => row.url_keys.includes(key)),
    )
    return known?.posting_id ?? null
  })
}

/** A posting under the name that it has at its site. */
export function originOf({ board_id, external_id }: JobPosting): string {
  return storable(`${board_id}:${external_id}`).slice(0, 500)
}

async function keepOrigin(
  ctx: BoardCtx,
  tx: Tx,
  user_id: string,
  { id, posting, feed }: { id: string; posting: JobPosting; feed: FeedPosting },
): Promise<void> {
  const now = ctx.clock.iso()
  const { ats_key, url_keys } = identityOf(posting)
  await upsertSources(tx, [
    {
      id: ctx.id(),
      posting_id: id,
      owner_user_id: user_id,
      source_id: 'import',
      external_id: originOf(posting),
      source_url: posting.source_url,
      apply_url: posting.apply_url,
      ats_key,
      url_keys: [...url_keys],
      rank: 3,
      posting: feed,
      content_hash: fingerprint(feed),
      first_seen_at: now,
      last_seen_at: now,
      missed: 0,
      gone_at: null,
      print: null,
      block_keys: [],
      ...UNJOINED,
    },
  ])
}
