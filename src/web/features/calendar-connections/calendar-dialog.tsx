import { useState } from 'react'
import type { CalendarFilters, SyncedCalendar } from '#contract/calendar-connections.ts'
import { CAPABILITIES } from '#domain/calendar/sync/capability.ts'
import { generalError } from '#lib/form.ts'
import { Field, FieldGroup } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { RadioGroup } from '#ui/radio.tsx'
import { Switch } from '#ui/switch.tsx'
import { TagInput } from '#ui/tag-input.tsx'
import { ColourFilter } from './colour-filter.tsx'
import { useSetUpCalendar } from './queries.ts'
import { isReadOnly, PRIVATE_WORDS, SENDS_WORDS } from './words.ts'

const PRIVATE: readonly { value: CalendarFilters['private']; label: string; help: string }[] = [
  { value: 'shown', label: PRIVATE_WORDS.shown, help: 'Whole, as you see them there.' },
  { value: 'busy', label: PRIVATE_WORDS.busy, help: 'Only when they are, without their contents.' },
  { value: 'left_out', label: PRIVATE_WORDS.left_out, help: 'They do not come in at all.' },
]
const SENDS: readonly { value: CalendarFilters['sends']; label: string; help: string }[] = [
  { value: 'made_here', label: SENDS_WORDS.made_here, help: 'Events that you make here and put in this calendar.' },
  { value: 'interviews', label: SENDS_WORDS.interviews, help: 'Every event that belongs to an application.' },
  { value: 'everything', label: SENDS_WORDS.everything, help: 'Those of your other calendars, too.' },
]
const FIRST_COLOUR = '#0b8043'

/** Its colour here, and what of it is synced. */
export function CalendarDialog({ calendar, onClose }: { calendar: SyncedCalendar; onClose: () => void }) {
  const save = useSetUpCalendar()
  const [filters, setFilters] = useState(calendar.filters)
  const [colour, setColour] = useState(calendar.colour)
  const change = (some: Partial<CalendarFilters>) => setFilters({ ...filters, ...some })
  const { categories = [], colours = [], ...others } = filters
  const send = () =>
    save.mutate(
      {
        params: { id: calendar.id },
        version: calendar.version,
        body: {
          colour,
          filters: {
            ...others,
            ...(categories.length > 0 && { categories }),
            ...(colours.length > 0 && { colours }),
          },
        },
      },
      { onSuccess: onClose },
    )
  return (
    <FormDialog
      title={`“${calendar.name}”`}
      description="What a filter no longer lets in goes from here. Nothing is deleted there."
      action="Keep"
      pending={save.isPending}
      error={generalError(save.error)}
      onSubmit={send}
      onClose={onClose}
    >
      <FieldGroup label="Colour">
        <div className="row row-3">
          <Switch
            checked={colour !== null}
            label="A colour of my own"
            onChange={(own) => setColour(own ? (hexOf(calendar.remote_colour) ?? FIRST_COLOUR) : null)}
          />
          {colour !== null && (
            <input
              type="color"
              className="cal-colour"
              aria-label="My colour"
              value={colour}
              onChange={(event) => setColour(event.target.value)}
            />
          )}
        </div>
      </FieldGroup>
      {(CAPABILITIES[calendar.provider].fields.has('categories') || categories.length > 0) && (
        <Field
          label="Only these categories"
          optional
          help="Enter or a comma adds one. Without any, all events come in."
        >
          <TagInput
            value={categories}
            max={50}
            onChange={(next) => change({ categories: next })}
            placeholder="Bewerbungen"
          />
        </Field>
      )}
      <ColourFilter
        provider={calendar.provider}
        value={colours}
        onChange={(next) => change({ colours: next.map((one) => one.toLowerCase()) })}
      />
      <FieldGroup label="Private events">
        <RadioGroup
          aria-label="Private events"
          options={PRIVATE}
          value={filters.private}
          onChange={(next) => change({ private: next })}
        />
      </FieldGroup>
      {!isReadOnly(calendar) && (
        <FieldGroup label="Sent there">
          <RadioGroup
            aria-label="Sent there"
            options={SENDS}
            value={filters.sends}
            onChange={(next) => change({ sends: next })}
          />
        </FieldGroup>
      )}
    </FormDialog>
  )
}

// The field for a colour takes no other spelling.
function hexOf(colour: string | null): string | null {
  return colour !== null && /^#[0-9a-f]{6}$/i.test(colour) ? colour.toLowerCase() : null
}
