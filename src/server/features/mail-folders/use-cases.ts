import { z } from 'zod'
import { notFound } from '#contract/endpoint.ts'
import {
  BARE,
  isBare,
  mailboxNotOpened,
  mailFolderExists,
  mailFolderPaused,
  passwordNeeded,
  tooManyMailFolders,
} from '#contract/mail-folders.ts'
import type {
  createMailFolder,
  listMailFolderRuns,
  MailFolder,
  MailboxFolders,
  testMailFolder,
  updateMailFolder,
} from '#contract/mail-folders.ts'
import type { listStoppedMailFolders } from '#contract/mail-notice.ts'
import type { MailAccount } from '#domain/mail-folders/port.ts'
import { LOGIN, hasStopped } from '#domain/mail-folders/standing.ts'
import { fieldOf, wordsOf } from '#domain/mail-folders/words.ts'
import type { Actor } from '#platform/actor.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse, refuseField } from '#platform/errors.ts'
import { decodeCursor, encodeCursor, toPage } from '#platform/serve/cursor.ts'
import { invalidInput } from '#platform/serve/input.ts'
import { countLogin, forgetLogins, requireLogins, takeOffLogin } from './logins.ts'
import { accountOf, sealPassword } from './password.ts'
import { presentFolder, presentRun, presentStopped } from './present.ts'
import { startRun } from './run.ts'
import * as store from './store.ts'
import type { FolderRow, MailCtx } from './tables.ts'

const MOST = 10

export function list(ctx: MailCtx, actor: Actor): Promise<{ items: MailFolder[]; next_cursor: null }> {
  return ctx.db.as(actor, async (tx) => {
    const latest = await store.latestRuns(tx, actor.user_id)
    const rows = await store.listFolders(tx, actor.user_id)
    return { items: rows.map((row) => presentFolder(row, latest.get(row.id) ?? null)), next_cursor: null }
  })
}

/** The folders that wait for their owner. */
export function listStopped(ctx: MailCtx, actor: Actor): Promise<z.input<typeof listStoppedMailFolders.response>> {
  return ctx.db.as(actor, async (tx) => {
    const items = (await store.listFolders(tx, actor.user_id)).filter(hasStopped).map(presentStopped)
    return { items, next_cursor: null }
  })
}

/** Logs in and lists the folders; refuses with the reason and the field that it is about. */
export async function look(ctx: MailCtx, actor: Actor, account: MailAccount): Promise<MailboxFolders> {
  const login = { id: ctx.id(), user_id: actor.user_id, host: account.host, username: account.username }
  await ctx.db.as(actor, async (tx) => {
    await store.lockFolders(tx, actor.user_id)
    await requireLogins(ctx, tx, login)
    await countLogin(ctx, tx, login)
  })
  const answer = await ctx.mailFolders.folders(account)
  await ctx.db.as(actor, async (tx) => {
    if (answer.kind === 'folders') await forgetLogins(tx, login)
    else if (!LOGIN.has(answer.problem)) await takeOffLogin(tx, login.id)
  })
  if (answer.kind === 'folders')
    return { folders: answer.folders.filter(({ readable }) => readable).map(({ path }) => path) }
  const { problem } = answer
  const message = wordsOf(problem, { ...account, folder: null })
  return refuse(mailboxNotOpened, {
    field_errors: [{ field: fieldOf(problem), code: problem, message }],
    details: { problem, message },
  })
}

/** Logs in with what is kept, and sees whether the folder is still there. */
export async function test(ctx: MailCtx, actor: Actor, id: string): Promise<z.input<typeof testMailFolder.response>> {
  const row = await ctx.db.as(actor, (tx) => requireFolder(tx, id))
  const { folders } = await look(ctx, actor, accountOf(ctx.secrets, row))
  return { folders, folder_found: folders.includes(row.folder) }
}

/** Keeps a folder, and begins with it at once. */
export function create(
  ctx: MailCtx,
  actor: Actor,
  { password, ...body }: z.output<typeof createMailFolder.body>,
): Promise<MailFolder> {
  const id = ctx.id()
  return ctx.db.as(actor, async (tx) => {
    await store.lockFolders(tx, actor.user_id)
    const own = await store.listFolders(tx, actor.user_id)
    requireNew(own, { id, ...body })
    if (own.length >= MOST) refuse(tooManyMailFolders)
    await requireLogins(ctx, tx, { ...body, user_id: actor.user_id })
    await store.insertFolder(tx, {
      ...{ id, user_id: actor.user_id, ...body },
      password_sealed: sealPassword(ctx.secrets, id, password),
      ...{ problem: null, uid_validity: null, last_uid: null, last_ok_at: null },
      ...{ next_run_at: ctx.clock.iso(), created_at: ctx.clock.iso() },
    })
    await startRun(ctx, tx, { id, user_id: actor.user_id }, 'person')
    return presentOne(tx, actor, id)
  })
}

