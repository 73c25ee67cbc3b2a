import type { Contract, Employment, RemoteKind, Seniority } from '#contract/posting-fields.ts'

const LEVELS: readonly (readonly [RegExp, Seniority])[] = [
  [
    /\b(praktik\w*|intern(ship)?|werkstudent\w*|working student|stagiaire|trainee|student(ische)?|auszubildende\w*|azubi|apprentice)\b/i,
    'intern',
  ],
  [/\b(ceo|cto|cfo|coo|cio|chief|vice president|vp|geschäftsführ\w*|vorstand\w*|executive director)\b/i, 'executive'],
  [/\b(director|direktor\w*|head of|bereichsleit\w*|abteilungsleit\w*|leiter\w*)\b/i, 'director'],
  [/\b(lead|principal|staff|teamleit\w*|team lead|teamlead|gruppenleit\w*|architekt\w*leit\w*)\b/i, 'lead'],
  [/\b(senior|sr\.?|sénior|expert\w*|erfahrene\w*)(?!\s+living)(?=\W|$)/i, 'senior'],
  [/\b(junior|jr\.?|entry[- ]level|graduate|absolvent\w*|berufseinsteiger\w*|associate)(?=\W|$)/i, 'junior'],
  [/\b(mid[- ]?level|intermediate|mid-senior|berufserfahren\w*|professional)\b/i, 'mid'],
]

/** The level that a title states; null when it states none, which is not the same as "mid". */
export function seniorityIn(title: string): Seniority | null {
  return LEVELS.find(([words]) => words.test(title))?.[1] ?? null
}

/** Where the work is done, as a text says it; null when it does not. */
export function remoteIn(text: string): RemoteKind | null {
  if (/\bhybrid\w*|\bteilweise (remote|home)|\btage (im )?home.?office|\bdays? (on[- ]?site|in the office)/i.test(text))
    return 'hybrid'
  if (/\b(no|not|non|kein)[- ]?(remote|home.?office)|\bon-?site\b|\bvor ort\b|\bin[- ]office\b/i.test(text))
    return 'onsite'
  if (/\bremote\b|\bwork from home\b|\bhome.?office\b|\btélétravail\b|\bortsunabhängig\b/i.test(text)) return 'remote'
  return null
}

const HOURS: readonly (readonly [RegExp, Employment])[] = [
  [/full[- ]?time|vollzeit|temps plein/i, 'full_time'],
  [/part[- ]?time|teilzeit|temps partiel/i, 'part_time'],
  [/mini-?job/i, 'mini_job'],
]

/** Full time, part time or both, as a text says it. */
export function employmentIn(text: string): Employment[] {
  return HOURS.filter(([words]) => words.test(text)).map(([, kind]) => kind)
}

const CONTRACTS: readonly (readonly [RegExp, Contract])[] = [
  [/\bpraktik\w*|\binternship\b|\bstage\b/i, 'intern'],
  [/\bausbildung(splatz)?\b|\bapprenticeship\b/i, 'apprentice'],
  [/\bfreelanc\w*|\bfreiberuflich\w*|\bcontractor\b/i, 'freelance'],
  [/\bunbefristet\w*|\bpermanent\b|\bfestanstellung\b|\bCDI\b/i, 'permanent'],
  [/\bbefristet\w*|\bfixed[- ]term\b|\bCDD\b/i, 'fixed'],
]

/** The kind of contract, as a text says it. */
export function contractIn(text: string): Contract | null {
  return CONTRACTS.find(([words]) => words.test(text))?.[1] ?? null
}
