import type { Match, MatchPart, MatchPartName, MatchSkill, MatchWeights } from '#contract/match.ts'
import type { RemoteKind, Seniority } from '#contract/posting-fields.ts'
import { agoInWords, wholeDays } from '#domain/time/elapsed.ts'
import type { FeedPosting } from './feed-posting.ts'
import { languageName } from './language-name.ts'
import { yearly } from './pay.ts'
import { countryNamed, isIn, placeText } from './place.ts'
import { MATCH_PARTS, pointsOf, scoreOf } from '#domain/match-weights/weights.ts'
import { skillOf } from '#domain/skills/find.ts'
import { knownSkills, nearest, upTo } from '#domain/skills/known.ts'
import { titleFit } from './title-fit.ts'

/** What a person brings and wishes, as far as a match looks at it. */
export interface MatchProfile {
  readonly skills: readonly { readonly name: string; readonly level: number }[]
  readonly titles_wanted: readonly string[]
  readonly preferred_locations: readonly string[]
  readonly remote_preference: readonly RemoteKind[]
  /** A year's pay in minor units. */
  readonly salary_floor: { readonly amount: number; readonly currency: string } | null
  readonly languages: readonly { readonly code: string; readonly level: string }[]
  readonly years_experience: number | null
  /** What each part is worth to the person; `WEIGHTS` where they chose nothing. */
  readonly weights?: Readonly<MatchWeights> | undefined
}

/** The fields of a posting that a match looks at. */
export type MatchPosting = Pick<
  FeedPosting,
  | 'title'
  | 'skills'
  | 'locations'
  | 'remote_kind'
  | 'remote_countries'
  | 'seniority'
  | 'salary_min'
  | 'salary_max'
  | 'salary_currency'
  | 'salary_period'
  | 'languages'
  | 'language'
> & { readonly posted_at: string | null; readonly first_seen_at: string }

/** What each part is worth to who says nothing else; together 100. */
export const WEIGHTS: Readonly<MatchWeights> = {
  skills: 30,
  title: 15,
  place: 15,
  seniority: 10,
  salary: 15,
  language: 10,
  freshness: 5,
}

type Verdict = { share: number | null; reason: string; values?: MatchPart['values']; text: string }
const unknown = (reason: string, text: string): Verdict => ({ share: null, reason, text })

/** Grows with every change of the formula: scores that were worked out by an earlier one are worked out again. */
export const FORMULA = 2

/**
 * How well a posting fits, 0 to 100. What is not known, of the person or of the posting, counts as half of its points,
 * neither for nor against, and says so. There is a score only once the skills or the title can be compared and one
 * further thing besides; how fresh a posting is says nothing of how it fits, so freshness is not that thing.
 */
export function matchOf(profile: MatchProfile, posting: MatchPosting, now: string): Match {
  const { met, missing } = compareSkills(profile, posting)
  const verdicts: Readonly<Record<MatchPartName, Verdict>> = {
    skills: skillShare(profile, { met, missing }),
    title: titleShare(profile, posting),
    place: placeShare(profile, posting),
    seniority: seniorityShare(profile, posting),
    salary: salaryShare(profile, posting),
    language: languageShare(profile, posting),
    freshness: freshness(posting, now),
  }
  const weights = profile.weights ?? WEIGHTS
  const parts = MATCH_PARTS.map((name) => part(name, verdicts[name], weights[name]))
  const known = parts.filter((each) => each.points !== null && each.part !== 'freshness').map((each) => each.part)
  const enough = known.length >= 2 && (known.includes('skills') || known.includes('title'))
  return { score: enough ? scoreOf(parts) : null, parts, skills_met: met, skills_missing: missing }
}

function part(name: MatchPartName, { share: exact, reason, values, text }: Verdict, of: number): MatchPart {
  const share = exact === null ? null : Math.round(exact * 10_000) / 10_000
  return {
    part: name,
    share,
    points: share === null ? null : pointsOf(share, of),
    of,
    reason,
    values: values ?? {},
    text,
  }
}

type Compared = { met: MatchSkill[]; missing: MatchSkill[] }

