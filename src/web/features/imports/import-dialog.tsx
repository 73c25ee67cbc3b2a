import { useState, type ComponentType, type FormEvent } from 'react'
import type { AnswerOf } from '#contract/endpoint.ts'
import type { ImportBody, ImportListBody, ImportPreview, previewImportList } from '#contract/posting-import.ts'
import { fieldError, messageOf } from '#lib/form.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Field } from '#ui/field.tsx'
import { FileDrop } from '#ui/file-drop.tsx'
import { submitOnModEnter } from '#ui/form-keys.ts'
import { Input } from '#ui/input.tsx'
import { Note } from '#ui/note.tsx'
import { Segments } from '#ui/segments.tsx'
import { Textarea } from '#ui/textarea.tsx'
import { toast } from '#ui/toast.tsx'
import { BookmarkletSetup } from './bookmarklet-setup.tsx'
import { ImportList } from './import-list.tsx'
import { ImportReview } from './import-review.tsx'
import { pastedBody } from './received-page.ts'
import { useRead, whyNotRead } from './use-read.ts'
import { usePreviewImport, usePreviewImportList } from './queries.ts'

type Way = 'url' | 'paste' | 'file' | 'bookmark' | 'write'

const WAYS = [
  { value: 'url', label: 'Address' },
  { value: 'paste', label: 'Paste' },
  { value: 'file', label: 'File' },
  { value: 'bookmark', label: 'Bookmark' },
  { value: 'write', label: 'Write down' },
] as const

interface ImportDialogProps {
  onClose: () => void
  /** Shows a posting that was imported, or that was here before. */
  onOpen: (id: string) => void
  /** The form of a posting that one writes down oneself. */
  WriteForm: ComponentType<{ onDone: (job: { id: string }) => void }>
}

/** Five ways to bring postings in; what was read is shown before it is kept. */
export function ImportDialog({ onClose, onOpen, WriteForm }: ImportDialogProps) {
  const [way, setWay] = useState<Way>('url')
  const { read, take, takeList, pending, back } = useRead()
  const done = (id: string, message: string) => {
    toast(message)
    onOpen(id)
  }
  const keptMany = (ids: readonly string[]) => {
    toast(ids.length === 1 ? 'Posting imported' : `${ids.length} postings imported`)
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      wide
      title={read?.kind === 'list' ? 'Choose what to keep' : 'Import a posting'}
      description="From any site, also those that no program may search. Only what you bring is read."
    >
      {read === null && (
        <div className="col g-4">
          <div className="row">
            <Segments label="How to import" options={WAYS} value={way} onChange={setWay} />
          </div>
          {way === 'write' && <WriteForm onDone={(job) => done(job.id, 'Posting kept')} />}
          {way === 'bookmark' && <BookmarkletSetup />}
          {way === 'file' && <FileForm onRead={takeList} />}
          {(way === 'url' || way === 'paste') && (
            <ReadForm way={way} pending={pending} onRead={take} onOther={() => setWay('paste')} />
          )}
        </div>
      )}
      {read?.kind === 'one' && (
        <ImportReview {...read} onBack={back} onDone={(id) => done(id, 'Posting imported')} onOpen={onOpen} />
      )}
      {read?.kind === 'list' && <ImportList {...read} onBack={back} onDone={keptMany} onOpen={onOpen} />}
    </Dialog>
  )
}

interface ReadFormProps {
  way: 'url' | 'paste'
  /** The rest of the page is being read. */
  pending: boolean
  onRead: (body: ImportBody, preview: ImportPreview) => void
  /** The page may not be read by a program: go on by pasting. */
  onOther: () => void
}

function ReadForm({ way, pending, onRead, onOther }: ReadFormProps) {
  const [url, setUrl] = useState('')
  const [pasted, setPasted] = useState('')
  const read = usePreviewImport()
  const field = (name: string) => fieldError(read.error, name)
  function submit(event: FormEvent) {
    event.preventDefault()
    const address = url.trim() === '' ? {} : { url: url.trim() }
    const page = way === 'url' ? {} : pastedBody(pasted)
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
          help="Its text, or the source of a page of a posting or of results (in the browser: view source, select all, copy)."
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
        <Button variant="primary" type="submit" loading={read.isPending || pending}>
          Read it
        </Button>
        {read.isPending && way === 'url' && <span className="c-2 t-13">Opening the page…</span>}
      </div>
    </form>
  )
}

const LARGEST = 3_000_000

interface FileFormProps {
  onRead: (body: ImportListBody, found: AnswerOf<typeof previewImportList>) => void
}

/** A page that was saved, or an alert that came by e-mail. */
function FileForm({ onRead }: FileFormProps) {
  const read = usePreviewImportList()
  const [tooLarge, setTooLarge] = useState(false)
  async function take(file: File) {
    setTooLarge(file.size > LARGEST)
    if (file.size > LARGEST) return
    const text = await file.text()
    const body = /\.eml$/i.test(file.name) || file.type === 'message/rfc822' ? { mail: text } : { html: text }
    read.mutate(body, { onSuccess: (found) => onRead(body, found) })
  }
  return (
    <div className="col g-4">
      <FileDrop
        accept=".eml,.html,.htm,message/rfc822,text/html"
        help="A job alert that you saved from your mail (.eml), or a page of a posting or of results that you saved (.html)."
        pending={read.isPending}
        onFile={(file) => void take(file)}
      />
      {tooLarge && <Note tone="bad" title="This file is larger than 3 MB. Save the page without its pictures." />}
      {read.error !== null && <Note tone="bad" title={whyNotRead(read.error)} />}
    </div>
  )
}
