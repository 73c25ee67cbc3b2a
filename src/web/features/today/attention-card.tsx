import { useNavigate } from '@tanstack/react-router'
import { AlarmClock, CheckCheck, Hourglass, ListTodo, Mic, Timer, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { useNow } from '#lib/clock.ts'
import {
  addDays,
  formatAgo,
  formatMoment,
  fromLocalInput,
  today,
  toLocalInput,
  type TimeStyle,
} from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { cx } from '#ui/class-names.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { useShortcuts } from '#ui/shortcuts.ts'
import type { Attention } from './attention.ts'
import { INTERVIEW_WORDS } from './interview-words.ts'
import { useSnooze } from './queries.ts'

const SHOWN = 8
const icons: Record<Attention['kind'], LucideIcon> = {
  offer: Hourglass,
  interview: Mic,
  action: ListTodo,
  silent: Timer,
}
const acts: Record<Attention['kind'], string> = {
  offer: 'Compare offers',
  interview: 'Open',
  action: 'Open',
  silent: 'Follow up',
}
const dueTone = { bad: 'c-bad', warn: 'c-warn', plain: 'c-2' } as const

/** What needs the person: what, with whom, why, by when, one button. */
export function AttentionCard({ rows, replyDays }: { rows: readonly Attention[]; replyDays: number | null }) {
  const [at, setAt] = useState(0)
  const [all, setAll] = useState(false)
  const navigate = useNavigate()
  const settings = useSettings()
  const snooze = useSnooze()
  const shown = all ? rows : rows.slice(0, SHOWN)
  const current = shown[Math.min(at, shown.length - 1)]

  const act = (row: Attention) =>
    row.kind === 'offer'
      ? navigate({ to: '/offers' })
      : navigate({ to: '/applications/$id', params: { id: row.application.id } })
  const later = (row: Attention) => {
    if (row.kind !== 'action') return
    const clock = toLocalInput(row.at, settings.time_zone).slice(11)
    const until = fromLocalInput(`${addDays(today(settings), 1)}T${clock}`, settings.time_zone)
    snooze.mutate({ params: { id: row.application.id }, body: { next_action_at: until } })
  }
  useShortcuts([
    {
      keys: 'j',
      also: ['arrowdown'],
      label: 'Next row',
      group: 'Needs you',
      run: () => setAt(Math.min(at + 1, shown.length - 1)),
    },
    { keys: 'k', also: ['arrowup'], label: 'Row before', group: 'Needs you', run: () => setAt(Math.max(at - 1, 0)) },
    { keys: 'enter', label: 'Do it', group: 'Needs you', run: () => current !== undefined && void act(current) },
    {
      keys: 's',
      label: 'Snooze until tomorrow',
      group: 'Needs you',
      run: () => current !== undefined && later(current),
    },
  ])

  return (
    <Card
      title="Needs you"
      note={rows.length}
      ruled
      flush
      className="w-queue"
      actions={rows.length > 0 && <Keys />}
      foot={
        rows.length > SHOWN ? (
          <Button variant="ghost" size="sm" onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show all ${rows.length}`}
          </Button>
        ) : undefined
      }
    >
      {rows.length === 0 ? (
        <EmptyState icon={CheckCheck} title="Nothing needs you">
          Next actions, interviews, offers with a date and long silences come up here.
        </EmptyState>
      ) : (
        <ul>
          {shown.map((row) => (
            <Row
              key={`${row.kind}${row.application.id}`}
              row={row}
              current={row === current}
              replyDays={replyDays}
              style={settings}
              onAct={() => void act(row)}
              onLater={() => later(row)}
            />
          ))}
        </ul>
      )}
    </Card>
  )
}

interface RowProps {
  row: Attention
  current: boolean
  replyDays: number | null
  style: TimeStyle
  onAct: () => void
  onLater: () => void
}

function Row({ row, current, replyDays, style, onAct, onLater }: RowProps) {
  const now = useNow()
  const Icon = icons[row.kind]
  const { title, detail } = words(row, style, replyDays)
  return (
    <li className={cx('lrow q-row', current && 'is-current')} aria-current={current || undefined}>
      <span className={cx('q-ico', row.tone !== 'plain' && row.tone)}>
        <Icon aria-hidden="true" />
      </span>
      <div className="grow q-text">
        <div className="q-line">
          <b className="q-t">{title}</b>
          <span className="q-co">{row.application.company}</span>
        </div>
        <p className="q-d">{detail}</p>
      </div>
      <span className={cx('q-due tn', dueTone[row.tone])}>
        {row.kind === 'silent' ? `day ${row.days}` : formatAgo(row.at, style, now)}
      </span>
      <Button size="sm" className="q-btn" variant={current ? 'primary' : 'default'} onClick={onAct}>
        {acts[row.kind]}
      </Button>
      {row.kind === 'action' ? (
        <IconButton
          icon={AlarmClock}
          label="Snooze until tomorrow"
          keys="s"
          size="sm"
          className="q-snooze"
          onClick={onLater}
        />
      ) : (
        <span className="q-gap" />
      )}
    </li>
  )
}

function words(row: Attention, style: TimeStyle, replyDays: number | null): { title: string; detail: string } {
  const { title } = row.application
  switch (row.kind) {
    case 'offer':
      return row.application.offer_deadline_at === null
        ? { title: 'Offer without a date', detail: `${title}. Ask by when they need your answer.` }
        : {
            title: 'Offer waits for your answer',
            detail: `${title}. Answer by ${formatMoment(row.at, style)}.`,
          }
    case 'interview':
      return {
        title: INTERVIEW_WORDS[row.application.next_interview?.kind ?? 'other'],
        detail: `${title}, ${formatMoment(row.at, style)}.`,
      }
    case 'action':
      return { title: row.action, detail: `${title}, ${formatMoment(row.at, style)}.` }
    case 'silent': {
      const usual = replyDays === null ? '' : ` Half of your replies came by day ${Math.round(replyDays)}.`
      return { title: 'No reply yet', detail: `${title}. Silent for ${row.days} days.${usual}` }
    }
  }
}

function Keys() {
  return (
    <span className="t-12 c-3 row hide-sm pr-2">
      <Kbd keys="j k" /> move <Kbd keys="enter" /> do it <Kbd keys="s" /> snooze
    </span>
  )
}
