import { useQuery } from '@tanstack/react-query'
import { CopyCheck } from 'lucide-react'
import { useState } from 'react'
import type { Availability } from '#contract/appointment-types.ts'
import { ApiError } from '#lib/client.ts'
import { messageOf } from '#lib/form.ts'
import { withValue } from '#lib/choices.ts'
import { placeOfZone } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { weekdayNames } from '#lib/slot-days.ts'
import { ZONES } from '#lib/zones.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Combobox } from '#ui/combobox.tsx'
import { Field } from '#ui/field.tsx'
import { submitOnModEnter } from '#ui/form-keys.ts'
import { Load } from '#ui/load.tsx'
import { Note } from '#ui/note.tsx'
import { bodyOf, draftOf, isSound, type HoursDraft } from './hours.ts'
import { OtherDays } from './other-days.tsx'
import { availabilityQuery, useSetAvailability } from './queries.ts'
import { Stretches } from './stretches.tsx'

/** When one can be booked: each week, and on days that are other. */
export function HoursCard() {
  const query = useQuery(availabilityQuery)
  return (
    <Card title="When you can be booked" note="for every link and every practice" ruled>
      <Load query={query} failure="Your hours did not load" rows={5}>
        {(availability) => <HoursForm key={availability.version} availability={availability} />}
      </Load>
    </Card>
  )
}

function HoursForm({ availability }: { availability: Availability }) {
  const settings = useSettings()
  const [draft, setDraft] = useState<HoursDraft>(() => draftOf(availability))
  const save = useSetAvailability()
  const set = (part: Partial<HoursDraft>) => setDraft({ ...draft, ...part })
  const isChanged = JSON.stringify(bodyOf(draft)) !== JSON.stringify(bodyOf(draftOf(availability)))
  const sound = isSound(draft)
  const isStale = save.error instanceof ApiError && save.error.status === 412
  return (
    <form
      className="col g-6 hours"
      noValidate
      onKeyDown={submitOnModEnter}
      onSubmit={(event) => {
        event.preventDefault()
        if (sound && !save.isPending) save.mutate({ body: bodyOf(draft), version: availability.version })
      }}
    >
      {!availability.is_set && (
        <Note title="You have not said it yet">
          Until you do, it is Monday to Friday from 9 to 5, in {placeOfZone(availability.time_zone)}.
        </Note>
      )}
      <Field
        label="On the clock of"
        help={
          draft.time_zone === settings.time_zone
            ? 'Guests see your hours on their own clock.'
            : `Your settings say ${placeOfZone(settings.time_zone)}. Guests see your hours on their own clock.`
        }
      >
        <Combobox
          options={withValue(ZONES, { value: draft.time_zone, label: draft.time_zone })}
          value={draft.time_zone}
          onChange={(time_zone) => time_zone !== null && set({ time_zone })}
        />
      </Field>
      <Week draft={draft} onChange={(weekly) => set({ weekly })} />
      <OtherDays days={draft.other_days} onChange={(other_days) => set({ other_days })} />
      {save.error !== null && (
        <Note tone="bad" title={messageOf(save.error)}>
          {isStale && 'They were changed elsewhere meanwhile. What you see now is what holds there.'}
        </Note>
      )}
      <div className="row wrap hours-foot">
        <Button variant="primary" type="submit" disabled={!sound} loading={save.isPending}>
          Keep these hours
        </Button>
        {isChanged && (
          <>
            <Button variant="ghost" onClick={() => setDraft(draftOf(availability))}>
              Discard
            </Button>
            <span className="t-13 c-2" role="status">
              Not kept yet
            </span>
          </>
        )}
      </div>
    </form>
  )
}

function Week({ draft, onChange }: { draft: HoursDraft; onChange: (weekly: HoursDraft['weekly']) => void }) {
  const names = weekdayNames(useSettings())
  const monday = draft.weekly[0] ?? []
  const sameForAll = () => onChange(draft.weekly.map((day, at) => (at < 5 ? monday.map((one) => ({ ...one })) : day)))
  return (
    <section aria-label="Every week">
      <header className="sec">
        <h3 className="b">Every week</h3>
        <span className="push" />
        {monday.length > 0 && (
          <Button variant="ghost" size="sm" onClick={sameForAll}>
            <CopyCheck aria-hidden="true" />
            Monday for all workdays
          </Button>
        )}
      </header>
      <ul className="week">
        {names.map(({ long }, at) => (
          <li key={long} className="week-day">
            <b className="m week-name">{long}</b>
            <Stretches
              day={long}
              stretches={draft.weekly[at] ?? []}
              onChange={(next) => onChange(draft.weekly.map((one, index) => (index === at ? next : one)))}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
