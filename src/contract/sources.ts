import { z } from 'zod'
import { endpoint, notFound, refusal } from './endpoint.ts'
import { FillField, SourceOutcome, SourceTier } from './posting-fields.ts'
import { Id, Instant, WebUrl, pageOf, PageQuery } from './wire.ts'

const base = { tag: 'Sources', access: 'user' } as const

/** `arbeitnow`, or board and tenant: `greenhouse.acme`. */
export const SourceId = z
  .string()
  .max(160)
  .regex(/^[a-z0-9][a-z0-9._-]*$/, 'This is no id of a source.')
  .meta({ example: 'arbeitnow' })
const params = z.object({ id: SourceId })

export const unknownBoard = refusal(
  'unknown_board',
  422,
  'This address belongs to no board that we can read. Paste the address of the careers page, for example https://boards.greenhouse.io/acme.',
)
export const sourceExists = refusal(
  'already_exists',
  409,
  'You follow this board already. details.existing_id says it.',
)
export const notRemovable = refusal('not_removable', 409, 'This source is for everybody. Switch it off instead.')
export const notRunnable = refusal('not_runnable', 409, 'This board cannot be searched by a program; import from it.')
export const sourceOff = refusal('source_off', 409, 'Switch the source on first.')
export const keyMissing = refusal(
  'key_missing',
  409,
  'This source answers only who has a key. Save one in its settings.',
)
export const noticeNotAccepted = refusal(
  'notice_not_accepted',
  409,
  'Read the notice of this source first, and accept it.',
)
export const configFixed = refusal('config_fixed', 403, 'Only who added this source changes its settings.')

const Share = z.number().min(0).max(1)

/** How many of the postings that a run read in full state each field; what we derive ourselves does not count. */
export const SourceFill = z.object({
  postings: z.int().meta({ example: 120 }),
  fields: z.partialRecord(FillField, z.int()),
})
export type SourceFill = z.infer<typeof SourceFill>

/** A field that most postings of the source used to state, and now do not. What they stated before is kept. */
export const MissingField = z.object({
  field: FillField,
  since: Instant,
  /** The share of postings that state it: as it was, and in the last reading. */
  usual: Share.meta({ example: 0.62 }),
  now: Share.meta({ example: 0 }),
})
export type MissingField = z.infer<typeof MissingField>

