import type { Ctx } from '#platform/ctx.ts'
import { deletionJobs, forgetLinks } from './deletion.ts'
import type { DeletionHook, Leaving } from './deletion.ts'

export type { DeletionHook } from './deletion.ts'
export { makeLink, takeLink } from './links.ts'
export { accountRoutes } from './routes.ts'
export { finishSignIn, registerUser } from './sign-in.ts'
export { userById, userByName } from './store.ts'

/** Background work of accounts, over what other slices do when one goes. */
export function makeJobs<C extends Ctx = Ctx>(hooks: readonly DeletionHook[], leavings: readonly Leaving<C>[] = []) {
  return [...deletionJobs(hooks, leavings), forgetLinks]
}
