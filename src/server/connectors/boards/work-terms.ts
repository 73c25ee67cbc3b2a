import type { Contract, Employment, JobPosting, RemoteKind, Seniority } from '#domain/postings/posting.ts'

type Terms = Pick<JobPosting, 'employment' | 'contract'> & { readonly seniority: Seniority | null }

const EMPLOYMENT: readonly (readonly [RegExp, Employment])[] = [
  [/full[-_ ]?or[-_ ]?part|voll-? ?(und|oder) ?teilzeit/i, 'full_time'],
  [/full[-_ ]?time|vollzeit|temps plein|\bcdi plein/i, 'full_time'],
  [/part[-_ ]?time|teilzeit|temps partiel|full[-_ ]?or[-_ ]?part/i, 'part_time'],
  [/\btempor(ary|aire)\b|zeitarbeit|aushilfe/i, 'temporary'],
  [/per[-_ ]?diem/i, 'per_diem'],
  [/volunteer|ehrenamt/i, 'volunteer'],
  [/mini[- ]?job/i, 'mini_job'],
]

const CONTRACT: readonly (readonly [RegExp, Contract])[] = [
  [
    /apprentic|ausbildung|\balternance\b|apprentissage|apprendistato|lehrstelle|lernende|place de formation|dual studies|duales studium/i,
    'apprentice',
  ],
  [/\bintern\b|internship|praktikum|\bstage\b|tirocinio|trainee(ship)?/i, 'intern'],
  [/freelanc|contractor|freiberuf|selbst[sä]nd|projektbasis|\b1099\b/i, 'freelance'],
  [/\bcontract\b/i, 'freelance'],
  [/fixed[-_ ]?term|(?<!un)befristet|\bcdd\b/i, 'fixed'],
  [/\btemp(orary)?\b|zeitarbeit|\binterim\b/i, 'temp'],
  [/permanent|unbefristet|festanstellung|emploi fixe|impiego fisso|\bcdi\b/i, 'permanent'],
]

const SENIORITY: readonly (readonly [RegExp, Seniority])[] = [
  [/gesch[äa]ftsleitung|executive|\bc-level\b/i, 'executive'],
  [/director/i, 'director'],
  [/teamleitung|\blead\b/i, 'lead'],
  [/\bsenior\b/i, 'senior'],
  [/berufseinstieg|entry|junior|student/i, 'junior'],
]

/** What a source's own words ("Full-time permanent", "berufseinstieg") say about employment, contract and level. */
export function termsOf(words: readonly string[]): Terms {
  const said = words.filter((word) => word.trim() !== '')
  return {
    employment: [
      ...new Set(EMPLOYMENT.filter(([pattern]) => said.some((word) => pattern.test(word))).map(([, value]) => value)),
    ],
    contract: CONTRACT.find(([pattern]) => said.some((word) => pattern.test(word)))?.[1] ?? null,
    seniority: SENIORITY.find(([pattern]) => said.some((word) => pattern.test(word)))?.[1] ?? null,
  }
}

/** The remote kind that a short text (a location, a header) states; null when it does not say. */
export function remoteKindIn(text: string): RemoteKind | null {
  if (/\bhybrid\b|teilweise home/i.test(text)) return 'hybrid'
  const remote =
    /\bremote\b|\bwork from home\b|home[- ]?office|\btelecommute\b|\banywhere\b|\bfully distributed\b/i.test(text)
  const onsite = /\b(no|not|non)[- ]remote\b|\bon-?site\b|\bin[- ](the )?office\b|\bin-person\b|vor ort/i.test(text)
  // "Remote or onsite" leaves the choice to the person.
  if (remote && onsite) return /\b(no|not|non)[- ]remote\b/i.test(text) ? 'onsite' : 'hybrid'
  if (onsite) return 'onsite'
  return remote ? 'remote' : null
}
