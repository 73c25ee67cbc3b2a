import { z } from 'zod'
import type { LoginDescription } from '#connectors/calendar/oauth.ts'

const GRAPH = 'https://graph.microsoft.com'
const NEEDED = ['Calendars.ReadWrite', 'User.Read']

/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow */
export function microsoftLogin(tenant_id: string): LoginDescription {
  const base = `https://login.microsoftonline.com/${tenant_id}`
  return {
    provider: 'microsoft',
    issuer: `${base}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    // There is none: a person ends it at https://account.microsoft.com/privacy/app-access.
    revocation_endpoint: null,
    needed_scopes: NEEDED,
    other_scopes: ['offline_access'],
    ask: { response_mode: 'query', prompt: 'select_account' },
    scopeName: nameOf,
    owner: {
      url: `${GRAPH}/v1.0/me?$select=id,mail,userPrincipalName`,
      schema: z
        .object({ id: z.string().min(1), mail: z.string().nullish(), userPrincipalName: z.string().nullish() })
        .transform(({ id, mail, userPrincipalName }) => ({
          subject: id,
          name: mail ?? userPrincipalName ?? 'Microsoft',
        })),
    },
  }
}

// The answer spells them with or without the resource, and in letters of its own choice.
function nameOf(granted: string): string {
  const bare = granted.replace(/^https:\/\/graph\.microsoft\.com\//i, '')
  return NEEDED.find((needed) => needed.toLowerCase() === bare.toLowerCase()) ?? bare
}
