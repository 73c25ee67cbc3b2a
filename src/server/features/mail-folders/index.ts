import * as endpoints from '#contract/mail-folders.ts'
import { listStoppedMailFolders } from '#contract/mail-notice.ts'
import { route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import type { MailCtx } from './tables.ts'
import * as use from './use-cases.ts'

export { sealedColumns } from './password.ts'
export { jobs } from './run.ts'

export const routes: readonly Route<MailCtx>[] = [
  route(endpoints.listMailFolders, (ctx: MailCtx, actor) => use.list(ctx, actor)),
  route(listStoppedMailFolders, (ctx: MailCtx, actor) => use.listStopped(ctx, actor)),
  route(endpoints.lookAtMailbox, (ctx: MailCtx, actor, { body }) => use.look(ctx, actor, body)),
  route(endpoints.createMailFolder, (ctx: MailCtx, actor, { body }) => use.create(ctx, actor, body)),
  route(endpoints.updateMailFolder, (ctx: MailCtx, actor, { params, body }) => use.change(ctx, actor, params.id, body)),
  route(endpoints.deleteMailFolder, (ctx: MailCtx, actor, { params }) => use.remove(ctx, actor, params.id)),
  route(endpoints.testMailFolder, (ctx: MailCtx, actor, { params }) => use.test(ctx, actor, params.id)),
  route(endpoints.runMailFolder, (ctx: MailCtx, actor, { params }) => use.run(ctx, actor, params.id)),
  route(endpoints.listMailFolderRuns, (ctx: MailCtx, actor, { params, query }) =>
    use.runs(ctx, actor, params.id, query),
  ),
]
