import type { z } from 'zod'
import { contactLinked, unknownApplication, unknownContact } from '#contract/contacts.ts'
import type {
  ApplicationContact,
  Contact,
  createContact,
  createInteraction,
  linkContact,
  updateContact,
} from '#contract/contacts.ts'
import { notFound, staleVersion } from '#contract/endpoint.ts'
import type { Actor } from '#platform/actor.ts'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse, refuseField } from '#platform/errors.ts'
import { announce, changePart, hasApplication } from '#features/applications/index.ts'
import { recorded } from '#features/undo/index.ts'
import type { Recorded, Scope } from '#features/undo/index.ts'
import * as store from './store.ts'
import type { ContactRow } from './store.ts'

type Undoable<Result> = Result & { undo_id: string | null }
type Fields = Omit<z.output<typeof updateContact.body>, 'version'>

/** Adds a contact, and links it to an application where one is named. */
export async function create(
  ctx: Ctx,
  actor: Actor,
  body: z.output<typeof createContact.body>,
): Promise<Undoable<Contact>> {
  return ctx.db.as(actor, async (tx) => {
    const { application_id, role = 'other' } = body
    if (application_id !== undefined && !(await hasApplication(tx, actor.user_id, application_id)))
      refuseField(unknownApplication, 'application_id')
    const row = newContact(ctx, body.name, body)
    const change = {
      user_id: actor.user_id,
      kind: 'contact_created',
      label: `${row.name} added`,
      scope: scopeOf(row.id),
    }
    const { undo_id } = await told(ctx, tx, change, async () => {
      await store.insertContact(tx, actor.user_id, row)
      if (application_id !== undefined) await link(ctx, tx, actor, { application_id, contact_id: row.id, role })
    })
    return { ...(await present(tx, actor, row.id)), undo_id }
  })
}

export async function change(
  ctx: Ctx,
  actor: Actor,
  target: { id: string; version: number | null },
  body: z.output<typeof updateContact.body>,
): Promise<Undoable<Contact>> {
  return ctx.db.as(actor, async (tx) => {
    const row = await lock(tx, actor, target)
    const { version, ...given } = body
    void version
    const fields: Partial<ContactRow> = Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== undefined),
    )
    const what = {
      user_id: actor.user_id,
      kind: 'contact_changed',
      label: `${row.name} changed`,
      scope: scopeOf(row.id),
    }
    const { undo_id } = await told(ctx, tx, what, () =>
      store.updateContact(tx, actor.user_id, row.id, {
        ...fields,
        updated_at: ctx.clock.iso(),
        version: row.version + 1,
      }),
    )
    return { ...(await present(tx, actor, row.id)), undo_id }
  })
}

/** Deletes a contact with its links and interactions; all of it comes back with the undo. */
export async function remove(
  ctx: Ctx,
  actor: Actor,
  target: { id: string; version: number | null },
): Promise<Undoable<{ id: string }>> {
  return ctx.db.as(actor, async (tx) => {
    const row = await lock(tx, actor, target)
    const what = {
      user_id: actor.user_id,
      kind: 'contact_deleted',
      label: `${row.name} deleted`,
      scope: scopeOf(row.id),
    }
    const { undo_id } = await told(ctx, tx, what, () => store.deleteContact(tx, actor.user_id, row.id))
    return { id: row.id, undo_id }
  })
}

/** Adds a person to an application: a contact that exists, or a new one. */
export async function linkTo(
  ctx: Ctx,
  actor: Actor,
  application_id: string,
  body: z.output<typeof linkContact.body>,
): Promise<Undoable<ApplicationContact>> {
  const fresh = body.name === undefined ? null : newContact(ctx, body.name, body)
  const contact_id = fresh?.id ?? body.contact_id ?? ''
  const what = { application_id, kind: 'contact_linked', label: 'person added', scope: scopeOf(contact_id) }
  return changePart(ctx, actor, what, async (tx) => {
    if (fresh === null && (await store.lockContact(tx, actor.user_id, contact_id)) === null)
      return refuseField(unknownContact, 'contact_id')
    if (fresh !== null) await store.insertContact(tx, actor.user_id, fresh)
    if (!(await link(ctx, tx, actor, { application_id, contact_id, role: body.role }))) return refuse(contactLinked)
    return linked(tx, actor, application_id, contact_id)
  })
}

export async function relink(
  ctx: Ctx,
  actor: Actor,
  target: { id: string; contact_id: string },
  role: ApplicationContact['role'],
): Promise<Undoable<ApplicationContact>> {
  const { id: application_id, contact_id } = target
  const what = { application_id, kind: 'contact_changed', label: 'person changed', scope: linkScope(contact_id) }
  return changePart(ctx, actor, what, async (tx) => {
    const done = await store.updateLink(tx, { user_id: actor.user_id, application_id, contact_id }, role)
    return done ? linked(tx, actor, application_id, contact_id) : refuse(notFound)
  })
}

