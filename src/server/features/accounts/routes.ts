import * as contract from '#contract/accounts.ts'
import { deleteAccount, keepAccount } from '#contract/security.ts'
import { publicRoute, route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import * as deletion from './deletion.ts'
import * as recovery from './recovery.ts'
import * as signIn from './sign-in.ts'

/** The routes of accounts; `proved` is what other slices do when an address is proved for the first time. */
export const accountRoutes = (proved: recovery.ProvedHook): readonly Route[] => [
  publicRoute(contract.register, (ctx, _, input) => signIn.register(ctx, input.body, input)),
  publicRoute(contract.login, (ctx, _, input) => {
    const { username, email, password } = input.body
    return signIn.login(ctx, { name: username || email || '', password }, input)
  }),
  publicRoute(contract.verifyTwoFactor, (ctx, _, input) => signIn.verifyTwoFactor(ctx, input.body, input)),
  route(contract.logout, (ctx, actor, { reply }) => signIn.logout(ctx, actor, reply)),
  route(contract.me, (ctx, actor) => signIn.me(ctx, actor)),
  route(contract.changePassword, (ctx, actor, { body, info }) =>
    recovery.changePassword(ctx, actor, {
      current_password: body.current_password,
      new_password: body.new_password,
      address: info.ip,
    }),
  ),
  publicRoute(contract.forgotPassword, (ctx, _, { body }) => recovery.forgotPassword(ctx, body.email)),
  publicRoute(contract.resetPassword, (ctx, _, { body }) => recovery.resetPassword(ctx, body, proved)),
  publicRoute(contract.verifyEmail, (ctx, _, { body }) => recovery.verifyEmail(ctx, body.token)),
  route(contract.resendVerification, (ctx, actor) => recovery.resendVerification(ctx, actor)),
  route(deleteAccount, (ctx, actor, { body, info }) =>
    deletion.deleteAccount(ctx, actor, { confirm: body.confirm, password: body.password, address: info.ip }),
  ),
  route(keepAccount, (ctx, actor) => deletion.keepAccount(ctx, actor)),
]
