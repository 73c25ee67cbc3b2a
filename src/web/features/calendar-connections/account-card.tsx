import { Ellipsis, Eye, KeyRound, Pause, Play, RefreshCw, TriangleAlert, Unplug } from 'lucide-react'
import { useState } from 'react'
import { SignInProvider } from '#contract/calendar-connect.ts'
import type { CalendarConnection } from '#contract/calendar-connections.ts'
import { badgeOf, standingOf } from '#lib/calendar-standing.ts'
import { kindOf, wayOf } from '#lib/calendars.ts'
import { useMoments } from '#lib/moments.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { cx } from '#ui/class-names.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { Lettermark } from '#ui/lettermark.tsx'
import { Menu } from '#ui/menu.tsx'
import { DisconnectDialog } from './disconnect-dialog.tsx'
import { PasswordDialog } from './password-dialog.tsx'
import { useAskForCalendars, useChangeConnection, useConsent } from './queries.ts'
import type { SyncParts } from './sync-parts.ts'
import { whichOf } from './words.ts'

type Shows = 'preview' | 'password' | 'disconnect'

interface AccountCardProps extends Pick<SyncParts, 'Now' | 'Preview'> {
  account: CalendarConnection
  current: boolean
  onChoose: () => void
}

/** One account: how it stands, and what can be done about it. The whole card chooses it. */
export function AccountCard({ account, current, Now, Preview, onChoose }: AccountCardProps) {
  const [shows, setShows] = useState<Shows | null>(null)
  const { tone, icon, word } = isTroubled(account) ? TROUBLED : badgeOf(standingOf(account))
  const hide = () => setShows(null)
  return (
    <article
      className={cx('card cal-account', current && 'is-current')}
      aria-label={`${kindOf(account)} ${account.name}`}
    >
      <header className="row row-3 top">
        <Lettermark name={kindOf(account)} />
        <div className="grow min-w-0">
          <div className="row">
            <button type="button" className="cal-pick h2 grow" aria-pressed={current} onClick={onChoose}>
              {kindOf(account)}
            </button>
            <Badge tone={tone} icon={icon}>
              {word}
            </Badge>
          </div>
          <p className="t-13 c-2 cal-words">{whichOf(account)}</p>
        </div>
      </header>
      {account.message === null ? <Facts account={account} /> : <Trouble account={account} />}
      <footer className="row wrap gap-1 cal-foot">
        <Actions account={account} Now={Now} onShow={setShows} />
        <span className="push" />
        <More account={account} onShow={setShows} />
      </footer>
      {shows === 'preview' && <Preview account={account} onClose={hide} />}
      {shows === 'password' && <PasswordDialog account={account} onClose={hide} />}
      {shows === 'disconnect' && <DisconnectDialog account={account} onClose={hide} />}
    </article>
  )
}

const TROUBLED = { tone: 'warn', icon: TriangleAlert, word: 'Trouble' } as const

/** An account that is open, of which a calendar did not sync. */
function isTroubled(account: CalendarConnection): boolean {
  return standingOf(account) === 'active' && troublesOf(account).length > 0
}

function troublesOf({ calendars }: CalendarConnection) {
  return calendars
    .filter((calendar) => wayOf(calendar) !== 'none')
    .flatMap(({ id, name, message, state }) => {
      const words =
        state === 'needs_confirmation' ? 'Much is gone there at once. Choose this account to answer below.' : message
      return words === null ? [] : [{ id, name, words }]
    })
}

function Facts({ account }: { account: CalendarConnection }) {
  const { past, next } = useMoments()
  const chosen = account.calendars.filter((calendar) => wayOf(calendar) !== 'none').length
  return (
    <dl className="kv cal-body">
      <dt>Last sync</dt>
      <dd {...past(account.last_ok_at)} />
      <dt>Next</dt>
      <dd {...next(account.sync_enabled ? account.next_run_at : null, 'in a moment')} />
      <dt>Calendars</dt>
      <dd>
        {chosen} of {account.calendars.length} chosen
      </dd>
      {isTroubled(account) && (
        <>
          <dt>Trouble</dt>
          <dd>
            {troublesOf(account).map(({ id, name, words }) => (
              <span className="block c-bad cal-words" key={id}>
                “{name}”: {words}
              </span>
            ))}
          </dd>
        </>
      )}
    </dl>
  )
}

function Trouble({ account: { message, remedy } }: { account: CalendarConnection }) {
  return (
    <p className="t-13 cal-body">
      <b className="m">{message}</b> <span className="c-2">{remedy ?? 'It is tried again by itself.'}</span>
    </p>
  )
}

interface ActionsProps {
  account: CalendarConnection
  onShow: (what: Shows) => void
}

/** What the state of the account asks for comes first. */
function Actions({ account, Now, onShow }: ActionsProps & Pick<SyncParts, 'Now'>) {
  const change = useChangeConnection()
  const ask = useAskForCalendars()
  const consent = useConsent()
  const { id, provider } = account
  const signIn = SignInProvider.safeParse(provider).data
  const standing = standingOf(account)
  if (standing === 'active')
    return (
      <>
        <Now account={account} />
        <Button
          size="sm"
          variant="ghost"
          loading={change.isPending}
          onClick={() => change.mutate({ params: { id }, body: { sync_enabled: false } })}
        >
          <Pause aria-hidden="true" />
          Pause
        </Button>
      </>
    )
  if (standing === 'off')
    return (
      <Button size="sm" onClick={() => onShow('preview')}>
        <Play aria-hidden="true" />
        {account.last_ok_at === null ? 'Start syncing' : 'Go on'}
      </Button>
    )
  const shut = standing === 'expired' || standing === 'revoked'
  if (shut && signIn !== undefined)
    return (
      <Button size="sm" variant="primary" loading={consent.isPending} onClick={() => consent.mutate(signIn)}>
        Sign in again
      </Button>
    )
  if (shut && provider === 'caldav')
    return (
      <Button size="sm" variant="primary" onClick={() => onShow('password')}>
        Enter the new password
      </Button>
    )
  return (
    <Button size="sm" loading={ask.isPending} onClick={() => ask.mutate({ params: { id } })}>
      <RefreshCw aria-hidden="true" />
      Try again
    </Button>
  )
}

function More({ account, onShow }: ActionsProps) {
  const ask = useAskForCalendars()
  const { id, provider, name } = account
  return (
    <Menu
      trigger={<IconButton icon={Ellipsis} size="sm" label={`More on ${name}`} loading={ask.isPending} />}
      groups={[
        {
          items: [
            ...(standingOf(account) === 'active'
              ? [{ key: 'preview', label: 'What a sync would do', icon: Eye, run: () => onShow('preview') }]
              : []),
            {
              ...{ key: 'ask', label: 'Ask for its calendars anew', icon: RefreshCw },
              run: () => ask.mutate({ params: { id } }),
            },
            ...(provider === 'caldav'
              ? [{ key: 'password', label: 'New password', icon: KeyRound, run: () => onShow('password') }]
              : []),
          ],
        },
        {
          items: [
            { key: 'disconnect', label: 'Disconnect', icon: Unplug, danger: true, run: () => onShow('disconnect') },
          ],
        },
      ]}
    />
  )
}
