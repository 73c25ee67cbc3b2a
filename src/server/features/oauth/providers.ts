import { z } from 'zod'
import type { Provider } from '#contract/oauth.ts'
import { providerFailed } from '#contract/oauth.ts'
import type { Ctx } from '#platform/ctx.ts'
import { refuse } from '#platform/errors.ts'

/** Who a provider says somebody is. */
export interface Identity {
  readonly subject: string
  readonly email: string | null
  readonly email_verified: boolean
  readonly name: string | null
  readonly username: string | null
}

interface Description {
  readonly authorize: string
  readonly token: string
  readonly scope: string
  readonly pkce: boolean
  readonly identify: (ctx: Ctx, access_token: string) => Promise<Identity>
}

const OpenIdUser = z.object({
  sub: z.string().min(1),
  email: z.string().nullish(),
  // LinkedIn has sent this as text.
  email_verified: z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')]).nullish(),
  name: z.string().nullish(),
})
const GithubUser = z.object({ id: z.union([z.int(), z.string()]), login: z.string(), name: z.string().nullish() })
const GithubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }))
const TokenAnswer = z.object({ access_token: z.string().min(1) })

export const providers: Readonly<Record<Provider, Description>> = {
  google: {
    authorize: 'https://accounts.google.com/o/oauth2/v2/auth',
    token: 'https://oauth2.googleapis.com/token',
    scope: 'openid email profile',
    pkce: true,
    identify: (ctx, token) => openIdIdentity(ctx, 'https://openidconnect.googleapis.com/v1/userinfo', token),
  },
  github: {
    authorize: 'https://github.com/login/oauth/authorize',
    token: 'https://github.com/login/oauth/access_token',
    scope: 'read:user user:email',
    pkce: true,
    identify: githubIdentity,
  },
  linkedin: {
    authorize: 'https://www.linkedin.com/oauth/v2/authorization',
    token: 'https://www.linkedin.com/oauth/v2/accessToken',
    scope: 'openid profile email',
    // LinkedIn answers `invalid_client` to a code_verifier from an app with a secret.
    pkce: false,
    identify: (ctx, token) => openIdIdentity(ctx, 'https://api.linkedin.com/v2/userinfo', token),
  },
}

/** Exchanges a code for an access token (RFC 6749 §4.1.3, RFC 7636 §4.5). */
export async function exchangeCode(
  ctx: Ctx,
  provider: Provider,
  given: {
    code: string
    redirect_uri: string
    code_verifier: string
    client: { client_id: string; client_secret: string }
  },
): Promise<string> {
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    code: given.code,
    redirect_uri: given.redirect_uri,
    ...given.client,
    ...(providers[provider].pkce ? { code_verifier: given.code_verifier } : {}),
  })
  const answer = await ctx.http.request({
    method: 'POST',
    url: providers[provider].token,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: form.toString(),
    timeout_ms: 10_000,
    max_bytes: 100_000,
  })
  return parsed(ctx, provider, answer, TokenAnswer).access_token
}

async function openIdIdentity(ctx: Ctx, url: string, token: string): Promise<Identity> {
  const user = await read(ctx, url, token, OpenIdUser)
  return {
    subject: user.sub,
    email: user.email ?? null,
    email_verified: user.email_verified === true,
    name: user.name ?? null,
    username: null,
  }
}

async function githubIdentity(ctx: Ctx, token: string): Promise<Identity> {
  const user = await read(ctx, 'https://api.github.com/user', token, GithubUser)
  const emails = await read(ctx, 'https://api.github.com/user/emails', token, GithubEmails)
  const best =
    emails.find((email) => email.primary && email.verified) ?? emails.find((email) => email.verified) ?? emails[0]
  return {
    subject: String(user.id),
    email: best?.email ?? null,
    email_verified: best?.verified ?? false,
    name: user.name ?? null,
    username: user.login,
  }
}

async function read<Schema extends z.ZodType>(
  ctx: Ctx,
  url: string,
  token: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }
  const answer = await ctx.http.request({ method: 'GET', url, headers, timeout_ms: 10_000, max_bytes: 500_000 })
  return parsed(ctx, url, answer, schema)
}

type Answer = Awaited<ReturnType<Ctx['http']['request']>>

function parsed<Schema extends z.ZodType>(ctx: Ctx, from: string, answer: Answer, schema: Schema): z.output<Schema> {
  if (answer.kind === 'answer' && answer.status < 300) {
    const body = schema.safeParse(jsonOf(answer.text()))
    if (body.success) return body.data
  }
  const reason = answer.kind === 'failure' ? answer.reason : answer.status
  ctx.log.warn({ from, reason }, 'a sign-in provider did not answer as it should')
  return refuse(providerFailed)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
