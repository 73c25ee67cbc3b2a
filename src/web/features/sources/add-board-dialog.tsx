import { useState } from 'react'
import { ApiError } from '#lib/client.ts'
import { reasonOf } from '#lib/form.ts'
import { Field } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { Input } from '#ui/input.tsx'
import { toast } from '#ui/toast.tsx'
import { Acceptance } from './acceptance.tsx'
import { useAddSource } from './queries.ts'

/** The address of a careers page; its host tells which board it is. */
export function AddBoardDialog({ onClose }: { onClose: () => void }) {
  const [url, setUrl] = useState('')
  const add = useAddSource()
  const [accepted, setAccepted] = useState(false)
  const notice = noticeIn(add.error)
  const error = add.error === null || notice !== null ? undefined : reasonOf(add.error)
  const submit = () => {
    const body = { url: url.trim(), ...(accepted ? { accept_notice: true } : {}) }
    add.mutate(body, {
      onSuccess: (source) => {
        toast(`${source.name} is followed; its postings arrive in a moment`)
        onClose()
      },
    })
  }
  const change = (next: string) => {
    setUrl(next)
    setAccepted(false)
    add.reset()
  }
  return (
    <FormDialog
      title="Follow an employer"
      description="Its openings come straight from the company's own board, as soon as they are published."
      action="Follow"
      ready={notice === null || accepted}
      pending={add.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        label="Address of the careers page"
        error={error}
        help="At Greenhouse, Lever, Ashby, Personio, SmartRecruiters, Workable, Recruitee, Teamtailor, BambooHR or Workday, for example https://boards.greenhouse.io/acme"
      >
        <Input
          type="url"
          required
          autoFocus
          value={url}
          placeholder="https://"
          onChange={(event) => change(event.target.value)}
        />
      </Field>
      {notice !== null && <Acceptance notice={notice} accepted={accepted} onChange={setAccepted} />}
    </FormDialog>
  )
}

function noticeIn(error: unknown): string | null {
  const notice = error instanceof ApiError && error.code === 'notice_not_accepted' ? error.details['notice'] : null
  return typeof notice === 'string' ? notice : null
}
