import {
  CircleCheck,
  CircleDashed,
  CirclePause,
  Ellipsis,
  History,
  Mail,
  PlugZap,
  RefreshCw,
  Settings2,
  Trash2,
  TriangleAlert,
} from 'lucide-react'
import { useState } from 'react'
import type { MailFolder } from '#contract/mail-folders.ts'
import { messageOf, reasonOf } from '#lib/form.ts'
import { formatCount } from '#lib/format-money.ts'
import { useMoments } from '#lib/moments.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { ConfirmDialog } from '#ui/confirm-dialog.tsx'
import { Fact } from '#ui/fact.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Menu } from '#ui/menu.tsx'
import { Progress } from '#ui/progress.tsx'
import { Switch } from '#ui/switch.tsx'
import { toast } from '#ui/toast.tsx'
import { FolderDialog } from './folder-dialog.tsx'
import { LooksDialog } from './looks-dialog.tsx'
import { isLooking, useChangeFolder, useLook, useRemoveFolder, useRunFolder } from './queries.ts'

const fail = (error: unknown) => toast(messageOf(error), { tone: 'bad' })

type Shows = 'looks' | 'settings' | 'remove'

/** One folder: how it does, a button to look through it now, and what else can be done with it. */
export function FolderCard({ folder }: { folder: MailFolder }) {
  const [shows, setShows] = useState<Shows | null>(null)
  const change = useChangeFolder()
  const run = useRunFolder()
  const looking = isLooking(folder)
  const hide = () => setShows(null)
  return (
    <article className="card source" aria-label={`Folder ${folder.folder}`}>
      <header className="row row-3 top source-head">
        <span className="logo logo-40" aria-hidden="true">
          <Mail className="i-20" />
        </span>
        <div className="grow min-w-0">
          <h3 className="h2 clip" title={folder.folder}>
            {folder.folder}
          </h3>
          <p className="t-13 c-2 clip" title={`${folder.username}, ${folder.host}`}>
            {folder.username} · {folder.host}
          </p>
        </div>
        <Switch
          checked={folder.status !== 'paused'}
          aria-label={`Folder ${folder.folder} on`}
          onChange={(on) => change.mutate({ id: folder.id, paused: !on }, { onError: fail })}
        />
      </header>
      {looking && folder.last_run !== null ? (
        <Progress
          label={folder.last_run.status === 'queued' ? 'Waiting its turn' : 'Looking through it'}
          value={folder.last_run.total === null ? null : folder.last_run.mails}
          max={folder.last_run.total ?? 0}
          {...(folder.last_run.total !== null && {
            text: `${formatCount(folder.last_run.mails)} of ${formatCount(folder.last_run.total)} mails`,
          })}
        />
      ) : (
        <Facts folder={folder} />
      )}
      {folder.message !== null && !looking && <p className="t-13 c-bad">{folder.message}</p>}
      {folder.passed_over > 0 && !looking && (
        <p className="t-13 c-2">
          {folder.passed_over === 1 ? '1 mail' : `${formatCount(folder.passed_over)} mails`} could not be read in four
          tries, and {folder.passed_over === 1 ? 'is' : 'are'} left out.{' '}
          {folder.passed_over === 1 ? 'It is' : 'They are'} still in your mailbox.
        </p>
      )}
      {folder.status === 'error' && folder.next_run_at === null && !looking && (
        <p className="t-13 c-2">
          It is not tried again by itself, so that your account is not locked. Give the right password under Settings.
        </p>
      )}
      <footer className="row source-foot">
        <Button
          size="sm"
          disabled={folder.status === 'paused' || looking}
          loading={run.isPending}
          onClick={() => run.mutate(folder.id, { onError: fail })}
        >
          <RefreshCw aria-hidden="true" />
          Look now
        </Button>
        <State folder={folder} />
        <span className="push" />
        <CardMenu folder={folder} onShow={setShows} />
      </footer>
      {shows === 'looks' && <LooksDialog folder={folder} onClose={hide} />}
      {shows === 'settings' && <FolderDialog folder={folder} onClose={hide} />}
      {shows === 'remove' && <RemoveDialog folder={folder} onClose={hide} />}
    </article>
  )
}

function State({ folder }: { folder: MailFolder }) {
  if (folder.status === 'paused') return <Badge icon={CirclePause}>Paused</Badge>
  if (folder.status === 'error')
    return (
      <Badge tone="bad" icon={TriangleAlert}>
        Not read
      </Badge>
    )
  if (folder.last_ok_at === null) return <Badge icon={CircleDashed}>Never read</Badge>
  return (
    <Badge tone="ok" icon={CircleCheck}>
      Healthy
    </Badge>
  )
}

function Facts({ folder }: { folder: MailFolder }) {
  const { past, next } = useMoments()
  return (
    <dl className="source-facts">
      <Fact name="New postings" more="in 30 days">
        {formatCount(folder.brought)}
      </Fact>
      <Fact name="Last look" {...past(folder.last_run?.finished_at)} />
      <Fact name="Next" {...next(folder.next_run_at, 'in a moment')} />
    </dl>
  )
}

function CardMenu({ folder, onShow }: { folder: MailFolder; onShow: (what: Shows) => void }) {
  const look = useLook()
  const test = () =>
    look.mutate(
      { id: folder.id },
      {
        onSuccess: ({ folder_found }) =>
          folder_found
            ? toast(`Logged in, and the folder ${folder.folder} is there`)
            : toast(`Logged in, but there is no folder ${folder.folder} any more. Choose another one under Settings.`, {
                tone: 'bad',
              }),
        onError: (error) => toast(reasonOf(error), { tone: 'bad' }),
      },
    )
  return (
    <Menu
      trigger={<IconButton icon={Ellipsis} size="sm" label={`More on ${folder.folder}`} />}
      groups={[
        {
          items: [
            { key: 'looks', label: 'Last looks', icon: History, run: () => onShow('looks') },
            { key: 'test', label: 'Test the connection', icon: PlugZap, run: test },
            { key: 'settings', label: 'Settings', icon: Settings2, run: () => onShow('settings') },
          ],
        },
        { items: [{ key: 'remove', label: 'Remove', icon: Trash2, danger: true, run: () => onShow('remove') }] },
      ]}
    />
  )
}

function RemoveDialog({ folder, onClose }: { folder: MailFolder; onClose: () => void }) {
  const remove = useRemoveFolder()
  const go = () =>
    remove.mutate(folder.id, {
      onSuccess: () => {
        toast(`${folder.folder} is removed, and its password forgotten`)
        onClose()
      },
      onError: fail,
    })
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Remove ${folder.folder}?`}
      description={`${folder.username} at ${folder.host} is no longer looked through, and its password is forgotten here. The postings that it brought stay; in your mailbox nothing changes.`}
      action="Remove"
      loading={remove.isPending}
      onConfirm={go}
    />
  )
}
