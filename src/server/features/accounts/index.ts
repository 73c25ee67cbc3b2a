import { deletionJobs, forgetLinks } from './deletion.ts'
import type { DeletionHook } from './deletion.ts'

export type { DeletionHook } from './deletion.ts'
export { makeLink, takeLink } from './links.ts'
export { accountRoutes } from './routes.ts'
export { finishSignIn, registerUser } from './sign-in.ts'
export { userById, userByName } from './store.ts'

/** Background work of accounts. `hooks`: what other slices remove when an account goes. */
export function makeJobs(hooks: readonly DeletionHook[]) {
  return [...deletionJobs(hooks), forgetLinks]
}
