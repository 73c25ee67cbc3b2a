import { payOf } from '#lib/job-words.ts'
import { useState } from 'react'
import type { ImportBody, ImportPreview } from '#contract/posting-import.ts'
import { fieldError, messageOf } from '#lib/form.ts'
import { closingDay, formatDay } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { Note } from '#ui/note.tsx'
import { useImportJob } from './queries.ts'
import { wordFor } from '#lib/posting-words.ts'

interface ImportReviewProps {
  body: ImportBody
  preview: ImportPreview
  onBack: () => void
  /** What going back is here. */
  back?: string
  onDone: (id: string) => void
  onOpen: (id: string) => void
}

/** What was read, to be checked; what is missing, to be filled in. */
export function ImportReview({ body, preview, onBack, back = 'Back', onDone, onOpen }: ImportReviewProps) {
  const [title, setTitle] = useState(preview.title ?? '')
  const [company, setCompany] = useState(preview.company ?? '')
  const [location, setLocation] = useState(preview.locations[0] ?? '')
  const keep = useImportJob()
  const errorOf = (name: string) => fieldError(keep.error, name)
  const existing = preview.existing_id
  return (
    <form
      className="col g-4"
      onSubmit={(event) => {
        event.preventDefault()
        keep.mutate(
          { ...body, title, company, ...(location === (preview.locations[0] ?? '') ? {} : { location }) },
          { onSuccess: (job) => onDone(job.id) },
        )
      }}
    >
      {existing !== null && (
        <Note
          title="This posting is in your feed already."
          actions={
            <Button size="sm" onClick={() => onOpen(existing)}>
              Open it
            </Button>
          }
        />
      )}
      {preview.on_page > 1 && (
        <Note
          title={`The page carries ${preview.on_page} postings, and this is one of them. For another, give its own address.`}
        />
      )}
      {preview.missing.length > 0 && (
        <Note tone="warn" title="Not everything was found. Nothing is guessed: fill in what is missing." />
      )}
      <Field label="Title" error={errorOf('title')}>
        <Input value={title} required maxLength={300} onChange={(event) => setTitle(event.target.value)} />
      </Field>
      <div className="two">
        <Field label="Company" error={errorOf('company')}>
          <Input value={company} required maxLength={300} onChange={(event) => setCompany(event.target.value)} />
        </Field>
        <Field label="Place" optional>
          <Input value={location} maxLength={300} onChange={(event) => setLocation(event.target.value)} />
        </Field>
      </div>
      <Facts preview={preview} />
      {keep.error !== null && errorOf('title') === undefined && errorOf('company') === undefined && (
        <Note tone="bad" title={messageOf(keep.error)} />
      )}
      <div className="row">
        <Button onClick={onBack}>{back}</Button>
        <Button variant="primary" type="submit" loading={keep.isPending} disabled={existing !== null}>
          Keep posting
        </Button>
      </div>
    </form>
  )
}

function Facts({ preview }: { preview: ImportPreview }) {
  const settings = useSettings()
  const facts = [
    ['Read from', preview.read_from === 'page-data' ? 'the data of the page' : 'its text'],
    ['Pay', payOf(preview)],
    ['Workplace', preview.remote_kind === null ? null : wordFor(preview.remote_kind)],
    [
      'Employment',
      [...preview.employment, ...(preview.contract === null ? [] : [preview.contract])].map(wordFor).join(', '),
    ],
    ['Posted', preview.posted_at === null ? null : formatDay(preview.posted_at, settings)],
    ['Closes', preview.expires_at === null ? null : formatDay(closingDay(preview.expires_at), settings)],
    ['Skills', preview.skills.join(', ')],
  ] as const
  return (
    <>
      <dl className="col g-2">
        {facts.map(([name, value]) =>
          value === null || value === '' ? null : (
            <div key={name} className="row top t-13">
              <dt className="c-2" style={{ width: 88 }}>
                {name}
              </dt>
              <dd className="grow">{value}</dd>
            </div>
          ),
        )}
      </dl>
      {preview.description !== null && (
        <p
          className="well t-13 c-2"
          style={{ maxHeight: 140, overflow: 'auto', whiteSpace: 'pre-line', padding: 12 }}
          tabIndex={0}
        >
          {preview.description}
        </p>
      )}
    </>
  )
}
