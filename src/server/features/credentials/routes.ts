import * as contract from '#contract/security.ts'
import { route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import * as twoFactor from './two-factor.ts'

export const routes: readonly Route[] = [
  route(contract.twoFactorState, (ctx, actor) => twoFactor.state(ctx, actor)),
  route(contract.enrolTwoFactor, (ctx, actor, { body, info }) =>
    twoFactor.enrol(ctx, actor, { password: body.password, address: info.ip }),
  ),
  route(contract.confirmTwoFactor, (ctx, actor, { body, info }) =>
    twoFactor.confirm(ctx, actor, { code: body.code, address: info.ip }),
  ),
  route(contract.renewRecoveryCodes, (ctx, actor, { body, info }) =>
    twoFactor.renewRecoveryCodes(ctx, actor, { code: body.code, address: info.ip }),
  ),
  route(contract.disableTwoFactor, (ctx, actor, { body, info }) =>
    twoFactor.disable(ctx, actor, { code: body.code, address: info.ip }),
  ),
]
