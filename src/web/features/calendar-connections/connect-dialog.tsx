import { useQuery } from '@tanstack/react-query'
import { CalendarDays, Cloud, Link2, LogIn, Server } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { SignInProvider } from '#contract/calendar-connect.ts'
import { CALDAV_PRESETS } from '#domain/calendar/sync/caldav-presets.ts'
import type { CaldavPreset } from '#domain/calendar/sync/caldav-presets.ts'
import { kindOf } from '#lib/calendars.ts'
import { Dialog } from '#ui/dialog.tsx'
import { Load } from '#ui/load.tsx'
import { Note } from '#ui/note.tsx'
import { Spinner } from '#ui/spinner.tsx'
import { FeedForm } from './feed-form.tsx'
import { providersQuery, useConsent } from './queries.ts'
import { ServerForm } from './server-form.tsx'

interface ConnectDialogProps {
  onConnected: (id: string) => void
  onClose: () => void
}

const SERVER_WORDS: Readonly<Record<CaldavPreset['id'], string>> = {
  icloud: 'With an app-specific password',
  fastmail: 'With an app password',
  nextcloud: 'With the address of your cloud',
  other: 'Radicale, Baikal, mailbox.org, Synology and others',
}

/** First what kind of calendar it is, then what opens it. */
export function ConnectDialog({ onConnected, onClose }: ConnectDialogProps) {
  const [chosen, setChosen] = useState<CaldavPreset | 'address' | null>(null)
  const form = { onConnected, onClose, onBack: () => setChosen(null) }
  if (chosen === 'address') return <FeedForm {...form} />
  if (chosen !== null) return <ServerForm {...form} preset={chosen} />
  return (
    <Dialog open onOpenChange={onClose} title="Connect a calendar" description="Sync stays off until you start it.">
      <SignIns />
      <ul className="cal-kinds" aria-label="Other calendars">
        {CALDAV_PRESETS.map((preset) => (
          <Kind
            key={preset.id}
            icon={preset.id === 'other' ? Server : Cloud}
            name={preset.name}
            about={SERVER_WORDS[preset.id]}
            onChoose={() => setChosen(preset)}
          />
        ))}
        <Kind
          icon={Link2}
          name="A calendar at an address"
          about="An .ics or webcal link, which is only read"
          onChoose={() => setChosen('address')}
        />
      </ul>
    </Dialog>
  )
}

/** Those whose own page asks for the account. */
function SignIns() {
  const query = useQuery(providersQuery)
  const consent = useConsent()
  return (
    <Load query={query} failure="What can be connected did not load">
      {({ items }) => {
        const configured = new Set(items.flatMap((one) => (one.configured ? [one.provider] : [])))
        const missing = SignInProvider.options.filter((provider) => !configured.has(provider))
        return (
          <>
            <ul className="cal-kinds" aria-label="Accounts that you sign in to">
              {SignInProvider.options
                .filter((provider) => configured.has(provider))
                .map((provider) => (
                  <Kind
                    key={provider}
                    icon={CalendarDays}
                    name={kindOf({ provider, server_url: null })}
                    about="You allow it on their page, and come back"
                    leaves
                    busy={consent.isPending && consent.variables === provider}
                    onChoose={() => consent.mutate(provider)}
                  />
                ))}
            </ul>
            {missing.length > 0 && <NotSetUp missing={missing} />}
          </>
        )
      }}
    </Load>
  )
}

function NotSetUp({ missing }: { missing: readonly SignInProvider[] }) {
  const names = missing.map((provider) => kindOf({ provider, server_url: null })).join(' and ')
  return (
    <Note title={`${names}: not set up on this server`}>
      Whoever runs it registers it there once; docs/operate/calendars.md says how. The address to come back to is{' '}
      {missing.map((provider) => (
        <code className="mono t-12 cal-back" key={provider}>
          {location.origin}/settings/calendar/callback/{provider}
        </code>
      ))}
    </Note>
  )
}

interface KindProps {
  icon: LucideIcon
  name: string
  about: string
  /** It goes on at another page. */
  leaves?: boolean
  busy?: boolean
  onChoose: () => void
}

function Kind({ icon: Icon, name, about, leaves = false, busy = false, onChoose }: KindProps) {
  return (
    <li>
      <button type="button" className="cal-kind" aria-busy={busy || undefined} disabled={busy} onClick={onChoose}>
        <span className="q-ico" aria-hidden="true">
          {busy ? <Spinner /> : <Icon />}
        </span>
        <span className="grow">
          <b className="m">{name}</b>
          <span className="t-13 c-2">{about}</span>
        </span>
        {leaves && <LogIn className="c-3" aria-hidden="true" />}
      </button>
    </li>
  )
}
