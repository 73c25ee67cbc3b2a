import { useQuery } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import { useState } from 'react'
import type { Audience } from '#contract/booking-links.ts'
import { copyText } from '#lib/copy.ts'
import { fieldError, generalError } from '#lib/form.ts'
import { fromLocalInput, today } from '#lib/format-time.ts'
import { useSession, useSettings } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { DateTimeInput } from '#ui/date-time-input.tsx'
import { Field } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { Input } from '#ui/input.tsx'
import { RadioGroup } from '#ui/radio.tsx'
import { Select } from '#ui/select.tsx'
import { typesQuery, useMakeLink } from './queries.ts'
import { AUDIENCES } from './words.ts'

/** Makes an address at which one is booked, and hands it over. */
export function LinkDialog({ onClose }: { onClose: () => void }) {
  const { active_firm } = useSession()
  const settings = useSettings()
  const types = useQuery(typesQuery)
  const [draft, setDraft] = useState({ label: '', type_id: '', until: '', most: '' })
  const [audience, setAudience] = useState<Audience>('public')
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const make = useMakeLink()
  const wrong = (name: string) => fieldError(make.error, name, `body.${name}`)
  const isPractice = active_firm.kind === 'practice'
  if (make.data !== undefined) return <Made url={make.data.url} onClose={onClose} />
  return (
    <FormDialog
      title="Make a booking link"
      action="Make it"
      pending={make.isPending}
      error={generalError(make.error)}
      onSubmit={() =>
        make.mutate({
          body: {
            label: draft.label,
            audience,
            type_id: draft.type_id === '' ? null : draft.type_id,
            expires_at: draft.until === '' ? null : fromLocalInput(`${draft.until}T23:59`, settings.time_zone),
            max_uses: draft.most.trim() === '' ? null : Number(draft.most),
          },
        })
      }
      onClose={onClose}
    >
      <Field label="Who may book by it">
        <RadioGroup
          options={AUDIENCES.filter(({ value }) => value !== 'firm' || isPractice)}
          value={audience}
          onChange={setAudience}
        />
      </Field>
      <Field label="What it offers" error={wrong('type_id')}>
        <Select
          value={draft.type_id}
          onChange={(type_id) => set({ type_id })}
          options={[
            { value: '', label: 'All that you offer' },
            ...(types.data ?? []).map(({ id, title }) => ({ value: id, label: title })),
          ]}
        />
      </Field>
      <Field label="Name" optional help="For yourself, so that you know what you gave to whom." error={wrong('label')}>
        <Input
          maxLength={120}
          placeholder="On my website"
          value={draft.label}
          onChange={(event) => set({ label: event.target.value })}
        />
      </Field>
      <div className="form-row is-two">
        <Field label="Until the end of" optional error={wrong('expires_at')}>
          <DateTimeInput value={draft.until} min={today(settings)} onChange={(until) => set({ until })} />
        </Field>
        <Field label="Bookings at most" optional error={wrong('max_uses')}>
          <Input
            type="number"
            min={1}
            max={10_000}
            placeholder="Any number"
            value={draft.most}
            onChange={(event) => set({ most: event.target.value })}
          />
        </Field>
      </div>
    </FormDialog>
  )
}

function Made({ url, onClose }: { url: string; onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Your link"
      description="Whoever it is for books one of your free times by it. You find it again under Booking links."
      foot={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" onClick={() => copyText(url)}>
            <Copy aria-hidden="true" />
            Copy the link
          </Button>
        </>
      }
    >
      <Field label="Address">
        <Input readOnly value={url} onFocus={(event) => event.target.select()} />
      </Field>
    </Dialog>
  )
}
