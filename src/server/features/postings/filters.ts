import { sql } from 'kysely'
import type { JobFilter } from '#contract/postings.ts'
import { boxAround } from '#domain/places/distance.ts'
import type { Near } from '#features/places/index.ts'
import { companyNorm } from '#domain/postings/normalise.ts'
import { placePatterns } from '#domain/postings/place.ts'
import { skillNamed } from '#domain/skills/find.ts'
import { isoOf } from '#platform/clock.ts'
import { all } from './condition.ts'
import type { Condition } from './condition.ts'
import { whereOf } from './newest.ts'
import type { Wanted } from './newest.ts'
import { textCondition } from './text-search.ts'
import type { TextSearch } from './text-search.ts'
import { LIFE_CONDITIONS } from '#features/posting-life/index.ts'

/** Who looks, when, and at which sources. */
export interface Viewer {
  readonly user_id: string
  readonly sources: readonly string[]
  readonly now_ms: number
  /** The town that is searched around. */
  readonly near?: Near | null
}

/** Postings with what the viewer did with them: `p`, `st` (state), `m` (score). */
export function from({ user_id }: Pick<Viewer, 'user_id'>): Condition {
  return sql`postings p
    LEFT JOIN posting_states st ON st.posting_id = p.id AND st.user_id = ${user_id}
    LEFT JOIN posting_matches m ON m.posting_id = p.id AND m.user_id = ${user_id}`
}

/** What a feed consists of: one's own postings, those of the sources that are on, and those one saved or applied to; without what one merged into another. */
export function inFeed({ user_id, sources }: Pick<Viewer, 'user_id' | 'sources'>): Condition {
  return sql`(${butNot(sql`p.id IN (${marked(user_id, sql`marked.duplicate_of IS NOT NULL`)})`)}
    AND (p.owner_user_id = ${user_id} OR (p.owner_user_id IS NULL AND (p.source_ids && ${[...sources]}::text[] OR ${isKept(user_id)}))))`
}

// What a person marked is little beside what there is. PostgreSQL expects of a condition on an outer join that it keeps
// next to nothing, of a lookup that it keeps a half, of a number to be another that it keeps nearly all; it goes by that.
function butNot(seldom: Condition): Condition {
  return sql`(${seldom})::int <> 1`
}

function marked(user_id: string, how: Condition): Condition {
  return sql`SELECT marked.posting_id FROM posting_states marked WHERE marked.user_id = ${user_id} AND ${how}`
}

function isKept(user_id: string): Condition {
  return sql`p.id IN (${marked(user_id, sql`(marked.saved_at IS NOT NULL OR marked.applied_at IS NOT NULL)`)})`
}

/** In the feed, or out of it because its reader put it away. */
export function isMet(viewer: Viewer): Condition {
  return sql`(${inFeed(viewer)} OR st.duplicate_of IS NOT NULL OR ${hidden(viewer)})`
}

const NEW_DAYS = 3

/** Open, first seen lately, and not looked at yet. */
export function isNew(now_ms: number): Condition {
  return sql`(p.first_seen_at > ${isoOf(now_ms - NEW_DAYS * 86_400_000)}::timestamptz AND p.closed_at IS NULL AND st.seen_at IS NULL AND st.applied_at IS NULL)`
}

/** All that a filter asks for. */
export function allOf({ faceted, posting, ...others }: Conditions): Condition {
  return whereOf({ ...others, posting: [...Object.values(faceted), ...posting] })
}

/** The facets, each of which ignores its own choice when it counts. `standing`: open or closed. */
export type Faceted = 'remote' | 'seniority' | 'source' | 'employment' | 'standing'

/** The conditions of a filter, all of which hold together. */
export interface Conditions extends Wanted {
  /** As those of the posting, but named, so that a facet can leave out its own. */
  readonly faceted: Readonly<Record<Faceted, Condition>>
}

