import { Fragment } from 'react'
import type { AdminAttempt } from '#contract/calendar-admin.ts'
import { copyText } from '#lib/copy.ts'
import { formatCount } from '#lib/format-money.ts'
import { formatMoment } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Note } from '#ui/note.tsx'
import { Again } from './again.tsx'
import { lengthWords, PROVIDERS, TRIGGERS } from './words.ts'

/** All that is known of a sync: numbers, times, ids and hashes. */
export function AttemptDialog({ attempt, onClose }: { attempt: AdminAttempt; onClose: () => void }) {
  const settings = useSettings()
  const { person, provider, started_at, message, remedy, status } = attempt
  const bad = status === 'failed' || status === 'waiting'
  const ids = idsOf(attempt)
  const copy = () => copyText(ids.map(([name, value]) => `${name}: ${value}`).join('\n'))
  return (
    <Dialog
      open
      onOpenChange={onClose}
      wide
      title={`${PROVIDERS[provider]} of ${person}`}
      description={`${formatMoment(started_at, settings)}, ${TRIGGERS[attempt.trigger]}`}
      foot={
        <>
          <Button variant="ghost" onClick={copy}>
            Copy the ids
          </Button>
          <span className="push" />
          {bad && <Again attempt={attempt} />}
          <Button onClick={onClose}>Close</Button>
        </>
      }
    >
      <div className="col g-4">
        {message !== null && (
          <Note tone={bad ? 'warn' : 'info'} title={message}>
            {remedy === null ? 'It settles by itself.' : `They are told: ${remedy}`}
          </Note>
        )}
        <List rows={figuresOf(attempt)} />
        <List rows={ids} mono />
      </div>
    </Dialog>
  )
}

type Rows = readonly (readonly [name: string, value: string])[]

function List({ rows, mono = false }: { rows: Rows; mono?: boolean }) {
  return (
    <dl className="kv">
      {rows.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd className={mono ? 'mono t-12 cal-id' : 'tn'}>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}

function figuresOf(attempt: AdminAttempt): Rows {
  const { imported, changed, deleted, pushed, conflicts, rejected, requests, full } = attempt
  const { duration_ms: took, http_ms: http, database_ms: database } = attempt
  const parts = [
    ...(http === null ? [] : [`${lengthWords(http)} for the provider`]),
    ...(database === null ? [] : [`${lengthWords(database)} for the database`]),
  ]
  const whole = full === null ? 'not known' : full ? 'everything' : 'what changed'
  return [
    ['Took', took === null ? 'it runs' : [lengthWords(took), ...parts].join(', ')],
    ['Read', `${whole}, in ${formatCount(requests)} ${requests === 1 ? 'request' : 'requests'}`],
    ['In', `${formatCount(imported)} new, ${formatCount(changed)} changed, ${formatCount(deleted)} deleted`],
    ['Out', `${formatCount(pushed)} sent, ${formatCount(rejected)} refused there`],
    ['Conflicts', formatCount(conflicts)],
  ]
}

function idsOf(attempt: AdminAttempt): Rows {
  const { id, parent_id, connection_id, calendar_id, user_id, cursor_before, cursor_after } = attempt
  return [
    ['Sync', id],
    ...(parent_id === null ? [] : [['Repeats', parent_id] as const]),
    ['Account', connection_id],
    ['Calendar', calendar_id],
    ['Person', user_id],
    ['Cursor before', cursor_before ?? 'none'],
    ['Cursor after', cursor_after ?? 'none'],
    ...(attempt.because === null ? [] : [['Class of error', attempt.because] as const]),
  ]
}
