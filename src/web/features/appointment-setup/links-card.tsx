import { useQuery } from '@tanstack/react-query'
import { Copy, ExternalLink, Link2, Plus } from 'lucide-react'
import { useState } from 'react'
import type { BookingLink } from '#contract/booking-links.ts'
import { copyText } from '#lib/copy.ts'
import { formatShortDay } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { Badge } from '#ui/badge.tsx'
import { Button, buttonClass } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { ConfirmDialog } from '#ui/confirm-dialog.tsx'
import { Dots } from '#ui/dots.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Load } from '#ui/load.tsx'
import { Note } from '#ui/note.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { linksQuery, typesQuery, useRevokeLink } from './queries.ts'
import { AUDIENCES, LINK_STATES, usesWords } from './words.ts'

/** The addresses at which one is booked. */
export function LinksCard() {
  const query = useQuery(linksQuery)
  const types = useQuery(typesQuery)
  const [making, setMaking] = useState(false)
  const [all, setAll] = useState(false)
  const hasTypes = (types.data?.length ?? 0) > 0
  const items = query.data?.items ?? []
  const over = items.filter(({ state }) => isOver(state))
  const shown = all ? items : items.filter(({ state }) => !isOver(state))
  const make = (
    <Button variant={items.length === 0 ? 'primary' : 'default'} disabled={!hasTypes} onClick={() => setMaking(true)}>
      <Plus aria-hidden="true" />
      Make a link
    </Button>
  )
  return (
    <Card
      title="Booking links"
      note={items.length - over.length || undefined}
      ruled
      flush
      actions={items.length > 0 && make}
    >
      <Load query={query} failure="Your booking links did not load">
        {({ mail }) => (
          <>
            {mail === 'not_configured' && items.some(({ audience }) => audience === 'public') && <NoMail />}
            {items.length === 0 ? (
              <EmptyState icon={Link2} title="Nobody can book you yet" action={make}>
                {hasTypes
                  ? 'A link leads to your free times. Give it to one person, or put it on your website.'
                  : 'Add something that can be booked first. Then a link leads to your free times.'}
              </EmptyState>
            ) : (
              <ul>
                {shown.map((link) => (
                  <LinkRow
                    key={link.id}
                    link={link}
                    offers={types.data?.find(({ id }) => id === link.type_id)?.title ?? null}
                  />
                ))}
              </ul>
            )}
            {over.length > 0 && (
              <div className="row p-3">
                <Button variant="ghost" size="sm" aria-expanded={all} onClick={() => setAll(!all)}>
                  {all ? 'Hide those that are over' : `${over.length} that ${over.length === 1 ? 'is' : 'are'} over`}
                </Button>
              </div>
            )}
          </>
        )}
      </Load>
      {making && <LinkDialog onClose={() => setMaking(false)} />}
    </Card>
  )
}

const isOver = (state: BookingLink['state']) => state === 'revoked' || state === 'expired' || state === 'used_up'

function NoMail() {
  return (
    <div className="p-4">
      <Note tone="warn" title="This server sends no mail">
        Who books without an account cannot confirm the address: confirm such bookings yourself, under “To confirm”. The
        operator sets a mail server up.
      </Note>
    </div>
  )
}

function LinkRow({ link, offers }: { link: BookingLink; offers: string | null }) {
  const settings = useSettings()
  const [revoking, setRevoking] = useState(false)
  const revoke = useRevokeLink()
  const { label: state, tone, why } = LINK_STATES[link.state]
  const name = link.label ?? offers ?? 'All that you offer'
  const audience = AUDIENCES.find(({ value }) => value === link.audience)
  const works = !isOver(link.state)
  return (
    <li className="lrow link-row">
      <div className="grow names">
        <div className="row wrap">
          <b className="m">{name}</b>
          <Badge tone={tone}>{state}</Badge>
        </div>
        <span className="t-13 c-2 block">
          <Dots>
            {`For ${audience?.short ?? ''}`}
            {link.label === null ? '' : (offers ?? 'all that you offer')}
            {usesWords(link)}
            {link.expires_at === null ? '' : `until ${formatShortDay(link.expires_at, settings)}`}
          </Dots>
        </span>
        {why !== '' && <span className="t-13 c-2 block">{why}</span>}
        {works && <span className="t-12 c-3 block mono link-url">{link.url}</span>}
      </div>
      {works && (
        <div className="row">
          <Button size="sm" aria-label={`Copy the link ${name}`} onClick={() => copyText(link.url)}>
            <Copy aria-hidden="true" />
            Copy
          </Button>
          <a
            className={buttonClass({ size: 'sm' })}
            href={link.url}
            target="_blank"
            rel="noreferrer"
            aria-label={`Look at the page of ${name}`}
          >
            <ExternalLink aria-hidden="true" />
            Look
          </a>
          <Button size="sm" variant="danger" aria-label={`Revoke the link ${name}`} onClick={() => setRevoking(true)}>
            Revoke
          </Button>
        </div>
      )}
      <ConfirmDialog
        open={revoking}
        onOpenChange={setRevoking}
        title={`Revoke “${name}”?`}
        description="Nobody books by it any more, for good. What was booked by it stays."
        action="Revoke"
        loading={revoke.isPending}
        onConfirm={() => revoke.mutate(link.id, { onSettled: () => setRevoking(false) })}
      />
    </li>
  )
}
