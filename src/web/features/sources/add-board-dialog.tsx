import { useState } from 'react'
import { ApiError } from '#lib/client.ts'
import { messageOf } from '#lib/form.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Field } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { toast } from '#ui/toast.tsx'
import { useAddSource } from './queries.ts'

/** The address of a careers page; its host tells which board it is. */
export function AddBoardDialog({ onClose }: { onClose: () => void }) {
  const [url, setUrl] = useState('')
  const add = useAddSource()
  const error = add.error === null ? undefined : errorOf(add.error)
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Follow an employer"
      description="Its openings come straight from the company's own board, as soon as they are published."
    >
      <form
        className="col g-4"
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate(url.trim(), {
            onSuccess: (source) => {
              toast(`${source.name} is followed; its postings arrive in a moment`)
              onClose()
            },
          })
        }}
      >
        <Field
          label="Address of the careers page"
          error={error}
          help="At Greenhouse, Lever, Ashby or Personio, for example https://boards.greenhouse.io/acme"
        >
          <Input
            type="url"
            required
            autoFocus
            value={url}
            placeholder="https://"
            onChange={(event) => setUrl(event.target.value)}
          />
        </Field>
        <div className="row">
          <Button variant="primary" type="submit" loading={add.isPending}>
            Follow
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}

function errorOf(error: unknown): string {
  return error instanceof ApiError ? (error.fieldErrors[0]?.message ?? error.message) : messageOf(error)
}
