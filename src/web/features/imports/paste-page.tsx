import { useState, type ReactNode } from 'react'
import type { ImportBody } from '#contract/posting-import.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { submitOnModEnter } from '#ui/form-keys.ts'
import { Note } from '#ui/note.tsx'
import { Textarea } from '#ui/textarea.tsx'
import { pastedBody } from './received-page.ts'

interface PasteProps {
  onPaste: (body: ImportBody) => void
}

/** For sites that cut their windows off from others: the page comes by the clipboard. */
export function PastePage({ onPaste }: PasteProps) {
  return (
    <PasteForm label="The page" onPaste={onPaste}>
      <div>
        <h1 className="h1">Paste the page</h1>
        <p className="c-2">The site that you came from keeps its windows apart from others, so the clipboard helps.</p>
      </div>
      <ol className="numbered">
        <li>Go back to the posting, and press “Copy this page” in its corner.</li>
        <li>Come back to this window, and paste.</li>
      </ol>
    </PasteForm>
  )
}

/** For pages that tell nothing of a job in a way that can be read. */
export function PasteText({ why, onPaste }: PasteProps & { why: string }) {
  return (
    <PasteForm label="The posting" onPaste={onPaste}>
      <h1 className="h1">Paste its text</h1>
      <Note tone="warn" title={why} />
      <p className="c-2">Go back to the page, mark the text of the posting, copy it, and paste it here.</p>
    </PasteForm>
  )
}

function PasteForm({ label, onPaste, children }: PasteProps & { label: string; children: ReactNode }) {
  const [typed, setTyped] = useState('')
  return (
    <form
      className="col g-4"
      onKeyDown={submitOnModEnter}
      onSubmit={(event) => {
        event.preventDefault()
        onPaste(pastedBody(typed))
      }}
    >
      {children}
      <Field label={label}>
        <Textarea
          rows={5}
          autoFocus
          required
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onPaste={(event) => {
            // The source of a page is long, and nobody reads it here: it is taken at once.
            const body = pastedBody(event.clipboardData.getData('text/plain'))
            if (body.html === undefined) return
            event.preventDefault()
            onPaste(body)
          }}
        />
      </Field>
      <div className="row">
        <Button variant="primary" type="submit">
          Read it
        </Button>
      </div>
    </form>
  )
}