/** What a filter asks for, with its words as PostgreSQL reads them; null when it has none. */
export function conditionsOf(filter: Omit<JobFilter, 'q'>, viewer: Viewer, text: TextSearch | null): Conditions {
  const days = filter.posted_within_days
  const state = new Set(filter.state)
  const company = filter.company === undefined ? '' : companyNorm(filter.company)
  return {
    personal: [
      inFeed(viewer),
      state.has('hidden') ? hidden(viewer) : butNot(hidden(viewer)),
      ...when(filter.match_min, (score) => sql`m.score >= ${score}`),
      ...[...state].flatMap((each) => STATES[each]?.(viewer) ?? []),
    ],
    posting: [
      ...(viewer.near ? [nearCondition(viewer.near)] : when(filter.place, placeCondition)),
      ...when(filter.salary_min, (amount) => payCondition(amount, filter)),
      ...when(filter.contract, (kinds) => sql`p.contract = ANY(${kinds}::text[])`),
      ...when(
        filter.skills,
        (skills) => sql`p.skill_ids @> ${skills.map((skill) => skillNamed(skill)?.id ?? skill)}::text[]`,
      ),
      ...when(filter.language, (codes) => sql`p.language = ANY(${codes}::text[])`),
      ...(company === '' ? [] : [sql`p.company_norm LIKE ${`%${like(company)}%`}`]),
      ...(days === undefined ? [] : [sql`p.sort_at >= ${isoOf(viewer.now_ms - days * 86_400_000)}::timestamptz`]),
    ],
    words: text === null ? null : { condition: textCondition(text), in: 'text' },
    faceted: {
      remote: all(when(filter.remote, (kinds) => sql`p.remote_kind = ANY(${kinds}::text[])`)),
      seniority: all(when(filter.seniority, (levels) => sql`p.seniority = ANY(${levels}::text[])`)),
      source: all(when(filter.source, (ids) => sql`p.source_ids && ${ids}::text[]`)),
      employment: all(when(filter.employment, (kinds) => sql`p.employment && ${kinds}::text[]`)),
      standing: all([...state].flatMap((each) => STANDING[each] ?? [])),
    },
  }
}

/** Which choices of `state` say how a posting stands. */
export const STANDING: Readonly<Record<string, Condition>> = {
  open: sql`p.closed_at IS NULL`,
  closed: sql`p.closed_at IS NOT NULL`,
}

const STATES: Readonly<Record<string, (viewer: Viewer) => Condition[]>> = {
  new: (viewer) => [isNew(viewer.now_ms)],
  unseen: () => [sql`st.seen_at IS NULL`],
  saved: () => [sql`st.saved_at IS NOT NULL`],
  applied: () => [sql`st.applied_at IS NOT NULL`],
  not_applied: () => [sql`st.applied_at IS NULL`],
  own: (viewer) => [sql`p.owner_user_id = ${viewer.user_id} AND NOT p.is_sample`],
  sample: () => [sql`p.is_sample`],
  edited: (viewer) => [LIFE_CONDITIONS.edited(viewer)],
  stale: (viewer) => [LIFE_CONDITIONS.stale(viewer)],
  ghost: (viewer) => [LIFE_CONDITIONS.ghost(viewer)],
}

// Hiding a company does not take away what one has chosen of it.
function hidden({ user_id }: Viewer): Condition {
  return sql`(p.id IN (${marked(user_id, sql`marked.hidden_at IS NOT NULL`)}) OR (${ofHiddenCompany(user_id)} AND NOT ${isKept(user_id)}))`
}

function ofHiddenCompany(user_id: string): Condition {
  return sql`p.company_norm IN (SELECT h.company_norm FROM hidden_companies h WHERE h.user_id = ${user_id})`
}

/** By the box first, which an index finds, then by the distance itself. */
function nearCondition(near: Near): Condition {
  const { south, north, west, east } = boxAround(near, near.radius_km)
  return sql`p.id IN (SELECT g.posting_id FROM posting_points g
    WHERE g.lat BETWEEN ${south} AND ${north} AND g.lng BETWEEN ${west} AND ${east} AND ${kmFrom(near)} <= ${near.radius_km})`
}

/** How far the nearest place of a posting is; null where nothing is searched around. */
export function distanceTo(near: Near | null | undefined): Condition {
  return near ? sql`(SELECT min(${kmFrom(near)}) FROM posting_points g WHERE g.posting_id = p.id)` : sql`NULL::float8`
}

function kmFrom({ lat, lng }: Near): Condition {
  return sql`km_between(${lat}::float8, ${lng}::float8, g.lat, g.lng)`
}

function placeCondition(place: string): Condition {
  const patterns = placePatterns(place)
  return patterns.length === 0 ? sql`TRUE` : sql`p.places @@ ${patterns.map(nameQuery).join(' | ')}::tsquery`
}

// `|name` is the beginning of a name, `|name|` a whole one; names are single words of `places`.
function nameQuery(pattern: string): string {
  const name = pattern.replaceAll('|', '').replaceAll('\\', '\\\\').replaceAll("'", "''")
  return pattern.endsWith('|') ? `'${name}'` : `'${name}':*`
}

function payCondition(amount: number, { salary_currency: currency, salary_unknown }: JobFilter): Condition {
  const enough = sql`p.salary_year >= ${amount}${currency === undefined ? sql`` : sql` AND p.salary_currency = ${currency}`}`
  return salary_unknown === true ? sql`((${enough}) OR p.salary_year IS NULL)` : sql`(${enough})`
}

function like(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
}

function when<Value>(value: Value | undefined, condition: (value: Value) => Condition): Condition[] {
  return value === undefined || (Array.isArray(value) && value.length === 0) ? [] : [condition(value)]
}
