import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Id } from './wire.ts'

/** A folder that waits for its owner. Also the data of the live event `mail_folder_stopped`. */
export const StoppedMailFolder = z.object({
  id: Id,
  folder: z.string().meta({ example: 'INBOX' }),
  username: z.string().meta({ example: 'mara@example.org' }),
  /** What is the matter, and what to do about it. */
  message: z.string(),
})
export type StoppedMailFolder = z.infer<typeof StoppedMailFolder>

// Apart from the rest of the mail folders, since the first page of a day asks for it.
export const listStoppedMailFolders = endpoint({
  tag: 'Mail folders',
  access: 'user',
  method: 'GET',
  path: '/mail-folders/stopped',
  summary: 'Your mail folders that bring nothing any more until you do something',
  response: z.object({
    items: z.array(StoppedMailFolder),
    next_cursor: z.null(),
  }),
})