/** One reading of a source. */
export const SourceRun = z.object({
  id: Id,
  source_id: SourceId,
  status: z.enum(['queued', 'running', 'done', 'failed']),
  /** Null until it is done. A failure is never an empty list: what the source gave before is kept. */
  outcome: SourceOutcome.nullable(),
  /** What went wrong, in a sentence. */
  message: z.string().nullable().meta({ example: null }),
  by: z.enum(['schedule', 'person']),
  pages: z.int(),
  /** As they were sent: with those that failed, second tries and the call for a token. */
  requests: z.int(),
  seen: z.int(),
  /** What the source says there is in all, when it does. */
  total: z.int().nullable(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  closed: z.int(),
  rejected: z.int(),
  /** The latest reasons for rejected items. */
  rejects: z.array(z.string()),
  complete: z.boolean(),
  /** Null where nothing was read in full: a failure, or nothing new. */
  fill: SourceFill.nullable(),
  queued_at: Instant,
  started_at: Instant.nullable(),
  finished_at: Instant.nullable(),
})
export type SourceRun = z.infer<typeof SourceRun>

/**
 * `healthy`: the last run went well; `degraded`: it read only a part, much less than usual, or postings without fields
 * that they used to have (`missing_fields`) or in a form that we do not know; `blocked`: the source
 * refuses us; `failing`: it cannot be reached or read; `never_run`; `off`: nothing reads it, one imports from it.
 */
export const SourceHealth = z.enum(['healthy', 'degraded', 'blocked', 'failing', 'never_run', 'off'])
export type SourceHealth = z.infer<typeof SourceHealth>

export const ConfigField = z.object({
  name: z.string().meta({ example: 'country' }),
  label: z.string().meta({ example: 'Country' }),
  kind: z.enum(['text', 'url', 'number', 'flag', 'list', 'secret']),
  required: z.boolean(),
  help: z.string().nullable(),
})

export const Source = z.object({
  id: SourceId,
  board_id: z.string(),
  name: z.string().meta({ example: 'Arbeitnow' }),
  about: z.string(),
  kind: z.enum(['feed', 'employer', 'import']),
  tier: SourceTier,
  homepage: z.string(),
  terms_url: z.string(),
  terms_note: z.string(),
  /** What you have to read and accept, each time you switch it on. Null: nothing stands against it. */
  notice: z.string().nullable(),
  attribution: z.object({
    text: z.string().meta({ example: 'Found at Arbeitnow' }),
    url: z.string(),
    nofollow: z.boolean(),
  }),
  /** Suggested to a new person: a keyless public feed. */
  recommended: z.boolean(),
  /** On for you. A source is fetched once for everybody who has it on. */
  enabled: z.boolean(),
  /** False: opening pages by hand and importing them is the only way. */
  runnable: z.boolean(),
  /** You may remove it from your list. */
  removable: z.boolean(),
  /** Without what is secret: that goes in and never comes out. */
  config: z.record(z.string(), z.unknown()),
  config_fields: z.array(ConfigField),
  /** Whether the secrets among the settings are kept; the source is not read without them. */
  key: z.enum(['not_needed', 'missing', 'kept']),
  health: SourceHealth,
  health_reason: z.string().nullable(),
  health_since: Instant.nullable(),
  missing_fields: z.array(MissingField),
  interval_min: z.int(),
  requests_per_day: z.int().nullable(),
  /** Of those, what is left until midnight UTC; all employers of one system share them. */
  requests_left: z.int().nullable(),
  /** Open postings that it carries now. */
  postings: z.int(),
  /** Seen for the first time here in the last seven days. */
  postings_new: z.int(),
  /** How many postings the last complete runs read, latest first, and their median. */
  yields: z.array(z.int()),
  usual_yield: z.int().nullable(),
  /** The share of its postings that usually states a field: the median of its last readings. Null: not known yet. */
  usual_fill: z.partialRecord(FillField, Share).nullable(),
  last_run: SourceRun.nullable(),
  last_ok_at: Instant.nullable(),
  next_run_at: Instant.nullable(),
})
export type Source = z.infer<typeof Source>

export const listSources = endpoint({
  ...base,
  method: 'GET',
  path: '/sources',
  summary: 'Every source: what it is, its terms, whether it is on, and how it does',
  response: z.object({ items: z.array(Source), next_cursor: z.null() }),
})

export const getSource = endpoint({
  ...base,
  method: 'GET',
  path: '/sources/:id',
  summary: 'A source',
  params,
  response: Source,
  refusals: [notFound],
})

export const createSource = endpoint({
  ...base,
  method: 'POST',
  path: '/sources',
  summary: "Follow an employer's board, given the address of its careers page",
  description:
    'It is switched on for you, and read if it was not lately. With `already_exists`, `details.existing_id` is the source.',
  body: z.object({
    url: WebUrl.meta({ example: 'https://boards.greenhouse.io/acme' }),
    accept_notice: z.boolean().optional(),
  }),
  status: 201,
  response: Source,
  refusals: [unknownBoard, sourceExists, noticeNotAccepted],
})

export const updateSource = endpoint({
  ...base,
  method: 'PATCH',
  path: '/sources/:id',
  summary: 'Switch a source on or off for you, or change its settings',
  description:
    'Switching on a source that was never read, or not for long, starts a run. One with a notice goes on only with `accept_notice`. A secret setting that is left out or empty stays as it is; null takes the key away.',
  secret: true,
  params,
  body: z.object({
    enabled: z.boolean().optional(),
    config: z.record(z.string(), z.unknown()).optional(),
    accept_notice: z.boolean().optional(),
  }),
  response: Source,
  refusals: [notFound, configFixed, notRunnable, keyMissing, noticeNotAccepted],
})

export const deleteSource = endpoint({
  ...base,
  method: 'DELETE',
  path: '/sources/:id',
  summary: "Stop following an employer's board",
  description: 'For you alone: others who follow it keep it.',
  params,
  refusals: [notFound, notRemovable],
})

export const runSource = endpoint({
  ...base,
  method: 'POST',
  path: '/sources/:id/run',
  summary: 'Read a source now',
  description:
    'A run that is under way already is joined: its id comes back. The live event `sources_run` tells how it goes.',
  params,
  status: 202,
  response: z.object({ run_id: Id }),
  refusals: [notFound, notRunnable, sourceOff, keyMissing],
})

export const listSourceRuns = endpoint({
  ...base,
  method: 'GET',
  path: '/sources/:id/runs',
  summary: 'The runs of a source, latest first',
  params,
  query: PageQuery,
  response: pageOf(SourceRun),
  refusals: [notFound],
})

export const getSourceRun = endpoint({
  ...base,
  method: 'GET',
  path: '/sources/runs/:run_id',
  summary: 'A run, with its progress',
  params: z.object({ run_id: Id }),
  response: SourceRun,
  refusals: [notFound],
})

/** The data of the live event `sources_run`: how a run goes, page by page, and how it ended. */
export const SourcesRunEvent = z.object({ run: SourceRun })
