import type pg from 'pg'
import { makeJobBoards } from '#connectors/boards/index.ts'
import type { JobBoards } from '#domain/postings/job-board-port.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { BoundJob } from '#platform/queue.ts'
import type { Route } from '#platform/serve/route.ts'
import type { Authenticate } from '#platform/serve/server.ts'
import * as accounts from '#features/accounts/index.ts'
import * as applicationParts from '#features/application-parts/index.ts'
import * as applications from '#features/applications/index.ts'
import * as coaching from '#features/coaching/index.ts'
import * as contacts from '#features/contacts/index.ts'
import * as credentials from '#features/credentials/index.ts'
import * as duplicates from '#features/duplicates/index.ts'
import * as firms from '#features/firms/index.ts'
import * as interviews from '#features/interviews/index.ts'
import * as oauth from '#features/oauth/index.ts'
import * as offers from '#features/offers/index.ts'
import * as postings from '#features/postings/index.ts'
import * as profile from '#features/profile/index.ts'
import * as sample from '#features/sample/index.ts'
import * as sessions from '#features/sessions/index.ts'
import * as sources from '#features/sources/index.ts'

/** The platform plus what the connectors bring. */
export interface AppCtx extends Ctx {
  readonly boards: JobBoards
}

export interface Features {
  readonly ctx: AppCtx
  readonly routes: readonly Route<AppCtx>[]
  readonly jobs: readonly BoundJob<AppCtx>[]
  readonly authenticate: Authenticate
}

/** Stored secrets that outlive a change of the secret key. */
export const sealedColumns = [...credentials.sealedColumns, ...sources.sealedColumns]

/** What slices remove when an account goes, beyond the rows that reference `users`. */
const deletionHooks: readonly accounts.DeletionHook[] = []

/** Every slice of the product, composed. A new slice is added here and nowhere else. */
export function features(platform: Ctx, _system: pg.Pool): Features {
  return {
    ctx: { ...platform, boards: makeJobBoards(platform) },
    routes: [
      ...accounts.accountRoutes(oauth.disconnectAll),
      ...applicationParts.routes,
      ...applications.routes,
      ...coaching.routes,
      ...contacts.routes,
      ...credentials.routes,
      ...duplicates.duplicateRoutes(applications.applicationsOf),
      ...firms.routes,
      ...interviews.routes,
      ...oauth.routes,
      ...offers.routes,
      ...postings.postingRoutes(applications.applicationsOf),
      ...profile.profileRoutes(postings.profileChanged),
      ...sample.routes,
      ...sessions.routes,
      ...sources.routes,
    ],
    jobs: [
      ...accounts.makeJobs(deletionHooks),
      ...applications.jobs,
      ...credentials.jobs,
      ...postings.jobs,
      ...sample.jobs,
      ...sessions.jobs,
      ...sources.jobs,
    ],
    authenticate: sessions.makeAuthenticate(platform),
  }
}
