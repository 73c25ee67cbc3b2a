import { createHash } from 'node:crypto'
import type { FakeGoogle } from './server.ts'

interface Reply {
  readonly status: number
  readonly headers: Headers
  // oxlint-disable-next-line typescript/no-explicit-any -- a test looks at what it knows is there
  readonly body: any
}

export const CALENDAR = 'https://www.googleapis.com/auth/calendar'
export const RETURN_TO = 'https://copilot.example/back'
export const VERIFIER = 'a verifier of at least forty-three characters, as it should be'

/** The address that a person is sent to. */
export function consentUrl(fake: FakeGoogle, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    client_id: 'development',
    redirect_uri: RETURN_TO,
    response_type: 'code',
    scope: `openid email ${CALENDAR}`,
    state: 'state-1',
    access_type: 'offline',
    prompt: 'consent',
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  })
  return `${fake.rewrite['https://accounts.google.com']}/o/oauth2/v2/auth?${query}`
}

/** A request to the token endpoint. */
export async function exchange(fake: FakeGoogle, form: Record<string, string>): Promise<Reply> {
  const body = new URLSearchParams({
    ...{ client_id: 'development', client_secret: 'development', grant_type: 'authorization_code' },
    ...{ redirect_uri: RETURN_TO, code_verifier: VERIFIER, ...form },
  })
  return reply(await fetch(`${fake.rewrite['https://oauth2.googleapis.com']}/token`, { method: 'POST', body }))
}

/** The tokens of the first account. */
export async function signIn(fake: FakeGoogle, more: Record<string, string> = {}): Promise<Reply['body']> {
  const { code } = await fake.approve(consentUrl(fake, more))
  return (await exchange(fake, { code })).body
}

export type Api = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Reply>

/** The Calendar API on behalf of the first account. */
export function apiOf(fake: FakeGoogle, scopes?: readonly string[]): Api {
  const { access_token } = fake.google.tokensOf('mara@example.org', scopes)
  return async (method, path, body, headers = {}) =>
    reply(
      await fetch(`${fake.rewrite['https://www.googleapis.com']}/calendar/v3${path}`, {
        method,
        headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
}

export async function reply(answer: Response): Promise<Reply> {
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.startsWith('application/json') === true
  return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text }
}