export async function unlink(
  ctx: Ctx,
  actor: Actor,
  target: { id: string; contact_id: string },
): Promise<Undoable<{ id: string }>> {
  const { id: application_id, contact_id } = target
  const what = { application_id, kind: 'contact_unlinked', label: 'person taken off', scope: linkScope(contact_id) }
  return changePart(ctx, actor, what, async (tx) => {
    const done = await store.deleteLink(tx, { user_id: actor.user_id, application_id, contact_id })
    return done ? { id: contact_id } : refuse(notFound)
  })
}

export async function addInteraction(
  ctx: Ctx,
  actor: Actor,
  contact_id: string,
  body: z.output<typeof createInteraction.body>,
) {
  return ctx.db.as(actor, async (tx) => {
    const contact = await lock(tx, actor, { id: contact_id, version: null })
    const application_id = body.application_id ?? null
    if (application_id !== null && !(await hasApplication(tx, actor.user_id, application_id)))
      refuseField(unknownApplication, 'application_id')
    const now = ctx.clock.iso()
    const row = {
      id: ctx.id(),
      contact_id,
      application_id,
      kind: body.kind,
      direction: body.direction,
      at: body.at === undefined ? now : isoOf(Date.parse(body.at)),
      summary: body.summary,
      created_at: now,
      version: 1,
    }
    const scope = [{ table: 'contact_interactions', column: 'id', ids: [row.id] }] as const
    const what = {
      user_id: actor.user_id,
      kind: 'interaction_created',
      label: `${contact.name}: interaction noted`,
      scope,
    }
    const { undo_id } = await told(ctx, tx, what, () => store.insertInteraction(tx, actor.user_id, row))
    return { ...row, undo_id }
  })
}

export async function removeInteraction(
  ctx: Ctx,
  actor: Actor,
  target: { id: string; interaction_id: string; version: number | null },
): Promise<Undoable<{ id: string }>> {
  return ctx.db.as(actor, async (tx) => {
    const contact = await lock(tx, actor, { id: target.id, version: null })
    const of = { contact_id: target.id, id: target.interaction_id }
    const version = (await store.versionOfInteraction(tx, actor.user_id, of)) ?? refuse(notFound)
    if ((target.version ?? version) !== version) return refuse(staleVersion)
    const scope = [{ table: 'contact_interactions', column: 'id', ids: [target.interaction_id] }] as const
    const what = {
      user_id: actor.user_id,
      kind: 'interaction_deleted',
      label: `${contact.name}: interaction deleted`,
      scope,
    }
    const { undo_id } = await told(ctx, tx, what, () => store.deleteInteraction(tx, actor.user_id, of))
    return { id: target.interaction_id, undo_id }
  })
}

export async function present(tx: Tx, actor: Actor, id: string): Promise<Contact> {
  return (await store.findContact(tx, actor.user_id, id)) ?? refuse(notFound)
}

async function lock(tx: Tx, actor: Actor, target: { id: string; version: number | null }): Promise<ContactRow> {
  const row = (await store.lockContact(tx, actor.user_id, target.id)) ?? refuse(notFound)
  return target.version === null || target.version === row.version ? row : refuse(staleVersion)
}

async function linked(tx: Tx, actor: Actor, application_id: string, contact_id: string): Promise<ApplicationContact> {
  const people = await store.contactsOfApplication(tx, actor.user_id, application_id)
  return people.find((one) => one.id === contact_id) ?? refuse(notFound)
}

// Does it, writes it down for undo, and tells open screens.
async function told(
  ctx: Ctx,
  tx: Tx,
  change: Recorded & { user_id: string },
  work: () => Promise<void>,
): Promise<{ undo_id: string | null }> {
  const { undo_id } = await recorded(ctx, tx, change, work)
  await announce(ctx, tx, change.user_id, { kind: 'edited', application_ids: [] })
  return { undo_id }
}

function link(
  ctx: Ctx,
  tx: Tx,
  actor: Actor,
  one: { application_id: string; contact_id: string; role: ApplicationContact['role'] },
): Promise<boolean> {
  return store.insertLink(tx, { ...one, id: ctx.id(), user_id: actor.user_id, created_at: ctx.clock.iso() })
}

function newContact(ctx: Ctx, name: string, fields: Fields): ContactRow {
  const now = ctx.clock.iso()
  return {
    id: ctx.id(),
    name,
    email: fields.email ?? null,
    phone: fields.phone ?? null,
    company: fields.company ?? null,
    job_title: fields.job_title ?? null,
    url: fields.url ?? null,
    notes: fields.notes ?? null,
    is_sample: false,
    created_at: now,
    updated_at: now,
    version: 1,
  }
}

function linkScope(contact_id: string): Scope[] {
  return [{ table: 'application_contacts', column: 'contact_id', ids: [contact_id] }]
}

function scopeOf(contact_id: string): Scope[] {
  return [
    { table: 'contacts', column: 'id', ids: [contact_id] },
    ...linkScope(contact_id),
    { table: 'contact_interactions', column: 'contact_id', ids: [contact_id] },
  ]
}
