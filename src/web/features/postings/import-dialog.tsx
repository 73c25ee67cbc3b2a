import { useState, type FormEvent } from 'react'
import type { ImportBody, ImportPreview } from '#contract/posting-import.ts'
import { fieldError, messageOf } from '#lib/form.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Field } from '#ui/field.tsx'
import { submitOnModEnter } from '#ui/form-keys.ts'
import { Input } from '#ui/input.tsx'
import { Note } from '#ui/note.tsx'
import { Segments } from '#ui/segments.tsx'
import { Textarea } from '#ui/textarea.tsx'
import { toast } from '#ui/toast.tsx'
import { ImportReview } from './import-review.tsx'
import { usePreviewImport } from './queries.ts'
import { WriteJobForm } from './write-job-form.tsx'

type Way = 'url' | 'paste' | 'write'

const WAYS = [
  { value: 'url', label: 'Address' },
  { value: 'paste', label: 'Paste' },
  { value: 'write', label: 'Write down' },
] as const

interface ImportDialogProps {
  onClose: () => void
  /** Shows a posting that was imported, or that was here before. */
  onOpen: (id: string) => void
}

/** Three ways to bring in one posting; what was read is shown before it is kept. */
export function ImportDialog({ onClose, onOpen }: ImportDialogProps) {
  const [way, setWay] = useState<Way>('url')
  const [read, setRead] = useState<{ body: ImportBody; preview: ImportPreview } | null>(null)
  const done = (id: string, message: string) => {
    toast(message)
    onOpen(id)
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      wide
      title="Import a posting"
      description="From any site, also those that no program may search. Only this one page is read."
    >
      {read === null ? (
        <div className="col g-4">
          <div className="row">
            <Segments label="How to import" options={WAYS} value={way} onChange={setWay} />
          </div>
          {way === 'write' ? (
            <WriteJobForm onDone={(job) => done(job.id, 'Posting kept')} />
          ) : (
            <ReadForm
              way={way}
              onRead={(body, preview) => setRead({ body, preview })}
              onOther={() => setWay('paste')}
            />
          )}
        </div>
      ) : (
        <ImportReview
          {...read}
          onBack={() => setRead(null)}
          onDone={(id) => done(id, 'Posting imported')}
          onOpen={onOpen}
        />
      )}
    </Dialog>
  )
}

interface ReadFormProps {
  way: 'url' | 'paste'
  onRead: (body: ImportBody, preview: ImportPreview) => void
  /** The page may not be read by a program: go on by pasting. */
  onOther: () => void
}

function ReadForm({ way, onRead, onOther }: ReadFormProps) {
  const [url, setUrl] = useState('')
  const [pasted, setPasted] = useState('')
  const read = usePreviewImport()
  const field = (name: string) => fieldError(read.error, name)
  function submit(event: FormEvent) {
    event.preventDefault()
    const address = url.trim() === '' ? {} : { url: url.trim() }
    const page = way === 'url' ? {} : /<[a-z!/][^>]*>/i.test(pasted) ? { html: pasted } : { text: pasted }
    const body = { ...address, ...page }
    read.mutate(body, { onSuccess: (preview) => onRead(body, preview) })
  }
  const refused = read.error !== null && field('url') === undefined && field('text') === undefined
  return (
    <form className="col g-4" onSubmit={submit} onKeyDown={submitOnModEnter}>
      <Field
        label="Address of the posting"
        optional={way === 'paste'}
        error={field('url')}
        help={way === 'url' ? 'Opened once, if the site allows programs to read its pages.' : 'Where you had it open.'}
      >
        <Input
          type="url"
          value={url}
          required={way === 'url'}
          autoFocus={way === 'url'}
          placeholder="https://"
          onChange={(event) => setUrl(event.target.value)}
        />
      </Field>
      {way === 'paste' && (
        <Field
          label="The posting"
          error={field('text') ?? field('html')}
          help="Its text, or the source of the page (in the browser: view source, select all, copy)."
        >
          <Textarea rows={9} value={pasted} required autoFocus onChange={(event) => setPasted(event.target.value)} />
        </Field>
      )}
      {refused && (
        <Note
          tone="bad"
          title={messageOf(read.error)}
          actions={
            way === 'url' ? (
              <Button size="sm" onClick={onOther}>
                Paste it
              </Button>
            ) : undefined
          }
        />
      )}
      <div className="row">
        <Button variant="primary" type="submit" loading={read.isPending}>
          Read it
        </Button>
        {read.isPending && way === 'url' && <span className="c-2 t-13">Opening the page…</span>}
      </div>
    </form>
  )
}
