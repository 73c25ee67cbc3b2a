import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { ChevronRight, Clock, MapPin, Phone, UserRoundCheck, Video } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { BookableType } from '#contract/booking.ts'
import type { PlaceKind } from '#contract/appointment-types.ts'
import { generalError } from '#lib/form.ts'
import { useForgetSlots } from '#lib/use-slots.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { BookedNote } from './booked-note.tsx'
import { BookingFrame } from './booking-frame.tsx'
import { DetailsForm, type Details } from './details-form.tsx'
import { LinkProblem } from './link-problem.tsx'
import { pageQuery, slotsOfType, takenBy, useBook, type BookingPage as Page } from './queries.ts'
import { TakenNote } from './taken-note.tsx'
import { TimeStep } from './time-step.tsx'
import { elsewhereWords, guestStyle, hereZone, placeKindWords, whenWords } from './words.ts'

/** Where somebody books by a link, with an account or without. */
export function BookingPage() {
  const { token = '' } = useParams({ strict: false })
  const query = useQuery(pageQuery(token))
  const { data } = query
  if (data === undefined)
    return (
      <BookingFrame title="Book an appointment">
        {query.error === null ? (
          <SkeletonRows rows={3} />
        ) : (
          <LinkProblem error={query.error} next={`/book/${token}`} onRetry={() => void query.refetch()} />
        )}
      </BookingFrame>
    )
  return (
    <BookingFrame title={`Book an appointment with ${data.host_name}`} isKnown={data.you !== null}>
      <Booking key={token} token={token} page={data} />
    </BookingFrame>
  )
}

const NOTHING: Details = { name: '', email: '', phone: '', answers: {} }

function Booking({ token, page }: { token: string; page: Page }) {
  const [params, change] = useUrlParams()
  const type =
    page.types.find(({ id }) => id === params.get('type')) ?? (page.types.length === 1 ? page.types[0] : undefined)
  return (
    <>
      <header className="booking-host">
        <Avatar name={page.host_name} />
        <div className="grow names">
          <h1 className="h1" lang="de">
            {type?.title ?? `Book an appointment with ${page.host_name}`}
          </h1>
          <p className="c-2">
            {type === undefined
              ? page.firm_name
              : `${page.host_name}${page.firm_name === null ? '' : `, ${page.firm_name}`}`}
          </p>
        </div>
      </header>
      {type === undefined ? (
        <Types types={page.types} onChoose={(id) => change({ type: id }, { replace: false })} />
      ) : (
        <OneType
          key={type.id}
          token={token}
          page={page}
          type={type}
          onOthers={page.types.length === 1 ? null : () => change({ type: null, at: null }, { replace: false })}
        />
      )}
    </>
  )
}

function Types({ types, onChoose }: { types: readonly BookableType[]; onChoose: (id: string) => void }) {
  return (
    <ul className="booking-types">
      {types.map((type) => (
        <li key={type.id} className="lrow">
          <button type="button" className="grow names" onClick={() => onChoose(type.id)}>
            <b className="m block">{type.title}</b>
            <span className="t-13 c-2">
              {type.duration_min} min, {placeKindWords(type.place_kind, type.needs_phone).toLowerCase()}
            </span>
          </button>
          <ChevronRight className="i-16 c-3" aria-hidden="true" />
        </li>
      ))}
    </ul>
  )
}

interface OneTypeProps {
  token: string
  page: Page
  type: BookableType
  onOthers: (() => void) | null
}

function OneType({ token, page, type, onOthers }: OneTypeProps) {
  const [params, change] = useUrlParams()
  const [zone, setZone] = useState(hereZone)
  const [details, setDetails] = useState(NOTHING)
  const book = useBook()
  const forget = useForgetSlots()
  const name = ['booking', token, type.id]
  const style = guestStyle(zone)
  const at = params.get('at')
  const start_time = at !== null && !Number.isNaN(Date.parse(at)) ? at : null
  const taken = takenBy(book.error)
  const choose = (time: string | null) => {
    book.reset()
    change({ at: time }, { replace: false })
  }
  const submit = (start: string) =>
    book.mutate(
      {
        params: { token },
        body: {
          type_id: type.id,
          start_time: start,
          ...(page.you === null && { name: details.name, email: details.email }),
          phone: type.needs_phone ? details.phone : null,
          time_zone: zone,
          answers: Object.fromEntries(Object.entries(details.answers).filter(([, value]) => value.trim() !== '')),
        },
      },
      { onSettled: () => forget(name) },
    )
  if (book.data !== undefined)
    return (
      <BookedNote
        booked={book.data}
        host={page.host_name}
        email={page.you?.email ?? details.email}
        style={style}
        onAgain={() => choose(null)}
      />
    )
  const isChosen = start_time !== null && taken === null
  return (
    <div className="booking-grid">
      <About type={type} onOthers={onOthers}>
        {isChosen && <When start_time={start_time} type={type} zone={zone} hostZone={page.timezone} />}
      </About>
      <div className="col g-4">
        {taken !== null && <TakenNote next={taken} style={style} onTime={choose} />}
        {isChosen ? (
          <DetailsForm
            type={type}
            you={page.you}
            details={details}
            onChange={setDetails}
            pending={book.isPending}
            error={book.error}
            problem={generalError(book.error)}
            onSubmit={() => submit(start_time)}
            onBack={() => choose(null)}
          />
        ) : (
          <TimeStep
            name={name}
            ask={slotsOfType(token, type.id)}
            zone={zone}
            onZone={setZone}
            host={{ name: page.host_name, zone: page.timezone }}
            around={null}
            time={start_time}
            onTime={choose}
          />
        )}
      </div>
    </div>
  )
}

const PLACE_ICONS = { video: Video, phone: Phone, address: MapPin } as const satisfies Record<PlaceKind, unknown>

function About({
  type,
  onOthers,
  children,
}: {
  type: BookableType
  onOthers: (() => void) | null
  children: ReactNode
}) {
  const PlaceIcon = PLACE_ICONS[type.place_kind]
  return (
    <section className="booking-about" aria-label="What you book">
      <ul className="col g-2">
        <li className="row">
          <Clock aria-hidden="true" />
          {type.duration_min} min
        </li>
        <li className="row">
          <PlaceIcon aria-hidden="true" />
          {placeKindWords(type.place_kind, type.needs_phone)}
        </li>
        {type.needs_confirmation && (
          <li className="row">
            <UserRoundCheck aria-hidden="true" />
            Each request is confirmed by hand
          </li>
        )}
      </ul>
      {children}
      {type.description !== null && <p className="lines names c-2">{type.description}</p>}
      {onOthers !== null && (
        <div>
          <Button size="sm" onClick={onOthers}>
            Something else
          </Button>
        </div>
      )}
    </section>
  )
}

interface WhenProps {
  start_time: string
  type: BookableType
  zone: string
  hostZone: string
}

/** The chosen time, on the own clock and on the host's where that is another one. */
function When({ start_time, type, zone, hostZone }: WhenProps) {
  const style = guestStyle(zone)
  const end_time = new Date(Date.parse(start_time) + type.duration_min * 60_000).toISOString()
  const there = elsewhereWords(start_time, style, hostZone)
  return (
    <p className="booking-when">
      <b className="m">{whenWords({ start_time, end_time }, style)}</b>
      {there !== null && <span className="t-13 c-2 block">{there}</span>}
    </p>
  )
}
