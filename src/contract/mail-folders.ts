import { z } from 'zod'
import { endpoint, notFound, refusal } from './endpoint.ts'
import { Id, Instant, pageOf, PageQuery, Text } from './wire.ts'

const base = { tag: 'Mail folders', access: 'user' } as const
// A password is given to the server: for people who signed in themselves.
const guarded = { ...base, access: 'session', secret: true } as const
// All that have a mailbox opened at once, together: a person's budget, whichever way they go.
const dials = { rateLimit: 15, rateGroup: 'mailboxes' } as const
const params = z.object({ id: Id })

export const mailboxNotOpened = refusal(
  'mailbox_not_opened',
  422,
  'The mailbox could not be opened. details.problem says why, and field_errors what to do.',
)
export const mailFolderExists = refusal(
  'already_exists',
  409,
  'You have this folder already. details.existing_id says it.',
)
export const tooManyMailFolders = refusal(
  'too_many_folders',
  409,
  'Ten folders are the most for one person. Remove one of them first.',
)
export const passwordNeeded = refusal(
  'password_needed',
  422,
  'Enter the password again: it is kept for the server and the name that it was given for.',
)
export const tooManyLogins = refusal(
  'too_many_logins',
  429,
  'The mailbox refused too many log-ins within an hour. Wait, so that the account there is not locked, then try again.',
)
export const mailFolderPaused = refusal('folder_paused', 409, 'The folder is paused. Go on with it first.')

/** `tls`: encrypted from the start (993); `starttls`: after a word (143), or not at all; `plain`: to this machine only. */
export const MailSecurity = z.enum(['tls', 'starttls', 'plain'])

export const MailProblem = z.enum([
  'wrong_password',
  'app_password',
  'no_passwords',
  'imap_off',
  'folder_missing',
  'host_not_found',
  'private_address',
  'certificate',
  'wrong_security',
  'unreachable',
  'timeout',
  'broken_off',
  'busy',
  'unreadable',
])

const HOST = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[?[0-9a-f:]*:[0-9a-f:.]*\]?)$/
const Host = z
  .string()
  .max(300)
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.string().max(253).regex(HOST, 'This is no name of a server. Write it as imap.example.org.'))
  .meta({ example: 'imap.example.org' })
const Port = z.int().min(1).max(65_535).meta({ example: 993 })
// What a line of the protocol cannot carry is in no name and in no password.
const Line = (max: number, empty: string) =>
  z
    .string()
    .min(1, empty)
    .max(max)
    // oxlint-disable-next-line no-control-regex -- just those are meant
    .regex(/^[^\u0000-\u001f\u007f]*$/, 'There is a character in this that no keyboard types.')
const Username = Line(320, 'Enter the name that you log in with there.').meta({ example: 'mara@example.org' })
const Password = Line(1000, 'Enter the password.').meta({ example: 'abcd efgh ijkl mnop' })
const FolderPath = Text(500)
  .pipe(
    z
      .string()
      // oxlint-disable-next-line no-control-regex -- just those are meant
      .regex(/^[^\u0000-\u001f\u007f*%]*$/, 'This is no name of a folder.'),
  )
  .meta({ example: 'INBOX' })

const Server = z.object({ host: Host, port: Port, security: MailSecurity, username: Username })
const Account = Server.extend({ password: Password })

/** True for names of the machine itself. */
export function isThisMachine(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/.test(host)
}

/** True where a password would travel unencrypted to another machine. */
export const isBare = ({ host, security }: { host: string; security: string }) =>
  security === 'plain' && !isThisMachine(host)
export const BARE = 'Without encryption everybody on the way can read your password. Choose TLS or STARTTLS.'
const isSafe = (account: { host: string; security: string }) => !isBare(account)
const UNSAFE = { path: ['security'], message: BARE }

/** One look through a folder. */
export const MailFolderRun = z.object({
  id: Id,
  folder_id: Id,
  status: z.enum(['queued', 'running', 'done', 'failed']),
  by: z.enum(['schedule', 'person']),
  problem: MailProblem.nullable(),
  /** What went wrong and what to do, in words. */
  message: z.string().nullable().meta({ example: null }),
  /** New mails that this look goes through; null until the folder is open. */
  total: z.int().nullable(),
  mails: z.int(),
  /** Of those, job alerts. Of the others nothing is kept. */
  alerts: z.int(),
  /** Mails of more than 5 MB, which are left alone. */
  too_large: z.int(),
  /** Mails at which looks ended three times in a row, and which did not come after all others either. They are not asked for any more. */
  passed_over: z.int(),
  /** Postings that the alerts tell of. */
  found: z.int(),
  added: z.int(),
  /** Those that were in your feed already. */
  existing: z.int(),
  /** Those of which too little is told. */
  left_out: z.int(),
  queued_at: Instant,
  started_at: Instant.nullable(),
  finished_at: Instant.nullable(),
})
export type MailFolderRun = z.infer<typeof MailFolderRun>

