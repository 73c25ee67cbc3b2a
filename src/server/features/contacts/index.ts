import { z } from 'zod'
import {
  createContact,
  createInteraction,
  deleteContact,
  deleteInteraction,
  linkContact,
  listApplicationContacts,
  listContacts,
  listInteractions,
  readContact,
  unlinkContact,
  updateContact,
  updateContactLink,
} from '#contract/contacts.ts'
import { decodeCursor, encodeCursor, toPage } from '#platform/serve/cursor.ts'
import { route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import { requireApplication } from '#features/applications/index.ts'
import * as store from './store.ts'
import {
  addInteraction,
  change,
  create,
  linkTo,
  present,
  relink,
  remove,
  removeInteraction,
  unlink,
} from './use-cases.ts'

const Cursor = z.tuple([z.string(), z.uuid()])

export { contactsAmong, deleteSampleContacts, insertContact, insertInteraction, insertLink } from './store.ts'

export const routes: Route[] = [
  route(listContacts, async (ctx, actor, { query }) => {
    const { cursor, limit, sort, ...filter } = query
    const list = `contacts ${sort} ${JSON.stringify(filter)}`
    const after = decodeCursor(ctx.secrets, list, cursor, Cursor)
    const page = { filter, sort, after, limit }
    const rows = await ctx.db.as(actor, (tx) => store.listContacts(tx, actor.user_id, page))
    return toPage(rows, limit, (row) => encodeCursor(ctx.secrets, list, [row.sort_key, row.id]))
  }),
  route(createContact, (ctx, actor, { body }) => create(ctx, actor, body)),
  route(readContact, (ctx, actor, { params }) => ctx.db.as(actor, (tx) => present(tx, actor, params.id))),
  route(updateContact, (ctx, actor, { params, body, info }) =>
    change(ctx, actor, { id: params.id, version: info.if_match ?? body.version ?? null }, body),
  ),
  route(deleteContact, (ctx, actor, { params, info }) => remove(ctx, actor, { id: params.id, version: info.if_match })),
  route(listInteractions, async (ctx, actor, { params, query }) => {
    const list = `interactions ${params.id}`
    const after = decodeCursor(ctx.secrets, list, query.cursor, Cursor)
    const page = { contact_id: params.id, after, limit: query.limit }
    const rows = await ctx.db.as(actor, async (tx) => {
      await present(tx, actor, params.id)
      return store.listInteractions(tx, actor.user_id, page)
    })
    return toPage(rows, query.limit, (row) => encodeCursor(ctx.secrets, list, [row.sort_key, row.id]))
  }),
  route(createInteraction, (ctx, actor, { params, body }) => addInteraction(ctx, actor, params.id, body)),
  route(deleteInteraction, (ctx, actor, { params, info }) =>
    removeInteraction(ctx, actor, { ...params, version: info.if_match }),
  ),
  route(listApplicationContacts, (ctx, actor, { params }) =>
    ctx.db.as(actor, async (tx) => {
      const { id } = await requireApplication(tx, actor, params.id)
      return { items: await store.contactsOfApplication(tx, actor.user_id, id) }
    }),
  ),
  route(linkContact, (ctx, actor, { params, body }) => linkTo(ctx, actor, params.id, body)),
  route(updateContactLink, (ctx, actor, { params, body }) => relink(ctx, actor, params, body.role)),
  route(unlinkContact, (ctx, actor, { params }) => unlink(ctx, actor, params)),
]
