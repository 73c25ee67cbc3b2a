import { startFaultyServer } from '#kit/vendors/faulty-server.ts'
import { control } from './control.ts'
import { Google } from './google.ts'
import type { GoogleOptions } from './google.ts'
import { answerFor } from './routes.ts'

export interface FakeGoogle {
  readonly google: Google
  readonly origin: string
  /** For `OUTBOUND_REWRITE`. */
  readonly rewrite: Readonly<Record<string, string>>
  /** What a browser does that is sent to `authorization_url`, while no page is shown (`google.oauth.consent`). */
  approve(authorization_url: string): Promise<Approved>
  close(): Promise<void>
}

/** What came back; without a code there is an error. */
interface Approved {
  readonly code: string
  readonly state: string
  readonly scope: string
  readonly error: string | null
  readonly redirect_uri: string
}

/**
 * A small real server that plays Google Calendar and Google's sign-in. `POST /__ctl` is in `control.ts`.
 * Each rule names the page that it is from: `guides/…` and `concepts/…` are below
 * developers.google.com/workspace/calendar/api, `events/list` and the like below …/api/v3/reference.
 */
export async function startFakeGoogle(options: GoogleOptions & { readonly port?: number } = {}): Promise<FakeGoogle> {
  const google = new Google(options)
  const { faults, log, channels } = google
  const vendor = {
    ...{ faults, log },
    answer: async (ask: Parameters<typeof answerFor>[1]) => {
      const answer = answerFor(google, ask)
      await channels.ahead()
      return answer
    },
    afterwards: () => channels.flush(),
    control: (command: unknown) => control(google, command),
  }
  const { origin, close } = await startFaultyServer(vendor, options.port)
  return {
    google,
    origin,
    rewrite: {
      'https://accounts.google.com': `${origin}/accounts`,
      'https://oauth2.googleapis.com': `${origin}/oauth`,
      'https://openidconnect.googleapis.com': `${origin}/openid`,
      'https://www.googleapis.com': `${origin}/apis`,
    },
    approve: async (authorization_url) => {
      const answer = await fetch(authorization_url, { redirect: 'manual' })
      const { origin: host, pathname, searchParams } = new URL(answer.headers.get('location') ?? '')
      return {
        code: searchParams.get('code') ?? '',
        state: searchParams.get('state') ?? '',
        scope: searchParams.get('scope') ?? '',
        error: searchParams.get('error'),
        redirect_uri: `${host}${pathname}`,
      }
    },
    close: async () => {
      await channels.close()
      await close()
    },
  }
}
