import { queryOptions } from '@tanstack/react-query'
import type { MailFolder } from '#contract/mail-folders.ts'
import { call } from './client.ts'

export const mailFoldersQuery = queryOptions({
  queryKey: ['mail-folders'],
  queryFn: async ({ signal }) => {
    // Loaded when it is needed: the first page of a day should not wait for it.
    const { listMailFolders } = await import('#contract/mail-folders.ts')
    return call(listMailFolders, { signal })
  },
  // The socket says how looks go; this is for when there is no socket.
  refetchInterval: (query) => (query.state.data?.items.some(isLooking) === true ? 5000 : false),
})

/** True while a folder is looked through or waits for it. */
export function isLooking({ last_run }: Pick<MailFolder, 'last_run'>): boolean {
  return last_run?.status === 'queued' || last_run?.status === 'running'
}

/** True of a folder that brings nothing any more until its owner does something. */
export function hasStopped(folder: Pick<MailFolder, 'status' | 'problem' | 'next_run_at' | 'last_run'>): boolean {
  if (folder.status !== 'error' || isLooking(folder)) return false
  return folder.next_run_at === null || folder.problem === 'folder_missing'
}
