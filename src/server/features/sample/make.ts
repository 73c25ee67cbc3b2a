import { fingerprint } from '#platform/fingerprint.ts'
import { sql } from 'kysely'
import { located } from '#domain/places/locate.ts'
import { statedBy } from '#domain/postings/merge.ts'
import { toFeedPosting } from '#domain/postings/normalise.ts'
import { SAMPLE_APPLICATIONS, sampleApplications } from '#domain/sample/applications.ts'
import type { SampleApplication } from '#domain/sample/applications.ts'
import { sampleLife } from '#domain/sample/life.ts'
import { SAMPLE_POSTINGS, samplePosting } from '#domain/sample/postings.ts'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { deleteSampleApplications, leavePostings, writeApplication } from '#features/applications/index.ts'
import { insertInterviewEvents } from '#features/calendar-events/index.ts'
import { deleteSampleContacts, insertContact, insertInteraction, insertLink } from '#features/contacts/index.ts'
import { insertInterview } from '#features/interviews/index.ts'
import { saveOffer } from '#features/offers/index.ts'
import { contentOf, deleteSamplePostings, enqueueMatching, insertPostings } from '#features/postings/index.ts'
import type { BoardCtx, NewPosting } from '#features/postings/index.ts'
import { writeLives } from './life.ts'
import type { Lived } from './life.ts'
import * as store from './store.ts'

const SEED = 20_261_121
const BATCH = 250

/** Makes the sample of a person, in steps that each leave a whole state. May run twice: it begins anew. */
export async function makeSample(ctx: BoardCtx, user_id: string): Promise<void> {
  await ctx.db.asSystem('begin sample data', (tx) => clear(tx, user_id))
  const made: NewPosting[] = []
  const lived: Lived[] = []
  for (let from = 0; from < SAMPLE_POSTINGS; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, SAMPLE_POSTINGS - from) }, (_, at) =>
      rowOf(ctx, user_id, from + at),
    )
    const wanted = await ctx.db.asSystem('make sample postings', async (tx) => {
      if (!(await store.isWanted(tx, user_id))) return false
      await insertPostings(tx, rows)
      await store.setProgress(tx, user_id, (from + rows.length) / (SAMPLE_POSTINGS + 300))
      return true
    })
    if (!wanted) return
    made.push(...rows)
    lived.push(...rows.flatMap((row, at) => livedOf(ctx, from + at, row)))
  }
  await ctx.db.asSystem('make sample applications', async (tx) => {
    if (!(await store.isWanted(tx, user_id))) return
    await tellApart(tx, user_id, made, ctx.clock.iso())
    await writeLives(ctx, tx, user_id, lived)
    const applications = sampleApplications(SEED, ctx.clock.ms())
    for (const [index, application] of applications.entries()) {
      const posting = made[Math.floor((index * made.length) / SAMPLE_APPLICATIONS)]
      if (posting !== undefined) await writeOne(ctx, tx, user_id, { application, posting })
    }
    await store.finish(tx, user_id)
    await enqueueMatching(ctx, tx, { user_id })
  })
}

function livedOf(ctx: Ctx, number: number, posting: NewPosting): Lived[] {
  const now_ms = ctx.clock.ms()
  const life = sampleLife(number, samplePosting(number, now_ms, isoOf), now_ms)
  return life === null ? [] : [{ posting, life }]
}

/** Removes every row of the sample, and nothing else. */
export async function clear(tx: Tx, user_id: string): Promise<void> {
  await deleteSampleApplications(tx, user_id)
  await deleteSampleContacts(tx, user_id)
  await leavePostings(tx, user_id, await deleteSamplePostings(tx, user_id))
}

function rowOf(ctx: BoardCtx, user_id: string, number: number): NewPosting {
  const { posting, first_seen_at, closed } = samplePosting(number, ctx.clock.ms(), isoOf)
  const feed = located(ctx.places, toFeedPosting(posting))
  const now = ctx.clock.iso()
  return {
    ...contentOf(feed),
    id: ctx.id(),
    owner_user_id: user_id,
    is_sample: true,
    source_ids: ['sample'],
    provenance: statedBy(feed, 'sample'),
    content_hash: fingerprint(feed),
    first_seen_at,
    last_seen_at: now,
    closed_at: closed ? now : null,
    close_reason: closed ? 'absent' : null,
    created_at: now,
    updated_at: now,
  }
}

/** What came lately is new; the rest counts as seen. */
async function tellApart(tx: Tx, user_id: string, made: readonly NewPosting[], now: string): Promise<void> {
  const seen = made.filter((_, index) => index % 3 !== 0).map((row) => row.id)
  await sql`
    INSERT INTO posting_states (user_id, posting_id, seen_at, updated_at)
    SELECT ${user_id}, x, ${now}::timestamptz, ${now}::timestamptz FROM unnest(${seen}::uuid[]) x ON CONFLICT DO NOTHING`.execute(
    tx,
  )
}