/** Pauses, goes on, or changes where a folder is and how it is opened. */
export function change(
  ctx: MailCtx,
  actor: Actor,
  id: string,
  { paused, password, ...body }: z.output<typeof updateMailFolder.body>,
): Promise<MailFolder> {
  const now = ctx.clock.iso()
  return ctx.db.as(actor, async (tx) => {
    await store.lockFolders(tx, actor.user_id)
    const before = await requireFolder(tx, id)
    const place = placeFrom(before, body)
    const after = { ...before, ...place }
    const elsewhere = SERVER.some((field) => after[field] !== before[field])
    // Else whoever holds an open session for a moment could have the password sent to a server of theirs.
    if (elsewhere && password === undefined) refuseField(passwordNeeded, 'password')
    if (isBare(after)) refuse(invalidInput, { field_errors: [{ field: 'security', code: 'custom', message: BARE }] })
    requireNew(await store.listFolders(tx, actor.user_id), after)
    const moved = elsewhere || after.folder !== before.folder
    const stands = paused === undefined || paused === (before.status === 'paused')
    if (stands && !moved && password === undefined) return presentOne(tx, actor, id)
    if (password !== undefined) await requireLogins(ctx, tx, after)
    const rests = paused ?? before.status === 'paused'
    await store.endOpenRun(tx, id, { now, message: rests ? 'You paused the folder.' : 'You changed the folder.' })
    await store.updateFolder(tx, id, {
      ...place,
      ...(password === undefined ? {} : { password_sealed: sealPassword(ctx.secrets, id, password) }),
      ...(moved ? { uid_validity: null, last_uid: null } : {}),
      ...{ status: rests ? 'paused' : 'active', problem: null, failures: 0, refused_logins: 0, stalled: 0 },
      next_run_at: rests ? null : now,
    })
    if (!rests) await startRun(ctx, tx, before, 'person')
    return presentOne(tx, actor, id)
  })
}

/** Stops looking, and forgets the password with everything else but the postings. */
export function remove(ctx: MailCtx, actor: Actor, id: string): Promise<void> {
  return ctx.db.as(actor, async (tx) => {
    await requireFolder(tx, id)
    await store.endOpenRun(tx, id, { now: ctx.clock.iso(), message: 'You removed the folder.' })
    await store.deleteFolder(tx, id)
  })
}

/** Has a folder looked through now, or joins the look that is under way. */
export function run(ctx: MailCtx, actor: Actor, id: string): Promise<{ run_id: string }> {
  return ctx.db.as(actor, async (tx) => {
    const row = await requireFolder(tx, id)
    if (row.status === 'paused') refuse(mailFolderPaused)
    await requireLogins(ctx, tx, row)
    return { run_id: await startRun(ctx, tx, row, 'person') }
  })
}

export function runs(
  ctx: MailCtx,
  actor: Actor,
  id: string,
  query: z.output<typeof listMailFolderRuns.query>,
): Promise<z.input<typeof listMailFolderRuns.response>> {
  const scope = `mail folder runs ${id}`
  const cursor = decodeCursor(ctx.secrets, scope, query.cursor, z.tuple([z.uuid()]))
  return ctx.db.as(actor, async (tx) => {
    await requireFolder(tx, id)
    const rows = await store.listRuns(tx, id, { before: cursor?.[0] ?? null, limit: query.limit })
    const page = toPage(rows, query.limit, (row) => encodeCursor(ctx.secrets, scope, [row.id]))
    return { ...page, items: page.items.map(presentRun) }
  })
}

type Place = Pick<FolderRow, 'host' | 'port' | 'security' | 'username' | 'folder'>

/** Where a folder is after a change that names only what changes. */
function placeFrom(before: FolderRow, body: { [Field in keyof Place]?: Place[Field] | undefined }): Place {
  return {
    host: body.host ?? before.host,
    port: body.port ?? before.port,
    security: body.security ?? before.security,
    username: body.username ?? before.username,
    folder: body.folder ?? before.folder,
  }
}

const SERVER = ['host', 'port', 'security', 'username'] as const

async function requireFolder(tx: Tx, id: string): Promise<FolderRow> {
  return (await store.findFolder(tx, id)) ?? refuse(notFound)
}

async function presentOne(tx: Tx, actor: Actor, id: string): Promise<MailFolder> {
  const latest = await store.latestRuns(tx, actor.user_id)
  return presentFolder(await requireFolder(tx, id), latest.get(id) ?? null)
}

function requireNew(
  own: readonly FolderRow[],
  { id, host, username, folder }: Pick<FolderRow, 'id' | 'host' | 'username' | 'folder'>,
): void {
  const same = own.find(
    (row) => row.id !== id && row.host === host && row.username === username && row.folder === folder,
  )
  if (same !== undefined) refuse(mailFolderExists, { details: { existing_id: same.id } })
}
