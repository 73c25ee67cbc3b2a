import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import type { AnswerOf, RequestOf } from '#contract/endpoint.ts'
import {
  createMailFolder,
  deleteMailFolder,
  listMailFolderRuns,
  listMailFolders,
  lookAtMailbox,
  MailFolderRunEvent,
  runMailFolder,
  testMailFolder,
  updateMailFolder,
} from '#contract/mail-folders.ts'
import type { MailFolder, MailFolderRun } from '#contract/mail-folders.ts'
import { call } from '#lib/client.ts'
import { useLive } from '#lib/live.ts'

type List = AnswerOf<typeof listMailFolders>
/** A change of one's own is told by the screen that makes it. */
const quiet = { onError: () => {} }

export const mailFoldersQuery = queryOptions({
  queryKey: ['mail-folders'],
  queryFn: ({ signal }) => call(listMailFolders, { signal }),
  // The socket says how looks go; this is for when there is no socket.
  refetchInterval: (query) => (query.state.data?.items.some(isLooking) === true ? 5000 : false),
})

export const runsQuery = (id: string) =>
  queryOptions({
    queryKey: ['mail-folders', id, 'runs'],
    queryFn: ({ signal }) => call(listMailFolderRuns, { params: { id }, query: { limit: 10 }, signal }),
  })

/** True while a folder is looked through or waits for it. */
export function isLooking({ last_run }: Pick<MailFolder, 'last_run'>): boolean {
  return last_run?.status === 'queued' || last_run?.status === 'running'
}

/** Puts the progress of looks on the screen as it comes in. */
export function useLookProgress(): void {
  const client = useQueryClient()
  useLive(['mail_folder_run'], (event) => {
    const parsed = MailFolderRunEvent.safeParse(event.data)
    if (!parsed.success) return
    const { run } = parsed.data
    patchFolder(client, run)
    if (run.finished_at !== null) void client.invalidateQueries({ queryKey: ['mail-folders'] })
  })
}

/** Logs in with what was typed, or with what is kept of a folder; gives the folders there. */
export function useLook() {
  return useMutation({
    mutationFn: async (given: { id: string } | { body: RequestOf<typeof lookAtMailbox>['body'] }) =>
      'id' in given
        ? call(testMailFolder, { params: { id: given.id } })
        : { ...(await call(lookAtMailbox, { body: given.body })), folder_found: true },
    ...quiet,
  })
}

export function useAddFolder() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: RequestOf<typeof createMailFolder>['body']) => call(createMailFolder, { body }),
    ...quiet,
    onSuccess: () => client.invalidateQueries({ queryKey: ['mail-folders'] }),
  })
}

export function useChangeFolder() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string } & RequestOf<typeof updateMailFolder>['body']) =>
      call(updateMailFolder, { params: { id }, body }),
    ...quiet,
    onSettled: () => client.invalidateQueries({ queryKey: ['mail-folders'] }),
  })
}

export function useRunFolder() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(runMailFolder, { params: { id } }),
    ...quiet,
    onSuccess: () => client.invalidateQueries({ queryKey: ['mail-folders'] }),
  })
}

export function useRemoveFolder() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(deleteMailFolder, { params: { id } }),
    ...quiet,
    onSuccess: () => client.invalidateQueries({ queryKey: ['mail-folders'] }),
  })
}

function patchFolder(client: QueryClient, run: MailFolderRun): void {
  client.setQueryData<List>(['mail-folders'], (list) =>
    list === undefined
      ? list
      : {
          ...list,
          items: list.items.map((folder) => (folder.id === run.folder_id ? { ...folder, last_run: run } : folder)),
        },
  )
}