type Pair = { application: SampleApplication; posting: NewPosting }

async function writeOne(ctx: Ctx, tx: Tx, user_id: string, { application, posting }: Pair): Promise<void> {
  const { salary_currency: currency, salary_period: period } = posting
  const application_id = await writeApplication(ctx, tx, user_id, {
    posting_id: posting.id,
    title: posting.title,
    company: posting.company,
    location: posting.locations[0]?.raw ?? null,
    url: posting.source_url,
    source: 'sample',
    salary:
      currency === null || period === null
        ? null
        : { min: posting.salary_min, max: posting.salary_max, currency, period },
    history: application.history.map(({ at_ms, ...step }) => ({ ...step, at: isoOf(at_ms) })),
    next_action: application.next?.text ?? null,
    next_action_at: application.next === null ? null : isoOf(application.next.at_ms),
    notes: application.notes.map(({ at_ms, text }) => ({ at: isoOf(at_ms), text })),
    is_sample: true,
  })
  if (application_id === null) return
  await writeInterviews(ctx, tx, user_id, { application, posting, application_id })
  await writeContact(ctx, tx, user_id, { application, posting, application_id })
  await writeOffer(ctx, tx, user_id, { application, posting, application_id })
}

type Written = Pair & { application_id: string }

async function writeInterviews(
  ctx: Ctx,
  tx: Tx,
  user_id: string,
  { application, posting, application_id }: Written,
): Promise<void> {
  for (const { at_ms, people, ...one } of application.interviews) {
    const at = isoOf(Math.min(at_ms, ctx.clock.ms()))
    const interview = {
      ...one,
      id: ctx.id(),
      application_id,
      start_time: isoOf(at_ms),
      time_zone: 'Europe/Berlin',
      duration_min: one.kind === 'phone' ? 30 : 60,
      people: people.map((name) => ({ name, contact_id: null })),
      location: one.kind === 'onsite' ? (posting.locations[0]?.raw ?? null) : null,
      link: one.kind === 'video' ? 'https://meet.sample.example/room' : null,
      notes: null,
      in_calendar: true,
      created_at: at,
      updated_at: at,
      version: 1,
    }
    await insertInterview(tx, user_id, interview)
    const standing = { ...interview, user_id, company: posting.company, is_sample: true }
    await insertInterviewEvents(ctx, tx, user_id, [standing])
  }
}

async function writeContact(
  ctx: Ctx,
  tx: Tx,
  user_id: string,
  { application, posting, application_id }: Written,
): Promise<void> {
  const { contact, history } = application
  const at = isoOf(history.at(-1)?.at_ms ?? ctx.clock.ms())
  if (contact === null) return
  const contact_id = ctx.id()
  await insertContact(tx, user_id, {
    id: contact_id,
    name: contact.name,
    email: `${contact.name
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^a-z]+/g, '.')}@sample.example`,
    phone: null,
    company: posting.company,
    job_title: contact.role === 'recruiter' ? 'Talent partner' : 'Head of team',
    url: null,
    notes: null,
    is_sample: true,
    created_at: at,
    updated_at: at,
    version: 1,
  })
  await insertLink(tx, { id: ctx.id(), user_id, application_id, contact_id, role: contact.role, created_at: at })
  await insertInteraction(tx, user_id, {
    id: ctx.id(),
    contact_id,
    application_id,
    kind: 'email',
    direction: 'in',
    at,
    summary: 'Wrote about the next step',
    created_at: at,
    version: 1,
  })
}

async function writeOffer(
  ctx: Ctx,
  tx: Tx,
  user_id: string,
  { application: { offer }, posting, application_id }: Written,
): Promise<void> {
  if (offer === null) return
  const yearly = (posting.salary_year ?? 7_200_000) * offer.base
  const base = Math.round(yearly / 100_000) * 100_000
  await saveOffer(tx, user_id, {
    id: ctx.id(),
    application_id,
    base,
    bonus: offer.bonus === 0 ? null : Math.round((base * offer.bonus) / 100_000) * 100_000,
    currency: posting.salary_currency ?? 'EUR',
    period: 'year',
    periods_per_year: null,
    equity: null,
    benefits: ['Public transport pass', 'Learning budget'],
    vacation_days: 30,
    deadline_at: isoOf(offer.deadline_ms),
    start_date: null,
    notes: null,
    received_at: isoOf(offer.at_ms),
    updated_at: isoOf(offer.at_ms),
    version: 1,
  })
}
