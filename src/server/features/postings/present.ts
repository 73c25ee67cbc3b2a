import type { z } from 'zod'
import { Job } from '#contract/postings.ts'
import type { JobItem, JobSource } from '#contract/postings.ts'
import type { JobLife, LifeMarks } from '#contract/posting-life.ts'
import { SKILLS } from '#domain/skills/skills.ts'
import { matchOf } from '#domain/postings/match.ts'
import type { MatchProfile } from '#domain/postings/match.ts'
import type { JobBoards } from '#domain/postings/job-board-port.ts'
import { employerSourceName } from '#domain/postings/source-name.ts'
import type { FeedRow } from './search.ts'
import type { PostingRow, PostingSourceRow } from './tables.ts'

/** The application that stands on a posting. */
export interface Standing {
  readonly id: string
  readonly status: string
}

const OWN: Readonly<Record<string, string>> = { own: 'Yours', import: 'Imported', sample: 'Sample' }
const SKILL_NAMES = new Map(SKILLS.map((skill) => [skill.id, skill.name]))

/** What a source is called: by its board, by employer and board, or by where the person has the posting from. */
export function sourceName(boards: Pick<JobBoards, 'find'>, source_id: string): string {
  const [board = '', ...tenant] = source_id.split('.')
  const name = OWN[board] ?? boards.find(board)?.facts.name ?? board
  return tenant.length === 0 ? name : employerSourceName(tenant.join('.'), name)
}

export function skillName(id: string): string | null {
  return SKILL_NAMES.get(id) ?? null
}

/** A row with what a list marks it with. */
export type MarkedRow = FeedRow & { life: LifeMarks }

type Shown = Omit<z.input<typeof JobItem>, 'excerpt' | 'distance_km'>

/** A row of the feed as lists show it. */
export function presentItem(
  boards: Pick<JobBoards, 'find'>,
  row: MarkedRow,
  application: Standing | null,
): z.input<typeof JobItem> {
  return {
    ...shown(boards, row, application),
    excerpt: row.excerpt,
    distance_km: row.distance_km === null ? null : Math.round(row.distance_km),
  }
}

function shown(boards: Pick<JobBoards, 'find'>, row: MarkedRow, application: Standing | null): Shown {
  return {
    id: row.id,
    title: row.title,
    company: row.company,
    company_domain: row.company_domain,
    company_logo_url: row.company_logo_url,
    locations: row.locations.map(({ raw, city, region, country }) => ({ raw, city, region, country })),
    remote_kind: row.remote_kind,
    remote_countries: row.remote_countries,
    salary_min: row.salary_min,
    salary_max: row.salary_max,
    salary_currency: row.salary_currency,
    salary_period: row.salary_period,
    salary_gross: row.salary_gross,
    salary_origin: row.salary_origin,
    salary_text: row.salary_text,
    employment: row.employment,
    contract: row.contract,
    workload_min: row.workload_min,
    workload_max: row.workload_max,
    seniority: row.seniority,
    skills: row.skills,
    language: row.language,
    posted_at: row.posted_at,
    posted_precision: row.posted_precision,
    expires_at: row.expires_at,
    first_seen_at: row.first_seen_at,
    last_seen_at: row.seen_until,
    closed_at: row.closed_at,
    close_reason: row.close_reason,
    sources: row.source_ids.map((id) => ({ id, name: sourceName(boards, id) })),
    is_own: row.owner_user_id !== null && !row.is_sample,
    is_sample: row.is_sample,
    is_new: row.is_new,
    match_score: row.match_score,
    life: row.life,
    state: {
      saved_at: row.saved_at,
      hidden_at: row.hidden_at,
      seen_at: row.seen_at,
      applied_at: row.applied_at,
      not_ghost_at: row.not_ghost_at,
      notes: row.notes,
      application_id: application?.id ?? null,
      application_status: application?.status ?? null,
    },
  }
}

export interface Whole {
  readonly row: FeedRow & Pick<PostingRow, 'description_html' | 'description_text'>
  readonly life: JobLife
  readonly sources: readonly (PostingSourceRow & { seen_until: string })[]
  readonly application: Standing | null
  readonly profile: MatchProfile
  readonly company_hidden: boolean
  readonly now: string
}

/** A posting whole: its text, its sources and what each gives, and the match with its reasons. */
export function presentJob(boards: Pick<JobBoards, 'find'>, whole: Whole): z.input<typeof Job> {
  const { row, life, sources, application, profile } = whole
  const match = matchOf(profile, row, whole.now)
  return {
    ...shown(boards, { ...row, life }, application),
    life,
    match_score: match.score,
    description_html: row.description_html,
    description: row.description_text,
    tags: row.tags,
    remote_timezones: row.remote_timezones,
    apply_url: row.apply_url ?? row.source_url,
    url: row.source_url,
    seen_at_sources: sources.map((source) => presentSource(boards, source, row.provenance)),
    provenance: presentProvenance(row.provenance),
    match,
    company_hidden: whole.company_hidden,
    duplicate_of: row.duplicate_of,
    created_at: row.created_at,
    updated_at: row.updated_at,
    version: row.version,
  }
}

// The text and the address have other names on the wire; what only the machine compares by has none.
const WIRE_NAMES: Readonly<Record<string, string>> = { description_text: 'description', source_url: 'url' }

function presentProvenance(provenance: Readonly<Record<string, string>>): Record<string, string> {
  const named = Object.entries(provenance).map(([field, source_id]) => [WIRE_NAMES[field] ?? field, source_id] as const)
  return Object.fromEntries(named.filter(([field]) => field in Job.shape))
}

function presentSource(
  boards: Pick<JobBoards, 'find'>,
  source: PostingSourceRow & { seen_until: string },
  provenance: Readonly<Record<string, string>>,
): z.input<typeof JobSource> {
  const facts = boards.find(source.source_id.split('.')[0] ?? '')?.facts ?? null
  return {
    id: source.source_id,
    name: sourceName(boards, source.source_id),
    external_id: source.external_id,
    source_url: source.source_url,
    apply_url: source.apply_url,
    is_employer: source.rank === 0,
    attribution: facts?.attribution ?? null,
    gives: Object.entries(provenance)
      .filter(([, from]) => from === source.source_id)
      .map(([field]) => field),
    first_seen_at: source.first_seen_at,
    last_seen_at: source.seen_until,
    gone_at: source.gone_at,
  }
}
