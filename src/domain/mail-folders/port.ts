/** How a connection to a mail server is kept from being read: from the start, after a word in plain, not at all. */
export type MailSecurity = 'tls' | 'starttls' | 'plain'

/** What opens a mailbox. */
export interface MailAccount {
  readonly host: string
  readonly port: number
  readonly security: MailSecurity
  readonly username: string
  readonly password: string
}

/** Why a mailbox could not be read. */
export type MailProblem =
  | 'wrong_password'
  /** The provider takes no ordinary password from programs. */
  | 'app_password'
  /** The server takes no password at all (OAuth only). */
  | 'no_passwords'
  | 'imap_off'
  | 'folder_missing'
  | 'host_not_found'
  | 'private_address'
  | 'certificate'
  /** What was chosen (TLS, STARTTLS) is not what this port speaks. */
  | 'wrong_security'
  | 'unreachable'
  | 'timeout'
  | 'broken_off'
  /** The server asks to come back later: too many connections, or too much read. */
  | 'busy'
  /** What answers is no mail server, or says what none may say. */
  | 'unreadable'

export interface MailFailure {
  readonly kind: 'failure'
  readonly problem: MailProblem
}

/** A folder as the server lists it. */
export interface ListedFolder {
  readonly path: string
  /** False: it only holds other folders. */
  readonly readable: boolean
}

/** Up to where a folder was read. UIDs mean something only together with their validity (RFC 3501 §2.3.1.1). */
export interface Bookmark {
  readonly uid_validity: string
  readonly last_uid: number
}

/** One mail of a folder. */
export interface MailAt {
  readonly uid_validity: string
  readonly uid: number
}

/** A folder as it is when it is opened. `uid_next`: the UID that the next mail will have, at least. */
export interface OpenedFolder {
  readonly uid_validity: string
  readonly uid_next: number | null
}

export type ReadStep =
  /** How many mails this reading looks at, and the first of them; more may wait for the next one. */
  | { readonly kind: 'opened'; readonly total: number; readonly first: MailAt | null }
  /** The mail as it was sent; null: it is too large to be read. */
  | { readonly kind: 'mail'; readonly source: string | null; readonly bookmark: Bookmark }
  /** The first mail, which is left for the end. */
  | { readonly kind: 'left_for_last'; readonly bookmark: Bookmark }
  /** All others are read; what was left for the end is asked for once more, and comes as a mail or not at all. */
  | { readonly kind: 'last_try' }
  /** All that was to be read is read; with `more`, the limit of one reading was reached before the end. */
  | { readonly kind: 'end'; readonly bookmark: Bookmark; readonly more: boolean }
  | MailFailure

export interface Reading {
  readonly folder: string
  readonly bookmark: Bookmark | null
  readonly most_mails: number
  readonly most_bytes: number
  /** Earlier readings ended at this mail: it is read after all others, so that it keeps none of them up. */
  readonly last: MailAt | null
  /** Asked between mails; true breaks the reading off. */
  readonly stopped: () => boolean
}

/** Mailboxes, read only: nothing is ever marked, moved or deleted. */
export interface MailFolders {
  folders(account: MailAccount): Promise<{ kind: 'folders'; folders: readonly ListedFolder[] } | MailFailure>
  /** The mails that came since the bookmark, oldest first; ends after `end`, a failure, or when it was stopped. */
  read(account: MailAccount, reading: Reading): AsyncIterable<ReadStep>
}
