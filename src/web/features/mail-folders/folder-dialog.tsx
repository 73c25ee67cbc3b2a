import { useState } from 'react'
import type { MailFolder } from '#contract/mail-folders.ts'
import { providerOf } from '#domain/mail-folders/providers.ts'
import { fieldError, generalError, messageOf } from '#lib/form.ts'
import { Button } from '#ui/button.tsx'
import { Combobox } from '#ui/combobox.tsx'
import { Field } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { Note } from '#ui/note.tsx'
import { Select } from '#ui/select.tsx'
import { toast } from '#ui/toast.tsx'
import { AccountFields } from './account-fields.tsx'
import type { AccountValues } from './account-fields.tsx'
import { useAddFolder, useChangeFolder, useLook } from './queries.ts'

const EMPTY: AccountValues = { username: '', password: '', host: '', port: '993', security: 'tls' }
/** Names of folders that alerts arrive in, the surest first. */
const LIKELY = [/alert/i, /job|stellen|emploi/i, /career|karriere|bewerb|candidature/i, /^inbox$/i]
const FEW = 12

interface FolderDialogProps {
  /** Null: a new one. */
  folder: MailFolder | null
  onClose: () => void
}

/** First how the mailbox is opened, then which of its folders is looked through. */
export function FolderDialog({ folder, onClose }: FolderDialogProps) {
  const [values, setValues] = useState<AccountValues>(folder === null ? EMPTY : valuesOf(folder))
  const [folders, setFolders] = useState<readonly string[] | null>(null)
  const [chosen, setChosen] = useState(folder?.folder ?? null)
  const look = useLook()
  const add = useAddFolder()
  const change = useChangeFolder()
  const save = folder === null ? add : change
  const { password, port, ...place } = values
  const account = { ...place, host: place.host.trim(), username: place.username.trim(), port: Number(port) }

  const open = () =>
    look.mutate(folder !== null && password === '' ? { id: folder.id } : { body: { ...account, password } }, {
      onSuccess: (found) => {
        setFolders(found.folders)
        if (chosen === null || !found.folders.includes(chosen)) setChosen(likelyIn(found.folders))
      },
    })
  const keep = () => {
    const done = () => {
      toast(`${chosen ?? ''} is looked through; what its alerts tell of arrives in a moment`)
      onClose()
    }
    if (chosen === null) return
    if (folder === null) add.mutate({ ...account, password, folder: chosen }, { onSuccess: done })
    else
      change.mutate(
        { id: folder.id, ...account, folder: chosen, ...(password === '' ? {} : { password }) },
        { onSuccess: done },
      )
  }
  const set = (next: AccountValues) => {
    setValues(next)
    look.reset()
  }
  const closed = providerOf(values.username)?.login === 'none'
  const options = (folders ?? []).map((path) => ({ value: path, label: path }))
  if (folders !== null)
    return (
      <FormDialog
        title="Which folder?"
        description={`Logged in to ${account.host} as ${account.username}.`}
        action={folder === null ? 'Look through it' : 'Keep settings'}
        ready={chosen !== null}
        pending={save.isPending}
        error={save.error && messageOf(save.error)}
        aside={
          <>
            <Button variant="ghost" onClick={() => setFolders(null)}>
              Back
            </Button>
            <span className="push" />
          </>
        }
        onSubmit={keep}
        onClose={onClose}
      >
        <Field
          label="Folder"
          error={fieldError(save.error, 'folder')}
          help="The one that your job alerts arrive in. A rule in your mailbox that moves them into a folder of their own keeps everything else out of sight."
        >
          {folders.length <= FEW ? (
            <Select options={options} value={chosen} onChange={setChosen} placeholder="Choose a folder" />
          ) : (
            <Combobox
              options={options}
              value={chosen}
              onChange={setChosen}
              placeholder="Type a part of its name"
              empty="There is no such folder."
            />
          )}
        </Field>
        <Note title="Read only">
          Mails of the last two weeks and those to come, about every 15 minutes. Nothing is marked, moved or deleted,
          and of a mail that is no job alert nothing is kept.
        </Note>
      </FormDialog>
    )
  return (
    <FormDialog
      title={folder === null ? 'Add a mail folder' : `${folder.folder}: settings`}
      description="Job alerts that boards send you are read from your own mailbox, over IMAP."
      action="Log in"
      ready={!closed}
      pending={look.isPending}
      error={generalError(look.error)}
      onSubmit={open}
      onClose={onClose}
    >
      <AccountFields values={values} onChange={set} kept={folder !== null} error={look.error} />
    </FormDialog>
  )
}

function valuesOf({ username, host, port, security }: MailFolder): AccountValues {
  return { username, password: '', host, port: String(port), security }
}

function likelyIn(folders: readonly string[]): string | null {
  return LIKELY.map((name) => folders.find((path) => name.test(path))).find((path) => path !== undefined) ?? null
}
