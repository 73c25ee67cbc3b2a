import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { recorded } from '#features/undo/index.ts'
import type { Scope } from '#features/undo/index.ts'
import { announce, requireApplication } from './settle.ts'
import type { ApplicationRow } from './tables.ts'

/** A change of something that hangs on an application: a note, an interview, an offer. */
export interface PartChange {
  readonly application_id: string
  readonly kind: string
  /** After the company's name: "Lumen & Ashdown: note added". */
  readonly label: string
  readonly scope: readonly Scope[]
}

/** Changes a part of an application: checks that it is there, writes the change down for undo, tells open screens. */
export async function changePart<Result>(
  ctx: Ctx,
  actor: Actor,
  change: PartChange,
  work: (tx: Tx, application: ApplicationRow) => Promise<Result>,
): Promise<Result & { undo_id: string | null }> {
  return ctx.db.as(actor, async (tx) => {
    const application = await requireApplication(tx, actor, change.application_id)
    const { kind, scope } = change
    const written = { user_id: actor.user_id, kind, scope, label: `${application.company}: ${change.label}` }
    const { result, undo_id } = await recorded(ctx, tx, written, () => work(tx, application))
    await announce(ctx, tx, actor.user_id, {
      kind: 'edited',
      application_ids: [application.id],
      status: application.status,
    })
    return { ...result, undo_id }
  })
}
