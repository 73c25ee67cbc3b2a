/** What a person enters to connect a known kind of CalDAV server. */
export interface CaldavPreset {
  readonly id: 'icloud' | 'fastmail' | 'nextcloud' | 'other'
  readonly name: string
  /** Null: the person knows it. */
  readonly url: string | null
  readonly url_hint: string
  readonly username_hint: string
  readonly password_hint: string
  /** Where such a password is made; null: where the person has the account. */
  readonly password_page: string | null
  /** The domains of addresses that belong to it. */
  readonly domains: readonly string[]
}

/** In the order in which they are offered. */
export const CALDAV_PRESETS: readonly CaldavPreset[] = [
  {
    id: 'icloud',
    name: 'iCloud',
    url: 'https://caldav.icloud.com/',
    url_hint: 'caldav.icloud.com',
    username_hint: 'Your Apple Account, an e-mail address',
    password_hint: 'An app-specific password. The password of the account itself is refused.',
    password_page: 'https://account.apple.com/account/manage',
    domains: ['icloud.com', 'me.com', 'mac.com'],
  },
  {
    id: 'fastmail',
    name: 'Fastmail',
    url: 'https://caldav.fastmail.com/',
    url_hint: 'caldav.fastmail.com',
    username_hint: 'Your full Fastmail address',
    password_hint: 'An app password with access to calendars (CalDAV).',
    password_page: 'https://app.fastmail.com/settings/security/integrations',
    domains: ['fastmail.com', 'fastmail.fm'],
  },
  {
    id: 'nextcloud',
    name: 'Nextcloud',
    url: null,
    url_hint: 'The address of your cloud, such as cloud.example.org',
    username_hint: 'Your name there',
    password_hint:
      'An app password: Settings, Security, Devices & sessions. Needed where you log in with a second factor.',
    password_page: null,
    domains: [],
  },
  {
    id: 'other',
    name: 'Other CalDAV server',
    url: null,
    url_hint: 'Its address or its domain; the rest is found',
    username_hint: 'Your name there',
    password_hint: 'Your password there, or one for apps where the server has such.',
    password_page: null,
    domains: [],
  },
]

/**
 * The address to begin to look at, from what a person typed: an address, a domain, or an e-mail address. Null: it is none
 * of them. Plain http stays as it was typed; whether a password may go that way is not decided here.
 */
export function caldavStart(typed: string): string | null {
  const text = typed.trim()
  const domain = /^[^\s/@:]+@([^\s/@:]+\.[^\s/@:]+)$/.exec(text)?.[1]?.toLowerCase()
  const preset = CALDAV_PRESETS.find(({ domains }) => domains.includes((domain ?? text).toLowerCase()))
  const full = preset?.url ?? domain ?? text
  const address = /^https?:\/\//i.test(full) ? full : `https://${full.replace(/^caldavs?:\/\//i, '')}`
  if (!URL.canParse(address)) return null
  const { protocol, host, hostname, pathname } = new URL(address)
  const isWhole = hostname.includes('.') || hostname.startsWith('[') || hostname === 'localhost'
  return isWhole ? `${protocol}//${host}${pathname}` : null
}
