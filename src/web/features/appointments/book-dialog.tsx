import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CalendarX2, ChevronRight } from 'lucide-react'
import { useSession } from '#lib/session.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Load } from '#ui/load.tsx'
import { bookableQuery } from './queries.ts'

/** With whom in the practice one can book, and what. */
export function BookDialog({ onClose }: { onClose: () => void }) {
  const { active_firm } = useSession()
  const query = useQuery(bookableQuery)
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Book an appointment"
      description={`With the people of ${active_firm.name}.`}
    >
      <Load query={query} failure="What can be booked did not load" rows={3}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState icon={CalendarX2} title="Nobody can be booked yet">
              As soon as a coach of {active_firm.name} opens hours to its people, they stand here.
            </EmptyState>
          ) : (
            <div className="col g-4">
              {items.map(({ id, host, token, types }) => (
                <section key={id} aria-label={host.name}>
                  <h3 className="row b mb-2 names">
                    <Avatar name={host.name} />
                    {host.name}
                  </h3>
                  <ul className="booking-types">
                    {types.map((type) => (
                      <li key={type.id} className="lrow">
                        <Link to="/book/$token" params={{ token }} search={{ type: type.id }} className="grow names">
                          <b className="m block">{type.title}</b>
                          <span className="t-13 c-2">
                            {type.duration_min} min{type.needs_confirmation ? ', has to be confirmed' : ''}
                          </span>
                        </Link>
                        <ChevronRight className="i-16 c-3" aria-hidden="true" />
                      </li>
                    ))}
                  </ul>
                </section>
              ))}
            </div>
          )
        }
      </Load>
    </Dialog>
  )
}
