import type { ContactRole } from '#contract/contacts.ts'
import type { InterviewKind, InterviewOutcome } from '#contract/interviews.ts'
import type { SalaryPeriod } from '#contract/applications.ts'
import type { Status } from '#contract/stages.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { deleteSampleApplications, writeApplication } from '#features/applications/index.ts'
import { deleteSampleContacts, insertContact, insertInteraction, insertLink } from '#features/contacts/index.ts'
import { insertInterview } from '#features/interviews/index.ts'
import { saveOffer } from '#features/offers/index.ts'

/** A person of a made-up application. The same name at the same company is one contact. */
export interface SampleContact {
  readonly name: string
  readonly role: ContactRole
  readonly email?: string
  readonly job_title?: string
  readonly interactions?: readonly {
    at: string
    kind: 'email' | 'call' | 'meeting'
    direction: 'in' | 'out'
    summary: string
  }[]
}

/** A made-up application, told by its history: oldest first, the first entry is the creation. Instants are RFC 3339. */
export interface SamplePlan {
  readonly posting_id?: string | null
  readonly title: string
  readonly company: string
  readonly location?: string | null
  readonly url?: string | null
  readonly source?: string | null
  readonly salary?: { min: number | null; max: number | null; currency: string; period: SalaryPeriod } | null
  readonly history: readonly [SampleEntry, ...SampleEntry[]]
  readonly next_action?: string | null
  readonly next_action_at?: string | null
  readonly notes?: readonly { at: string; text: string }[]
  readonly contacts?: readonly SampleContact[]
  readonly interviews?: readonly {
    start_time: string
    time_zone: string
    duration_min: number
    kind: InterviewKind
    outcome: InterviewOutcome
    people?: readonly string[]
    location?: string
    link?: string
    notes?: string
  }[]
  readonly offer?: {
    base: number
    bonus?: number
    currency: string
    period: SalaryPeriod
    equity?: string
    benefits?: string[]
    received_at: string
    deadline_at?: string
  } | null
}

export interface SampleEntry {
  readonly status: Status
  readonly at: string
  readonly note?: string
}

/** Writes made-up applications with whole histories, marked `is_sample`. Gives how many. */
export async function createSample(ctx: Ctx, tx: Tx, user_id: string, plans: readonly SamplePlan[]): Promise<number> {
  const known = new Map<string, string>()
  let written = 0
  for (const plan of plans) {
    const application_id = await writeApplication(ctx, tx, user_id, { ...plan, is_sample: true })
    if (application_id === null) continue
    written += 1
    for (const contact of plan.contacts ?? [])
      await addContact(ctx, tx, { user_id, application_id, plan, contact, known })
    await addInterviews(ctx, tx, user_id, { application_id, plan })
    await addOffer(ctx, tx, user_id, { application_id, plan })
  }
  return written
}

/** Removes every made-up application and contact of a person; their own stay. */
export async function removeSample(tx: Tx, user_id: string): Promise<number> {
  await deleteSampleContacts(tx, user_id)
  return deleteSampleApplications(tx, user_id)
}

async function addContact(
  ctx: Ctx,
  tx: Tx,
  one: {
    user_id: string
    application_id: string
    plan: SamplePlan
    contact: SampleContact
    known: Map<string, string>
  },
): Promise<void> {
  const { user_id, application_id, plan, contact, known } = one
  const key = `${plan.company} ${contact.name}`
  const created_at = plan.history[0].at
  const contact_id = known.get(key) ?? ctx.id()
  if (!known.has(key)) {
    known.set(key, contact_id)
    await insertContact(tx, user_id, {
      id: contact_id,
      name: contact.name,
      email: contact.email ?? null,
      phone: null,
      company: plan.company,
      job_title: contact.job_title ?? null,
      url: null,
      notes: null,
      is_sample: true,
      created_at,
      updated_at: created_at,
      version: 1,
    })
  }
  await insertLink(tx, { id: ctx.id(), user_id, application_id, contact_id, role: contact.role, created_at })
  for (const interaction of contact.interactions ?? []) {
    const about = { id: ctx.id(), contact_id, application_id, created_at: interaction.at, version: 1 }
    await insertInteraction(tx, user_id, { ...about, ...interaction })
  }
}

async function addInterviews(
  ctx: Ctx,
  tx: Tx,
  user_id: string,
  one: { application_id: string; plan: SamplePlan },
): Promise<void> {
  for (const [index, interview] of (one.plan.interviews ?? []).entries()) {
    const { people = [], location = null, link = null, notes = null, ...rest } = interview
    const now = ctx.clock.iso()
    await insertInterview(tx, user_id, {
      ...rest,
      id: ctx.id(),
      application_id: one.application_id,
      round: index + 1,
      people: people.map((name) => ({ name, contact_id: null })),
      location,
      link,
      notes,
      created_at: now,
      updated_at: now,
      version: 1,
    })
  }
}

async function addOffer(
  ctx: Ctx,
  tx: Tx,
  user_id: string,
  one: { application_id: string; plan: SamplePlan },
): Promise<void> {
  const { offer } = one.plan
  if (offer === undefined || offer === null) return
  await saveOffer(tx, user_id, {
    id: ctx.id(),
    application_id: one.application_id,
    base: offer.base,
    bonus: offer.bonus ?? null,
    currency: offer.currency,
    period: offer.period,
    periods_per_year: null,
    equity: offer.equity ?? null,
    benefits: offer.benefits ?? [],
    vacation_days: null,
    deadline_at: offer.deadline_at ?? null,
    start_date: null,
    notes: null,
    received_at: offer.received_at,
    updated_at: offer.received_at,
    version: 1,
  })
}