function compareSkills({ skills }: MatchProfile, posting: MatchPosting): Compared {
  const mine = knownSkills(skills)
  const all = posting.skills.map((skill): MatchSkill => {
    const have = mine.levels.get(skill.id) ?? null
    const near = have === null ? (nearest(mine, skill.id, skill.level)?.name ?? null) : null
    return { id: skill.id, name: skill.name, have, asked: skill.level, required: skill.required, near }
  })
  return {
    met: all.filter((skill) => skill.have !== null),
    // Traits are in every other posting and in few profiles: who does not list them misses nothing.
    missing: all.filter((skill) => skill.have === null && !isTrait(skill)),
  }
}

const isTrait = ({ id }: Pick<MatchSkill, 'id'>) => skillOf(id)?.category === 'traits'

function skillShare(profile: MatchProfile, { met, missing }: Compared): Verdict {
  const all = met.length + missing.length
  if (all === 0) return unknown('skills_not_named', 'The posting names no skills that we know.')
  if (profile.skills.length === 0) return unknown('skills_not_given', 'Your profile lists no skills yet.')
  const mine = knownSkills(profile.skills)
  const weight = (skill: MatchSkill) => (skill.required ? 2 : 1)
  const credit = (skill: MatchSkill) => {
    const direct = skill.have === null ? 0 : isTrait(skill) ? 1 : upTo(skill.have, skill.asked)
    return Math.max(direct, nearest(mine, skill.id, skill.asked)?.credit ?? 0)
  }
  const sum = (each: (skill: MatchSkill) => number) =>
    [...met, ...missing].reduce((total, skill) => total + weight(skill) * each(skill), 0)
  const nearby = missing.filter((skill) => skill.near !== null)
  const [first] = nearby
  const more = nearby.length > 1 ? ` and ${nearby.length - 1} more` : ''
  return {
    share: sum(credit) / sum(() => 1),
    reason: 'skills_met',
    values: { met: met.length, of: all, near: nearby.length },
    text: `${met.length} of ${all} met${first === undefined ? '' : `, near: ${first.near} for ${first.name}${more}`}`,
  }
}

function titleShare({ titles_wanted }: MatchProfile, posting: MatchPosting): Verdict {
  if (titles_wanted.length === 0) return unknown('titles_not_given', 'Your profile names no title that you look for.')
  const fits = titles_wanted
    .map((title) => ({ title, share: titleFit(title, posting.title) }))
    .toSorted((a, b) => (b.share ?? -1) - (a.share ?? -1))
  const [best] = fits
  if (best === undefined || best.share === null)
    return unknown('title_unclear', 'The title says too little to compare it.')
  const values = { title: best.title }
  if (best.share >= 1) return { share: 1, reason: 'title_wanted', values, text: `title you look for: ${best.title}` }
  if (best.share > 0)
    return { share: best.share, reason: 'title_near', values, text: `near a title you look for: ${best.title}` }
  return { share: 0, reason: 'title_other', text: 'none of the titles you look for' }
}

function placeShare(profile: MatchProfile, posting: MatchPosting): Verdict {
  const { preferred_locations: places, remote_preference: ways } = profile
  if (places.length === 0 && ways.length === 0)
    return unknown('place_not_wished', 'Your profile names no place and no way of working.')
  const kind = posting.remote_kind
  const text = placeText(posting.locations, posting.remote_countries)
  const way = ways.length === 0 || kind === null ? null : ways.includes(kind)
  const near = places.length === 0 || text === '' ? null : isNear(posting, places, text)
  const values = { kind, place: posting.locations[0]?.raw ?? null }
  if (kind === 'remote' && way !== false) {
    if (near === false)
      return { share: 0.5, reason: 'remote_elsewhere', values, text: 'remote, but from another country or place' }
    return { share: 1, reason: 'remote', values, text: 'remote' }
  }
  if (way === null && near === null)
    return unknown('place_unknown', `The posting does not say ${text === '' ? 'where' : 'in which country'}.`)
  if (near === false) return { share: 0, reason: 'elsewhere', values, text: 'not at a place you named' }
  if (way === false)
    return {
      share: near === true ? 0.5 : 0,
      reason: 'other_way',
      values,
      text: `${near === true ? 'right place, but ' : ''}${kind ?? ''}`,
    }
  return {
    share: 1,
    reason: near === true ? 'near' : 'way_fits',
    values,
    text: near === true ? `at a place you named${kind === null ? '' : `, ${kind}`}` : (kind ?? ''),
  }
}

