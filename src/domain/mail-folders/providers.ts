/** What is known of a provider of mailboxes. `login`: what it takes from programs. */
export interface MailProvider {
  readonly name: string
  readonly domains: readonly string[]
  readonly host: string
  readonly login: 'password' | 'app_password' | 'switch_on' | 'none' | 'bridge'
}

/** The large ones, by what they tell their customers; all at port 993 with TLS. */
const PROVIDERS: readonly MailProvider[] = [
  { name: 'Gmail', domains: ['gmail.com', 'googlemail.com'], host: 'imap.gmail.com', login: 'app_password' },
  {
    name: 'Outlook',
    domains: [
      'outlook.com',
      'outlook.de',
      'outlook.fr',
      'hotmail.com',
      'hotmail.de',
      'hotmail.fr',
      'live.com',
      'live.de',
      'msn.com',
    ],
    host: 'outlook.office365.com',
    login: 'none',
  },
  {
    name: 'Yahoo',
    domains: ['yahoo.com', 'yahoo.de', 'yahoo.fr', 'yahoo.co.uk', 'ymail.com'],
    host: 'imap.mail.yahoo.com',
    login: 'app_password',
  },
  { name: 'AOL', domains: ['aol.com', 'aol.de'], host: 'imap.aol.com', login: 'app_password' },
  { name: 'iCloud', domains: ['icloud.com', 'me.com', 'mac.com'], host: 'imap.mail.me.com', login: 'app_password' },
  { name: 'GMX', domains: ['gmx.de', 'gmx.net', 'gmx.at', 'gmx.ch'], host: 'imap.gmx.net', login: 'switch_on' },
  { name: 'GMX', domains: ['gmx.com'], host: 'imap.gmx.com', login: 'switch_on' },
  { name: 'WEB.DE', domains: ['web.de'], host: 'imap.web.de', login: 'switch_on' },
  { name: 'Fastmail', domains: ['fastmail.com', 'fastmail.fm'], host: 'imap.fastmail.com', login: 'app_password' },
  { name: 'Posteo', domains: ['posteo.de', 'posteo.net'], host: 'posteo.de', login: 'password' },
  { name: 'mailbox.org', domains: ['mailbox.org'], host: 'imap.mailbox.org', login: 'password' },
  { name: 'Telekom', domains: ['t-online.de', 'magenta.de'], host: 'secureimap.t-online.de', login: 'app_password' },
  { name: 'Orange', domains: ['orange.fr', 'wanadoo.fr'], host: 'imap.orange.fr', login: 'password' },
  { name: 'La Poste', domains: ['laposte.net'], host: 'imap.laposte.net', login: 'password' },
  {
    name: 'Proton Mail',
    domains: ['proton.me', 'protonmail.com', 'pm.me'],
    host: '127.0.0.1',
    login: 'bridge',
  },
]

/** The provider of an e-mail address; null for one that is not known. */
export function providerOf(address: string): MailProvider | null {
  const domain = address.trim().toLowerCase().split('@')[1] ?? ''
  return PROVIDERS.find(({ domains }) => domains.includes(domain)) ?? null
}

/** The provider whose server this is; behind the machine itself is anybody's. */
export function providerAt(host: string): MailProvider | null {
  const name = host.trim().toLowerCase()
  return PROVIDERS.find((provider) => provider.host === name && provider.login !== 'bridge') ?? null
}
