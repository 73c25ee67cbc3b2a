import { createHash, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The person that the fake provider logs in. */
export interface FakePerson {
  subject: string
  email: string
  email_verified: boolean
  name: string
  login: string
}

/** Google, GitHub and LinkedIn in one small server that remembers codes, challenges and tokens, as they do. */
export interface FakeOAuth {
  /** For `OUTBOUND_REWRITE`. */
  readonly rewrite: Readonly<Record<string, string>>
  person: FakePerson
  /** Every request to the token endpoint, as it came. */
  readonly exchanges: Record<string, string>[]
  /** What a browser does that is sent to `authorization_url`: gives the code and state of the way back. */
  approve(authorization_url: string): Promise<{ code: string; state: string; redirect_uri: string }>
  /** Answers of the token endpoint from now on; null: as they should be. */
  fail(status: number | null): void
  close(): Promise<void>
}

const ORIGINS = [
  'https://accounts.google.com',
  'https://oauth2.googleapis.com',
  'https://openidconnect.googleapis.com',
  'https://github.com',
  'https://api.github.com',
  'https://www.linkedin.com',
  'https://api.linkedin.com',
]

export async function startFakeOAuth(): Promise<FakeOAuth> {
  const codes = new Map<string, { challenge: string | null; redirect_uri: string; client_id: string }>()
  const tokens = new Set<string>()
  const exchanges: Record<string, string>[] = []
  let failing: number | null = null
  const fake = {
    person: { subject: 'sub-1', email: 'mara@example.org', email_verified: true, name: 'Mara Feldkamp', login: 'mara' },
    exchanges,
  }
  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', base)
    const path = url.pathname.replace(/^\/\d/, '')
    if (/(\/o\/oauth2\/v2\/auth|\/login\/oauth\/authorize|\/oauth\/v2\/authorization)$/.test(path))
      return authorize(url, response)
    if (/(\/token|\/access_token|\/accessToken)$/.test(path)) return token(await bodyOf(request), response)
    if (!tokens.has((request.headers.authorization ?? '').replace('Bearer ', '')))
      return send(response, 401, { error: 'invalid_token' })
    const { subject, login, name, email, email_verified } = fake.person
    if (path === '/user') return send(response, 200, { id: subject, login, name })
    if (path === '/user/emails') return send(response, 200, [{ email, primary: true, verified: email_verified }])
    return send(response, 200, { sub: subject, email, email_verified, name })
  }

  function authorize(url: URL, response: ServerResponse): void {
    const code = randomUUID()
    const redirect_uri = url.searchParams.get('redirect_uri') ?? ''
    codes.set(code, {
      challenge: url.searchParams.get('code_challenge'),
      redirect_uri,
      client_id: url.searchParams.get('client_id') ?? '',
    })
    const back = new URL(redirect_uri)
    back.searchParams.set('code', code)
    back.searchParams.set('state', url.searchParams.get('state') ?? '')
    response.writeHead(302, { location: back.toString() }).end()
  }

  function token(form: Record<string, string>, response: ServerResponse): void {
    exchanges.push(form)
    if (failing !== null) return send(response, failing, { error: 'server_error' })
    const issued = codes.get(form['code'] ?? '')
    codes.delete(form['code'] ?? '')
    if (
      issued === undefined ||
      issued.redirect_uri !== form['redirect_uri'] ||
      issued.client_id !== form['client_id']
    ) {
      return send(response, 400, { error: 'invalid_grant' })
    }
    const verifier = form['code_verifier'] ?? ''
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    if (issued.challenge !== null && challenge !== issued.challenge)
      return send(response, 400, { error: 'invalid_grant' })
    // As LinkedIn: a verifier without a challenge fails the client.
    if (issued.challenge === null && verifier !== '') return send(response, 401, { error: 'invalid_client' })
    const access_token = randomUUID()
    tokens.add(access_token)
    return send(response, 200, { access_token, token_type: 'bearer', expires_in: 3600 })
  }

  return Object.assign(fake, {
    rewrite: Object.fromEntries(ORIGINS.map((origin, index) => [origin, `${base}/${index}`])),
    approve: async (authorization_url: string) => {
      const answer = await fetch(authorization_url, { redirect: 'manual' })
      const back = new URL(answer.headers.get('location') ?? '')
      return {
        code: back.searchParams.get('code') ?? '',
        state: back.searchParams.get('state') ?? '',
        redirect_uri: `${back.origin}${back.pathname}`,
      }
    },
    fail: (status: number | null) => void (failing = status),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  })
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, string>> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return Object.fromEntries(new URLSearchParams(text))
}
