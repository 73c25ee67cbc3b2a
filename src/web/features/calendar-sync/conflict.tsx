import { useId, useState } from 'react'
import type { CalendarConflict, Resolution } from '#contract/calendar-conflicts.ts'
import { kindOf } from '#lib/calendars.ts'
import { titleWords } from '#lib/event-title.ts'
import { formatMoment } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { fieldWords, inOrder, startWords, valueWords } from './event-words.ts'
import { useResolve } from './queries.ts'

type Side = 'mine' | 'theirs'

/** One event that both sides changed: decided field by field, or all of it for one side. */
export function Conflict({ conflict }: { conflict: CalendarConflict }) {
  const { id, kind, title, when, calendar_name, since } = conflict
  const settings = useSettings()
  const heading = useId()
  const resolve = useResolve()
  const start = startWords(when, settings)
  const decide = (body: Resolution) => resolve.mutate({ params: { id }, body })
  const parts = { conflict, busy: resolve.isPending, onDecide: decide }
  return (
    <article className="cf" aria-labelledby={heading}>
      <header className="cf-title">
        <h3 className="h2 cal-words" id={heading}>
          {title === '' && when === null ? 'An event that was deleted here' : titleWords(title)}
        </h3>
        <p className="t-12 c-3 dots">
          {start !== null && <span className="c-2 tn">{start}</span>}
          <span>“{calendar_name}”</span>
          <span>open since {formatMoment(since, settings)}</span>
        </p>
      </header>
      {kind === 'fields' ? <Fields {...parts} /> : <KeepOrDelete {...parts} />}
    </article>
  )
}

interface PartProps {
  conflict: CalendarConflict
  busy: boolean
  onDecide: (resolution: Resolution) => void
}

function Fields({ conflict: { fields: unordered, provider }, busy, onDecide }: PartProps) {
  const [chosen, setChosen] = useState<Readonly<Record<string, Side>>>({})
  const settings = useSettings()
  const group = useId()
  const fields = inOrder(unordered)
  const there = kindOf({ provider, server_url: null })
  const open = fields.filter(({ path }) => chosen[path] === undefined)
  const send = () =>
    onDecide({
      fields: fields.flatMap(({ path }) => (chosen[path] === undefined ? [] : [{ path, take: chosen[path] }])),
    })
  return (
    <>
      <div className="cf-row cf-head" aria-hidden="true">
        <span>Field</span>
        <span>Before</span>
        <span>Here</span>
        <span>{there}</span>
      </div>
      {fields.map(({ path, field, key, base, ...sides }) => {
        const name = fieldWords(field, key, settings)
        return (
          <div className="cf-row" key={path} role="radiogroup" aria-label={name}>
            <b className="m cf-f">{name}</b>
            <div className="cf-base">
              <span className="cf-who">Before</span>
              {valueWords(field, base, settings)}
            </div>
            {(['mine', 'theirs'] as const).map((side) => (
              <Cell
                key={side}
                group={`${group} ${path}`}
                who={side === 'mine' ? 'Here' : there}
                checked={chosen[path] === side}
                onChoose={() => setChosen({ ...chosen, [path]: side })}
              >
                {valueWords(field, sides[side], settings)}
              </Cell>
            ))}
          </div>
        )
      })}
      <footer className="row wrap cf-foot">
        <span className="t-13 c-2">Other fields are the same on both sides, or were merged.</span>
        <span className="push" />
        <Button size="sm" variant="ghost" disabled={busy} onClick={() => onDecide({ side: 'mine' })}>
          All from here
        </Button>
        <Button size="sm" variant="ghost" disabled={busy} onClick={() => onDecide({ side: 'theirs' })}>
          All from {there}
        </Button>
        <Button size="sm" variant="primary" loading={busy} disabled={open.length === fields.length} onClick={send}>
          {open.length === 0 || open.length === fields.length
            ? 'Keep these'
            : `Keep these, ${open.length} ${open.length === 1 ? 'stays' : 'stay'} open`}
        </Button>
      </footer>
    </>
  )
}

interface CellProps {
  group: string
  who: string
  checked: boolean
  onChoose: () => void
  children: string
}

function Cell({ group, who, checked, onChoose, children }: CellProps) {
  return (
    <label className="cf-cell">
      <input type="radio" name={group} checked={checked} onChange={onChoose} aria-label={`${who}: ${children}`} />
      <span className="cal-words">
        <span className="cf-who">{who}</span>
        {children}
      </span>
    </label>
  )
}

function KeepOrDelete({ conflict: { kind, provider }, busy, onDecide }: PartProps) {
  const there = kindOf({ provider, server_url: null })
  return (
    <footer className="row wrap cf-foot">
      <span className="t-13 c-2">
        {kind === 'edit_vs_delete'
          ? `You changed it here, and it was deleted at ${there}.`
          : `It was deleted here, and changed at ${there}.`}
      </span>
      <span className="push" />
      <Button size="sm" disabled={busy} onClick={() => onDecide({ event: 'keep' })}>
        Keep it on both sides
      </Button>
      <Button size="sm" variant="danger" disabled={busy} onClick={() => onDecide({ event: 'delete' })}>
        Delete it
      </Button>
    </footer>
  )
}
