import { Ellipsis, RefreshCw, Settings2, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Source } from '#contract/sources.ts'
import { messageOf } from '#lib/form.ts'
import { isRunning } from '#lib/sources.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Menu } from '#ui/menu.tsx'
import { Switch } from '#ui/switch.tsx'
import { toast } from '#ui/toast.tsx'
import { useRemoveSource, useRunSource, useSwitchSource } from './queries.ts'
import { NoticeDialog } from './notice-dialog.tsx'
import { SourceConfigDialog } from './source-config-dialog.tsx'

const fail = (error: unknown) => toast(messageOf(error), { tone: 'bad' })

/** On or off for oneself; one that lacks its key or has a notice asks first. */
export function SourceSwitch({ source }: { source: Source }) {
  const [asks, setAsks] = useState<'config' | 'notice' | null>(null)
  const change = useSwitchSource()
  const turn = (enabled: boolean) => {
    if (enabled && source.key === 'missing') setAsks('config')
    else if (enabled && source.notice !== null) setAsks('notice')
    else change.mutate({ id: source.id, enabled }, { onError: fail })
  }
  return (
    <>
      <Switch checked={source.enabled} aria-label={`${source.name} on`} onChange={turn} />
      {asks === 'config' && <SourceConfigDialog source={source} onClose={() => setAsks(null)} />}
      {asks === 'notice' && source.notice !== null && (
        <NoticeDialog source={source} notice={source.notice} onClose={() => setAsks(null)} />
      )}
    </>
  )
}

export function ReadNow({ source, size }: { source: Source; size?: 'sm' }) {
  const run = useRunSource()
  return (
    <Button
      {...(size !== undefined && { size })}
      disabled={!source.enabled || isRunning(source)}
      loading={run.isPending}
      onClick={() => run.mutate(source.id, { onError: fail })}
    >
      <RefreshCw aria-hidden="true" />
      Read now
    </Button>
  )
}

/** What is done seldom: settings, and leaving. Nothing where there is neither. */
export function SourceMenu({ source, size, onGone }: { source: Source; size?: 'sm'; onGone?: () => void }) {
  const [sets, setSets] = useState(false)
  const remove = useRemoveSource()
  const unfollow = () =>
    remove.mutate(source.id, {
      onSuccess: () => {
        toast(`${source.name} is no longer followed`)
        onGone?.()
      },
      onError: fail,
    })
  const settings = { key: 'config', label: 'Settings', icon: Settings2, run: () => setSets(true) }
  const leave = { key: 'remove', label: 'Stop following', icon: Trash2, danger: true, run: unfollow }
  const groups = [
    { items: source.config_fields.length > 0 ? [settings] : [] },
    { items: source.removable ? [leave] : [] },
  ].filter(({ items }) => items.length > 0)
  if (groups.length === 0) return null
  return (
    <>
      <Menu
        trigger={<IconButton icon={Ellipsis} {...(size !== undefined && { size })} label={`More on ${source.name}`} />}
        groups={groups}
      />
      {sets && <SourceConfigDialog source={source} onClose={() => setSets(false)} />}
    </>
  )
}
