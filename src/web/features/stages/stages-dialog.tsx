import { useQuery } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Stage, Status } from '#contract/stages.ts'
import { STATUSES } from '#contract/stages.ts'
import { messageOf } from '#lib/form.ts'
import { stagesQuery } from '#lib/stages.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Field } from '#ui/field.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Input } from '#ui/input.tsx'
import { Note } from '#ui/note.tsx'
import { Select } from '#ui/select.tsx'
import { StatusWord } from '#ui/status-badge.tsx'
import { STATUS_WORDS } from '#ui/status.ts'
import { useCreateStage, useDeleteStage, useUpdateStage } from './queries.ts'

/** Stages of one's own: each counts as one of the nine statuses, so that rates stay comparable. */
export function StagesDialog({ onClose }: { onClose: () => void }) {
  const { data } = useQuery(stagesQuery)
  const own = (data?.items ?? []).filter((stage) => stage.id !== null)
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Your stages"
      description="Columns of your own on the board. Each counts as one of the nine statuses, so that your rates stay true."
    >
      <div className="col g-4">
        {own.length === 0 && <p className="c-2">None yet: the board has a column for each status.</p>}
        <ul className="col g-2">
          {own.map((stage) => (
            <OneStage key={stage.key} stage={stage} siblings={own.filter((one) => one.status === stage.status)} />
          ))}
        </ul>
        <AddStage />
      </div>
    </Dialog>
  )
}

function OneStage({ stage, siblings }: { stage: Stage; siblings: readonly Stage[] }) {
  // With the version that it is typed over: what another tab called the stage since is not overwritten unseen.
  const [typed, setTyped] = useState<{ name: string; version: number | undefined } | null>(null)
  const update = useUpdateStage()
  const remove = useDeleteStage()
  const params = { id: stage.id ?? '' }
  const at = siblings.findIndex((one) => one.key === stage.key)
  const rename = () => {
    if (typed === null || update.isPending) return
    const { name, version } = typed
    if (name.trim() === '' || name.trim() === stage.name) setTyped(null)
    else update.mutate({ params, body: { name, version } }, { onSuccess: () => setTyped(null) })
  }
  const moveTo = (to: number) => {
    const order = siblings.filter((one) => one.key !== stage.key).toSpliced(to, 0, stage)
    for (const [index, { id, position }] of order.entries())
      if (id !== null && position !== index + 1) update.mutate({ params: { id }, body: { position: index + 1 } })
  }
  return (
    <li className="col g-2">
      <div className="row">
        <Input
          className="grow"
          value={typed?.name ?? stage.name}
          maxLength={60}
          aria-label={`Name of the stage ${stage.name}`}
          onChange={({ target }) => {
            const seen = typed === null || update.error !== null ? (stage.version ?? undefined) : typed.version
            setTyped({ name: target.value, version: seen })
          }}
          onBlur={rename}
          onKeyDown={(event) => event.key === 'Enter' && rename()}
        />
        <StatusWord status={stage.status} />
        <span className="c-3 tn">{stage.count}</span>
        <IconButton
          icon={ArrowUp}
          size="sm"
          label={`${stage.name} earlier`}
          disabled={at === 0}
          onClick={() => moveTo(at - 1)}
        />
        <IconButton
          icon={ArrowDown}
          size="sm"
          label={`${stage.name} later`}
          disabled={at === siblings.length - 1}
          onClick={() => moveTo(at + 1)}
        />
        <IconButton
          icon={Trash2}
          size="sm"
          label={`Delete ${stage.name}; its applications move to ${STATUS_WORDS[stage.status]}`}
          loading={remove.isPending}
          onClick={() => remove.mutate({ params, query: { move_to: stage.status } })}
        />
      </div>
      {update.error !== null && <Note tone="bad" title={messageOf(update.error)} />}
      {remove.error !== null && <Note tone="bad" title={messageOf(remove.error)} />}
    </li>
  )
}

function AddStage() {
  const [name, setName] = useState('')
  const [status, setStatus] = useState<Status>('interview')
  const create = useCreateStage()
  return (
    <form
      className="well col g-3 p-3"
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate({ body: { name, status } }, { onSuccess: () => setName('') })
      }}
    >
      <div className="form-row is-two">
        <Field label="New stage">
          <Input
            value={name}
            required
            maxLength={60}
            placeholder="Phone screen"
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field label="Counts as">
          <Select
            value={status}
            onChange={setStatus}
            options={STATUSES.map((value) => ({
              value,
              label: STATUS_WORDS[value],
              face: <StatusWord status={value} />,
            }))}
          />
        </Field>
      </div>
      {create.error !== null && <Note tone="bad" title={messageOf(create.error)} />}
      <div className="row">
        <Button type="submit" size="sm" loading={create.isPending}>
          Add stage
        </Button>
      </div>
    </form>
  )
}
