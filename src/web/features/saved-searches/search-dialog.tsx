import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { AlertMail, AlertWhen, SavedSearch, SearchFilter } from '#contract/saved-searches.ts'
import { fieldError, messageOf } from '#lib/form.ts'
import { useSettings } from '#lib/session.ts'
import { Field } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { Input } from '#ui/input.tsx'
import { Note } from '#ui/note.tsx'
import { Select } from '#ui/select.tsx'
import { savedSearchesQuery, useCreateSearch, useUpdateSearch } from './queries.ts'
import { hourWords, nameFor, WEEKDAYS } from './search-filter.ts'

const WHEN: readonly { value: AlertWhen; label: string }[] = [
  { value: 'off', label: 'No e-mails' },
  { value: 'instant', label: 'As soon as something comes' },
  { value: 'daily', label: 'Every day' },
  { value: 'weekly', label: 'Every week' },
]
const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: hourWords(hour) }))
const DAYS = WEEKDAYS.map((label, index) => ({ value: String(index + 1), label }))

/** Saves what the feed shows under a name, or changes the name and the alert of a search. */
export function SearchDialog({ of, onClose }: { of: SavedSearch | SearchFilter; onClose: () => void }) {
  const search = 'version' in of ? of : null
  const { data } = useQuery(savedSearchesQuery)
  const { time_zone } = useSettings()
  const [name, setName] = useState(search?.name ?? nameFor('version' in of ? {} : of))
  const [alert, setAlert] = useState<AlertWhen>(search?.alert ?? 'off')
  const [hour, setHour] = useState(String(search?.alert_hour ?? 8))
  const [weekday, setWeekday] = useState(String(search?.alert_weekday ?? 1))
  const create = useCreateSearch()
  const update = useUpdateSearch('Search changed')
  const { error } = search === null ? create : update
  const nameError = fieldError(error, 'name')
  const timed = alert === 'daily' || alert === 'weekly'
  function submit() {
    const body = { name, alert, alert_hour: Number(hour), alert_weekday: Number(weekday) }
    if (search !== null) update.mutate({ search, change: body }, { onSuccess: onClose })
    else if (!('version' in of)) create.mutate({ ...body, filter: of }, { onSuccess: onClose })
  }
  return (
    <FormDialog
      title={search === null ? 'Save this search' : 'Change the search'}
      description={search === null ? 'With its words, its filters and its order.' : undefined}
      action="Save"
      ready={name.trim() !== ''}
      pending={create.isPending || update.isPending}
      error={error === null || nameError !== undefined ? null : messageOf(error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="Name" error={nameError}>
        <Input value={name} maxLength={80} required autoFocus onChange={({ target }) => setName(target.value)} />
      </Field>
      <Field label="Tell me of new postings by e-mail">
        <Select options={WHEN} value={alert} onChange={setAlert} />
      </Field>
      {timed && (
        <div className="form-row is-two">
          {alert === 'weekly' && (
            <Field label="On">
              <Select options={DAYS} value={weekday} onChange={setWeekday} />
            </Field>
          )}
          <Field label="At" help={`Clocks of ${time_zone}`}>
            <Select options={HOURS} value={hour} onChange={setHour} />
          </Field>
        </div>
      )}
      {alert !== 'off' && <MailNote state={data?.alert_mail} />}
    </FormDialog>
  )
}

function MailNote({ state }: { state: AlertMail | undefined }) {
  switch (state) {
    case 'not_configured':
      return (
        <Note tone="warn" title="No mail server is set up here, so no e-mail can be sent.">
          New postings are counted all the same. Whoever runs this installation can set SMTP_URL; what is new by then is
          told at once.
        </Note>
      )
    case 'not_confirmed':
      return (
        <Note tone="warn" title="Your e-mail address is not confirmed yet.">
          E-mails begin once it is: <Link to="/settings/security">send a new link</Link>.
        </Note>
      )
    case 'switched_off':
      return <Note tone="warn" title="E-mails are switched off in your settings, so none are sent." />
    case 'ready':
    case undefined:
      return null
  }
}