/** A folder that is looked through for job alerts. The password goes in and never comes out. */
export const MailFolder = Server.extend({
  id: Id,
  folder: z.string().meta({ example: 'INBOX' }),
  /** `error`: the last look failed. It is tried again at `next_run_at`; null: not before you do something. */
  status: z.enum(['active', 'paused', 'error']),
  problem: MailProblem.nullable(),
  message: z.string().nullable().meta({ example: null }),
  last_run: MailFolderRun.nullable(),
  /** New postings that it brought in the last 30 days. */
  brought: z.int(),
  /** Mails of the last 30 days that could not be read, and were passed over after four tries. */
  passed_over: z.int(),
  last_ok_at: Instant.nullable(),
  next_run_at: Instant.nullable(),
  created_at: Instant,
})
export type MailFolder = z.infer<typeof MailFolder>

const Folders = z.object({ folders: z.array(z.string()) })
export type MailboxFolders = z.infer<typeof Folders>

export const listMailFolders = endpoint({
  ...base,
  method: 'GET',
  path: '/mail-folders',
  summary: 'The folders of your mailboxes that are looked through for job alerts',
  response: z.object({ items: z.array(MailFolder), next_cursor: z.null() }),
})

export const lookAtMailbox = endpoint({
  ...guarded,
  method: 'POST',
  path: '/mail-folders/look',
  summary: 'Log in to a mailbox and list its folders; nothing is kept',
  body: Account.refine(isSafe, UNSAFE),
  response: Folders,
  refusals: [mailboxNotOpened, tooManyLogins],
  ...dials,
})

export const createMailFolder = endpoint({
  ...guarded,
  method: 'POST',
  path: '/mail-folders',
  summary: 'Have a folder of your mailbox looked through for job alerts',
  description:
    'The first look begins at once and goes back two weeks. Mails are read without being marked, moved or deleted; of a mail that is no job alert nothing is kept.',
  body: Account.extend({ folder: FolderPath }).refine(isSafe, UNSAFE),
  status: 201,
  response: MailFolder,
  refusals: [mailFolderExists, tooManyMailFolders, tooManyLogins],
  ...dials,
})

export const updateMailFolder = endpoint({
  ...guarded,
  method: 'PATCH',
  path: '/mail-folders/:id',
  summary: 'Pause a folder or go on with it, or change where it is and how it is opened',
  description:
    'A change of server, port, security or name needs the password again. After a change it is looked through at once, unless it is paused.',
  params,
  body: Account.partial().extend({ folder: FolderPath.optional(), paused: z.boolean().optional() }),
  response: MailFolder,
  refusals: [notFound, passwordNeeded, mailFolderExists, tooManyLogins],
  ...dials,
})

export const deleteMailFolder = endpoint({
  ...base,
  method: 'DELETE',
  path: '/mail-folders/:id',
  summary: 'Stop looking through a folder, and forget its password',
  description: 'The postings that it brought stay.',
  params,
  refusals: [notFound],
})

export const testMailFolder = endpoint({
  ...guarded,
  method: 'POST',
  path: '/mail-folders/:id/test',
  summary: 'Log in with what is kept of a folder, and list the folders there',
  params,
  // Whether the folder is still among them.
  response: Folders.extend({ folder_found: z.boolean() }),
  refusals: [notFound, mailboxNotOpened, tooManyLogins],
  ...dials,
})

export const runMailFolder = endpoint({
  ...base,
  method: 'POST',
  path: '/mail-folders/:id/run',
  summary: 'Look through a folder now',
  description:
    'A look that is under way already is joined: its id comes back. The live event `mail_folder_run` tells how it goes.',
  params,
  status: 202,
  response: z.object({ run_id: Id }),
  refusals: [notFound, mailFolderPaused, tooManyLogins],
  ...dials,
})

export const listMailFolderRuns = endpoint({
  ...base,
  method: 'GET',
  path: '/mail-folders/:id/runs',
  summary: 'The looks through a folder, latest first',
  params,
  query: PageQuery,
  response: pageOf(MailFolderRun),
  refusals: [notFound],
})

/** The data of the live event `mail_folder_run`: how a look goes, and how it ended. */
export const MailFolderRunEvent = z.object({ run: MailFolderRun })
