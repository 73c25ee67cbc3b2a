import { useQuery } from '@tanstack/react-query'
import { CalendarClock, MapPin, Pencil, Phone, Plus, Trash2, Video } from 'lucide-react'
import { useState } from 'react'
import type { AppointmentType } from '#contract/appointment-types.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Dots } from '#ui/dots.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Load } from '#ui/load.tsx'
import { useShortcuts } from '#ui/shortcuts.ts'
import { typesQuery, useDeleteType } from './queries.ts'
import { TypeDialog } from './type-dialog.tsx'
import { typeFacts } from './words.ts'

/** What can be booked with oneself. */
export function TypesCard() {
  const query = useQuery(typesQuery)
  const [open, setOpen] = useState<AppointmentType | 'new' | null>(null)
  const add = () => setOpen('new')
  useShortcuts([{ keys: 'n', label: 'Add something that can be booked', group: 'Appointments', run: add }])
  const button = (
    <Button variant={query.data?.length === 0 ? 'primary' : 'default'} onClick={add}>
      <Plus aria-hidden="true" />
      Add
    </Button>
  )
  return (
    <Card
      title="What can be booked"
      note={query.data?.length === 0 ? undefined : query.data?.length}
      ruled
      flush
      actions={query.data !== undefined && query.data.length > 0 && button}
    >
      <Load query={query} failure="Your appointment types did not load">
        {(types) =>
          types.length === 0 ? (
            <EmptyState icon={CalendarClock} title="Nothing can be booked yet" action={button}>
              A first talk, a CV check, an hour to prepare an interview: say what it is, how long it takes and where.
            </EmptyState>
          ) : (
            <ul>
              {types.map((type) => (
                <TypeRow key={type.id} type={type} onOpen={() => setOpen(type)} />
              ))}
            </ul>
          )
        }
      </Load>
      {open !== null && <TypeDialog type={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Card>
  )
}

const ICONS = { video: Video, phone: Phone, address: MapPin } as const

function TypeRow({ type, onOpen }: { type: AppointmentType; onOpen: () => void }) {
  const remove = useDeleteType(type.title)
  const Icon = ICONS[type.place_kind]
  return (
    <li className="lrow">
      <Icon className="c-3" aria-hidden="true" />
      <div className="grow names">
        <b className="m" lang="de">
          {type.title}
        </b>
        <span className="t-13 c-2 block">
          <Dots>{typeFacts(type)}</Dots>
        </span>
      </div>
      {!type.active && <Badge>Off</Badge>}
      <IconButton icon={Pencil} size="sm" label={`Change ${type.title}`} onClick={onOpen} />
      <IconButton
        icon={Trash2}
        size="sm"
        label={`Delete ${type.title}`}
        loading={remove.isPending}
        onClick={() => remove.mutate({ params: { id: type.id } })}
      />
    </li>
  )
}
