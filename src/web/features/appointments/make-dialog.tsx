import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { now } from '#lib/clock.ts'
import { fieldError, generalError } from '#lib/form.ts'
import { fromLocalInput, placeOfZone, toLocalInput } from '#lib/format-time.ts'
import { useSession, useSettings } from '#lib/session.ts'
import { Combobox } from '#ui/combobox.tsx'
import { DateTimeInput } from '#ui/date-time-input.tsx'
import { Field } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { Input } from '#ui/input.tsx'
import { Note } from '#ui/note.tsx'
import { Segments } from '#ui/segments.tsx'
import { Select } from '#ui/select.tsx'
import { membersQuery, ownTypesQuery, useMake } from './queries.ts'

const WHO = [
  { value: 'member', label: 'Somebody of the practice' },
  { value: 'other', label: 'Somebody else' },
] as const

/** Makes an appointment for somebody, at a time that they agreed on already. */
export function MakeDialog({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) {
  const { user, active_firm } = useSession()
  const { time_zone } = useSettings()
  const types = useQuery(ownTypesQuery)
  const isPractice = active_firm.kind === 'practice'
  const members = useQuery({ ...membersQuery(active_firm.id), enabled: isPractice })
  const others = (members.data ?? []).filter(({ user_id }) => user_id !== user.id)
  const [who, setWho] = useState<'member' | 'other'>(isPractice ? 'member' : 'other')
  const [draft, setDraft] = useState({
    ...{ type_id: '', guest_id: '', name: '', email: '', phone: '', place: '' },
    when: toLocalInput(nextHour(), time_zone),
  })
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const type = types.data?.find(({ id }) => id === draft.type_id) ?? types.data?.[0]
  const make = useMake()
  const orNone = (text: string) => (text.trim() === '' ? undefined : text.trim())
  function submit() {
    if (type === undefined) return
    const guest = who === 'member' ? { guest_id: orNone(draft.guest_id) } : { name: draft.name, email: draft.email }
    make.mutate(
      {
        body: {
          type_id: type.id,
          start_time: fromLocalInput(draft.when, time_zone),
          ...guest,
          phone: orNone(draft.phone) ?? null,
          ...(orNone(draft.place) !== undefined && { place: draft.place }),
        },
      },
      { onSuccess: ({ id }) => onMade(id) },
    )
  }
  if (types.data?.length === 0)
    return (
      <FormDialog
        title="Make an appointment"
        action="Make it"
        ready={false}
        pending={false}
        onSubmit={onClose}
        onClose={onClose}
      >
        <Note title="Nothing can be booked with you yet">
          Say first what kind of appointment it is:{' '}
          <Link to="/appointments/setup" className="link">
            set up what can be booked
          </Link>
          .
        </Note>
      </FormDialog>
    )
  const wrong = (name: string) => fieldError(make.error, name, `body.${name}`)
  return (
    <FormDialog
      title="Make an appointment"
      description="It is confirmed at once, and the guest gets an invitation by mail."
      action="Make it"
      ready={type !== undefined && (who === 'other' || draft.guest_id !== '') && draft.when !== ''}
      pending={make.isPending}
      error={generalError(make.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="What" error={wrong('type_id')}>
        <Select
          value={type?.id ?? null}
          onChange={(type_id) => set({ type_id })}
          options={(types.data ?? []).map(({ id, title, duration_min }) => ({
            value: id,
            label: `${title}, ${duration_min} min`,
          }))}
        />
      </Field>
      {isPractice && <Segments label="For whom" options={WHO} value={who} onChange={setWho} />}
      {who === 'member' ? (
        <Field label="For" error={wrong('guest_id')}>
          <Combobox
            value={draft.guest_id === '' ? null : draft.guest_id}
            onChange={(guest_id) => set({ guest_id: guest_id ?? '' })}
            placeholder={
              others.length === 0 && members.isSuccess ? 'Nobody else is in the practice yet' : 'Type a name'
            }
            empty="Nobody of the practice is called that."
            options={others.map((one) => ({ value: one.user_id, label: one.full_name ?? one.username }))}
          />
        </Field>
      ) : (
        <div className="form-row is-two">
          <Field label="Name" error={wrong('name')}>
            <Input
              required
              maxLength={120}
              autoComplete="off"
              value={draft.name}
              onChange={(event) => set({ name: event.target.value })}
            />
          </Field>
          <Field label="E-mail" error={wrong('email')}>
            <Input
              type="email"
              required
              maxLength={254}
              autoComplete="off"
              value={draft.email}
              onChange={(event) => set({ email: event.target.value })}
            />
          </Field>
        </div>
      )}
      <Field
        label="Starts"
        help={`In your zone, ${placeOfZone(time_zone)}. Your hours do not bind you; other appointments do.`}
        error={wrong('start_time')}
      >
        <DateTimeInput kind="datetime" required value={draft.when} onChange={(when) => set({ when })} />
      </Field>
      {type?.place_kind === 'phone' && type.place === null ? (
        <Field label="Phone" help="The number that you call." error={wrong('phone')}>
          <Input
            type="tel"
            maxLength={40}
            autoComplete="off"
            value={draft.phone}
            onChange={(event) => set({ phone: event.target.value })}
          />
        </Field>
      ) : (
        <Field
          label="Place"
          optional
          help={type?.place == null ? undefined : `Otherwise ${type.place}`}
          error={wrong('place')}
        >
          <Input maxLength={500} value={draft.place} onChange={(event) => set({ place: event.target.value })} />
        </Field>
      )}
    </FormDialog>
  )
}

function nextHour(): string {
  const hour_ms = 3_600_000
  return new Date(Math.ceil(now().getTime() / hour_ms) * hour_ms).toISOString()
}
