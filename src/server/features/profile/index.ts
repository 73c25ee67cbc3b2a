import type { Profile } from '#contract/profile.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { profileOf } from './store.ts'

export { profileRoutes } from './routes.ts'
export { changeProfile, findProfile, settingsOf } from './store.ts'

/** What a person says of themselves and looks for; made with its defaults when there is none. */
export function readProfile(ctx: Pick<Ctx, 'clock'>, tx: Tx, user_id: string): Promise<Profile> {
  return profileOf(tx, user_id, ctx.clock.iso())
}