// A town of which the country is not known may well lie in the country that one wishes for.
function isNear({ locations }: MatchPosting, places: readonly string[], text: string): boolean | null {
  if (places.some((place) => isIn(text, place))) return true
  const country = (place: string) => countryNamed(place) !== null || /^(?:eu|europ[ea]|dach)$/i.test(place.trim())
  return locations.some((location) => location.country === null) && places.some(country) ? null : false
}

const RANK: Readonly<Record<Seniority, number>> = {
  intern: 0,
  junior: 1,
  mid: 2,
  senior: 3,
  lead: 4,
  director: 5,
  executive: 6,
}

function seniorityShare({ years_experience: years }: MatchProfile, posting: MatchPosting): Verdict {
  if (posting.seniority === null) return unknown('level_not_stated', 'The posting states no level.')
  if (years === null) return unknown('years_not_given', 'Your profile does not say how many years you bring.')
  const mine = years < 1 ? 0.5 : years < 3 ? 1 : years < 5 ? 2 : years < 9 ? 3 : 4
  const asked = RANK[posting.seniority]
  const share = Math.max(0, 1 - Math.max(0, Math.abs(asked - mine) - 0.5) * (asked > mine ? 0.45 : 0.3))
  return {
    share,
    reason: 'level',
    values: { years, level: posting.seniority },
    text: `${years} years, asked: ${posting.seniority}`,
  }
}

function salaryShare({ salary_floor: floor }: MatchProfile, posting: MatchPosting): Verdict {
  if (floor === null) return unknown('floor_not_given', 'Your profile names no salary floor.')
  const low = yearly(posting.salary_min, posting.salary_period)
  const high = yearly(posting.salary_max ?? posting.salary_min, posting.salary_period)
  if (high === null && (posting.salary_max ?? posting.salary_min) !== null)
    return unknown('period_not_stated', 'The posting does not say for which period its pay is.')
  if (high === null) return unknown('pay_not_stated', 'The posting states no pay.')
  if (posting.salary_currency !== floor.currency)
    return unknown(
      'other_currency',
      `Pay is in ${posting.salary_currency ?? 'another currency'}, your floor in ${floor.currency}.`,
    )
  const values = { floor: floor.amount, currency: floor.currency }
  if ((low ?? high) >= floor.amount)
    return { share: 1, reason: 'above_floor', values, text: 'all of the range is above your floor' }
  if (high >= floor.amount)
    return { share: 0.8, reason: 'floor_inside', values, text: 'your floor is inside the range' }
  return {
    share: Math.max(0, 1 - ((floor.amount - high) / floor.amount) * 5) * 0.6,
    reason: 'below_floor',
    values,
    text: 'below your floor',
  }
}

const STEPS: Readonly<Record<string, number>> = { A1: 1, A2: 2, B1: 3, B2: 4, C1: 5, C2: 6, native: 7 }

function languageShare({ languages }: MatchProfile, posting: MatchPosting): Verdict {
  // A posting that asks for no language is read in the one it is written in.
  const written = posting.language === null ? [] : [{ code: posting.language, level: null }]
  const asked = posting.languages.length === 0 ? written : posting.languages
  if (asked.length === 0) return unknown('language_not_stated', 'The posting does not say which language.')
  if (languages.length === 0) return unknown('languages_not_given', 'Your profile lists no languages yet.')
  const mine = new Map(languages.map((language) => [language.code, STEPS[language.level] ?? 0]))
  const shares = asked.map(({ code, level }) => Math.min(1, (mine.get(code) ?? 0) / (STEPS[level ?? 'B2'] ?? 4)))
  const names = asked.map(({ code, level }) => `${languageName(code)}${level === null ? '' : ` ${level}`}`).join(', ')
  const share = shares.reduce((sum, each) => sum + each, 0) / shares.length
  const reason = posting.languages.length === 0 ? 'written_in' : 'languages_asked'
  return {
    share,
    reason,
    values: { asked: names },
    text: posting.languages.length === 0 ? `written in ${names}` : `asked: ${names}`,
  }
}

function freshness(posting: MatchPosting, now: string): Verdict {
  const from = posting.posted_at ?? posting.first_seen_at
  const days = wholeDays(from, now)
  const share = days <= 2 ? 1 : days >= 45 ? 0 : 1 - (days - 2) / 43
  const verb = posting.posted_at === null ? 'first seen' : 'posted'
  return {
    share,
    reason: posting.posted_at === null ? 'seen_days_ago' : 'posted_days_ago',
    values: { days },
    text: `${verb} ${agoInWords(from, now)}`,
  }
}
