import {
  CircleCheck,
  CircleDashed,
  CircleSlash,
  Ellipsis,
  History,
  KeyRound,
  RefreshCw,
  Settings2,
  Trash2,
  TriangleAlert,
} from 'lucide-react'
import { useState } from 'react'
import type { Source, SourceHealth } from '#contract/sources.ts'
import { messageOf } from '#lib/form.ts'
import { formatCount } from '#lib/format-money.ts'
import { formatAgo, formatMoment } from '#lib/format-time.ts'
import { useNow } from '#lib/clock.ts'
import { useSettings } from '#lib/session.ts'
import { isRunning } from '#lib/sources.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Lettermark } from '#ui/lettermark.tsx'
import { Menu } from '#ui/menu.tsx'
import { Progress } from '#ui/progress.tsx'
import { Switch } from '#ui/switch.tsx'
import { toast } from '#ui/toast.tsx'
import { progressOf, useRemoveSource, useRunSource, useSwitchSource } from './queries.ts'
import { NoticeDialog } from './notice-dialog.tsx'
import { RunsDialog } from './runs-dialog.tsx'
import { SourceConfigDialog } from './source-config-dialog.tsx'

const HEALTH = {
  healthy: { tone: 'ok', icon: CircleCheck, word: 'Healthy' },
  degraded: { tone: 'warn', icon: TriangleAlert, word: 'Partly read' },
  blocked: { tone: 'bad', icon: CircleSlash, word: 'Refuses us' },
  failing: { tone: 'bad', icon: TriangleAlert, word: 'Failing' },
  never_run: { tone: 'plain', icon: CircleDashed, word: 'Never read' },
  off: { tone: 'plain', icon: CircleDashed, word: 'Off' },
} as const satisfies Record<SourceHealth, unknown>

const fail = (error: unknown) => toast(messageOf(error), { tone: 'bad' })

export function SourceCard({ source }: { source: Source }) {
  const [shows, setShows] = useState<'runs' | 'config' | 'notice' | null>(null)
  const change = useSwitchSource()
  const run = useRunSource()
  const running = isRunning(source)
  const health = HEALTH[source.health]
  const turn = (enabled: boolean) => {
    if (enabled && source.key === 'missing') setShows('config')
    else if (enabled && source.notice !== null) setShows('notice')
    else change.mutate({ id: source.id, enabled }, { onError: fail })
  }
  return (
    <article className="card source" aria-label={source.name}>
      <header className="row row-3 top source-head">
        <Lettermark name={source.name} size={40} />
        <div className="grow">
          <h3 className="h2">{source.name}</h3>
          <a className="t-13 c-2 link-quiet" href={source.homepage} target="_blank" rel="noopener noreferrer">
            {new URL(source.homepage).host}
          </a>
        </div>
        {source.runnable && <Switch checked={source.enabled} aria-label={`${source.name} on`} onChange={turn} />}
      </header>
      <p className="c-2 t-13">{source.about}</p>
      {running && source.last_run !== null ? (
        <Progress
          label={source.last_run.status === 'queued' ? 'Waiting its turn' : 'Reading'}
          value={progressOf(source.last_run)}
          text={readSoFar(source)}
        />
      ) : (
        <State source={source} />
      )}
      {source.health_reason !== null && source.enabled && !running && source.health !== 'healthy' && (
        <p className={`t-13 ${health.tone === 'bad' ? 'c-bad' : 'c-2'}`}>{source.health_reason}</p>
      )}
      <p className="t-12 c-3">
        {source.terms_note}{' '}
        <a className="link" href={source.terms_url} target="_blank" rel="noopener noreferrer">
          Terms
        </a>
      </p>
      {source.runnable && (
        <footer className="row source-foot">
          <Button
            size="sm"
            disabled={!source.enabled || running}
            loading={run.isPending}
            onClick={() => run.mutate(source.id, { onError: fail })}
          >
            <RefreshCw aria-hidden="true" />
            Read now
          </Button>
          {source.key === 'missing' ? (
            <Badge icon={KeyRound}>Needs a key</Badge>
          ) : (
            <Badge tone={health.tone} icon={health.icon}>
              {health.word}
            </Badge>
          )}
          <span className="push" />
          <CardMenu source={source} onShow={setShows} />
        </footer>
      )}
      {shows === 'runs' && <RunsDialog source={source} onClose={() => setShows(null)} />}
      {shows === 'config' && <SourceConfigDialog source={source} onClose={() => setShows(null)} />}
      {shows === 'notice' && source.notice !== null && (
        <NoticeDialog source={source} notice={source.notice} onClose={() => setShows(null)} />
      )}
    </article>
  )
}

function State({ source }: { source: Source }) {
  const settings = useSettings()
  const now = useNow()
  const { last_run: last } = source
  if (!source.runnable) return null
  return (
    <dl className="source-facts">
      <div>
        <dt>Open postings</dt>
        <dd className="tn">
          {formatCount(source.postings)}
          {source.postings_new > 0 && <span className="c-3 t-12"> {formatCount(source.postings_new)} new</span>}
        </dd>
      </div>
      <div>
        <dt>Last read</dt>
        <dd title={last?.finished_at == null ? undefined : formatMoment(last.finished_at, settings)}>
          {last?.finished_at == null ? 'never' : formatAgo(last.finished_at, settings, now)}
        </dd>
      </div>
      <div>
        <dt>Next</dt>
        <dd>{source.next_run_at === null || !source.enabled ? '–' : formatAgo(source.next_run_at, settings, now)}</dd>
      </div>
      {source.requests_left !== null && source.requests_per_day !== null && source.enabled && (
        <div style={{ gridColumn: '1 / -1' }}>
          <dt>Requests left today</dt>
          <dd className="tn">
            {formatCount(source.requests_left)}{' '}
            <span className="c-3 t-12">of {formatCount(source.requests_per_day)}</span>
          </dd>
        </div>
      )}
    </dl>
  )
}

function CardMenu({ source, onShow }: { source: Source; onShow: (what: 'runs' | 'config') => void }) {
  const remove = useRemoveSource()
  return (
    <Menu
      trigger={<IconButton icon={Ellipsis} size="sm" label={`More on ${source.name}`} />}
      groups={[
        {
          items: [
            { key: 'runs', label: 'Last runs', icon: History, run: () => onShow('runs') },
            ...(source.config_fields.length === 0
              ? []
              : [{ key: 'config', label: 'Settings', icon: Settings2, run: () => onShow('config') }]),
          ],
        },
        {
          items: source.removable
            ? [
                {
                  key: 'remove',
                  label: 'Stop following',
                  icon: Trash2,
                  danger: true,
                  run: () =>
                    remove.mutate(source.id, {
                      onSuccess: () => toast(`${source.name} is no longer followed`),
                      onError: fail,
                    }),
                },
              ]
            : [],
        },
      ]}
    />
  )
}

function readSoFar(source: Source): string {
  const { last_run: run } = source
  if (run === null || run.status === 'queued') return ''
  return run.total === null ? `${formatCount(run.seen)} read` : `${formatCount(run.seen)} of ${formatCount(run.total)}`
}
