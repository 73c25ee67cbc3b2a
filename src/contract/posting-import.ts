import { z } from 'zod'
import { endpoint, refusal } from './endpoint.ts'
import { Job } from './postings.ts'
import { Contract, Employment, PayPeriod, RemoteKind, Seniority } from './posting-fields.ts'
import { Id, OptionalText, WebUrl } from './wire.ts'

const base = { tag: 'Postings', access: 'user', scope: 'import' } as const

/** Our page that the bookmarklet hands a page to; a window of another site may talk to this one, and to no other. */
export const RECEIVE_PAGE = '/import/receive'

export const postingExists = refusal(
  'already_exists',
  409,
  'This posting is in your feed already. details.existing_id says where.',
)
export const noPostingFound = refusal(
  'no_posting_found',
  422,
  'There is no posting on this page that can be read. Paste its text instead.',
)
export const postingIncomplete = refusal(
  'posting_incomplete',
  422,
  'Something that a posting needs was not found. Add it and send again.',
)
export const pageUnreachable = refusal('page_unreachable', 422, 'The page could not be opened. Paste its text instead.')
export const pageForbidden = refusal(
  'page_forbidden',
  422,
  'This site does not allow programs to read its pages. Open it in your browser, then paste the page or its text.',
)
export const privateAddress = refusal(
  'private_address',
  422,
  'This address belongs to a private network, so it is not opened.',
)

// Five million characters of any script, with what JSON adds to them.
const BODY_LIMIT = 20_000_000

/** What to read a posting from: exactly one of `url`, `html`, `text`; with `html` or `text`, `url` says where it was open. */
export const ImportBody = z
  .object({
    url: WebUrl.optional(),
    html: z.string().max(5_000_000, 'The page is too long. Paste the text of the posting instead.').optional(),
    text: z.string().max(200_000, 'The text is too long. Paste that of the posting only.').optional(),
    /** What the person adds or corrects; wins over what was read. */
    title: OptionalText(300).optional(),
    company: OptionalText(300).optional(),
    location: OptionalText(300).optional(),
  })
  .refine((value) => (value.html ?? value.text ?? value.url ?? '').trim() !== '', {
    path: ['url'],
    message: 'Send an address, a page or a text.',
  })
  .refine((value) => value.html === undefined || value.text === undefined, {
    path: ['text'],
    message: 'Send a page or a text, not both.',
  })
  .meta({ example: { url: 'https://example.com/jobs/42' } })
export type ImportBody = z.infer<typeof ImportBody>

/** What was read, before it is kept. Null: not found; nothing is guessed. */
export const ImportPreview = z.object({
  title: z.string().nullable(),
  company: z.string().nullable(),
  locations: z.array(z.string()),
  remote_kind: RemoteKind.nullable(),
  salary_min: z.int().nullable(),
  salary_max: z.int().nullable(),
  salary_currency: z.string().nullable(),
  salary_period: PayPeriod.nullable(),
  salary_text: z.string().nullable(),
  employment: z.array(Employment),
  contract: Contract.nullable(),
  seniority: Seniority.nullable(),
  skills: z.array(z.string()),
  language: z.string().nullable(),
  posted_at: z.string().nullable().meta({ example: '2026-11-21' }),
  expires_at: z.string().nullable().meta({ example: null }),
  description: z.string().nullable(),
  url: z.string().nullable(),
  /** Fields that a posting needs and that were not found. */
  missing: z.array(z.enum(['title', 'company'])),
  /** The posting that this is already, if it is. */
  existing_id: Id.nullable(),
  /** How many postings the page carries. Read is the one that the address names, else the first. */
  on_page: z.int(),
  /** How it was read: the page's own data, or its text. */
  read_from: z.enum(['page-data', 'text']),
})
export type ImportPreview = z.infer<typeof ImportPreview>

const readRefusals = [noPostingFound, pageUnreachable, pageForbidden, privateAddress] as const

export const importJob = endpoint({
  ...base,
  method: 'POST',
  path: '/jobs/import',
  summary: 'Import one posting from its address, its page or its text',
  description:
    'What you send as `title`, `company` and `location` wins over what was read. With `posting_incomplete`, `field_errors` names what to add; with `already_exists`, `details.existing_id` is the one that is there.',
  body: ImportBody,
  status: 201,
  response: Job,
  refusals: [...readRefusals, postingIncomplete, postingExists],
  rateLimit: 60,
  bodyLimit: BODY_LIMIT,
})

export const previewImport = endpoint({
  ...base,
  method: 'POST',
  path: '/jobs/import/preview',
  summary: 'What an import would read; nothing is kept',
  body: ImportBody,
  response: ImportPreview,
  refusals: readRefusals,
  rateLimit: 60,
  bodyLimit: BODY_LIMIT,
})

const Lists = z.object({
  url: WebUrl.optional(),
  html: z.string().max(3_000_000).optional(),
  /** An alert that a board sent: the whole message (.eml). */
  mail: z.string().max(3_000_000).optional(),
})
const isOne = ({ html = '', mail = '' }: z.infer<typeof Lists>) => (html.trim() === '') !== (mail.trim() === '')
const PAGE = { html: '<a href="/jobs/42">Data engineer</a>', url: 'https://example.com/jobs' }
const ONE = { path: ['html'], message: 'Send a page or a mail.' }

/** Where several postings are read from: a page that was open, with `url` saying where, or a mail as it was saved. */
const ImportListBody = Lists.refine(isOne, ONE).meta({ example: PAGE })
export type ImportListBody = z.infer<typeof ImportListBody>

/** A posting of a list, as far as the list tells it. */
export const ListedPosting = z.object({
  /** Names it within its site. */
  key: z.string(),
  title: z.string(),
  company: z.string(),
  locations: z.array(z.string()),
  salary_min: z.int().nullable(),
  salary_max: z.int().nullable(),
  salary_currency: z.string().nullable(),
  salary_period: PayPeriod.nullable(),
  salary_text: z.string().nullable(),
  posted_at: z.string().nullable().meta({ example: '2026-11-21' }),
  url: z.string().nullable(),
  /** The posting that this is already, if it is. */
  existing_id: Id.nullable(),
})
export type ListedPosting = z.infer<typeof ListedPosting>

export const previewImportList = endpoint({
  ...base,
  method: 'POST',
  path: '/jobs/import/list/preview',
  summary: 'The postings of a page of results, or of an alert that came by e-mail; nothing is kept',
  body: ImportListBody,
  response: z.object({
    items: z.array(ListedPosting),
    /** Why some of the list are not among them. */
    left_out: z.array(z.string()),
  }),
  refusals: [noPostingFound],
  rateLimit: 60,
  bodyLimit: 4_000_000,
})

export const importJobList = endpoint({
  ...base,
  method: 'POST',
  path: '/jobs/import/list',
  summary: 'Import postings of a page of results, or of an alert that came by e-mail',
  description: 'Those that are in your feed already are left as they are, and named.',
  body: Lists.extend({ keys: z.array(z.string().max(600)).min(1).max(200) })
    .refine(isOne, ONE)
    .meta({ example: { ...PAGE, keys: ['42'] } }),
  response: z.object({
    imported: z.array(z.object({ key: z.string(), id: Id })),
    existing: z.array(z.object({ key: z.string(), id: Id })),
    /** Keys of which the list tells nothing. */
    missing: z.array(z.string()).meta({ example: [] }),
  }),
  refusals: [noPostingFound],
  rateLimit: 60,
  bodyLimit: 4_000_000,
})
