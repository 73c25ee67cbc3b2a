import { companyKey, titleWords } from '#domain/applications/similar.ts'
import type { FeedPosting } from './feed-posting.ts'
import { languageOf } from './language.ts'
import type { JobPosting } from './posting.ts'
import { payOffered } from './pay.ts'
import { plainPlaces } from './place.ts'
import { skillsIn } from '#domain/skills/find.ts'
import { languagesAskedIn } from './spoken.ts'
import { contractIn, employmentIn, remoteIn } from './terms.ts'
import { seniorityOf } from './seniority.ts'

// "Manager:in", "(Ref.Nr.: 4711)", "(m,w,d)", "(H/F)", "Conseiller/ère", "Kaufmann/-frau", "80–100 %".
const NOT_THE_JOB =
  /\([mwfdxgnh](?:\s?[,|/·]\s?(?:[mwfdxgnh*]|divers|k\.?\s?a\.?)){1,4}\)|(?<!\p{L})(?:[fm]\/h|h\/f|m\/w|w\/m|m\/f|f\/m)(?:\/divers)?(?![\p{L}/])|\(?\ball genders\b\)?|\(gn\)|\(e\)|[-/·.]ère?s?(?!\p{L})|·e?s?(?!\p{L})|\/-?frau(?!\p{L})|(?<!\p{L})ab sofort(?!\p{L})|(?<!\p{L})gesucht(?!\p{L})|(?:\d{2,3}\s?%?\s?[-–]\s?)?\d{2,3}\s?%|[:*_/]-?in(?:nen)?(?!\p{L})|\(in\)|\(?\b(?:ref(?:erenz)?|kennziffer|job-?id)\.?[ -]?(?:nr|no|id)?\.?\s*:?\s*[\w/-]*\d[\w/-]*\)?/giu

/** The words that decide whether two titles are the same. */
export function titleNorm(title: string): string {
  return [...titleWords(title.replaceAll(NOT_THE_JOB, ' '))].join(' ')
}

// Legal forms of more than one word or with signs in them.
const FORMS =
  /\(?haftungsbeschr(?:ä|ae)nkt\)?|(?<!\p{L})(?:s\.? ?à ?r\.? ?l\.?|ggmbh|e\. ?v\.|a\/s|pbc|aör)(?!\p{L})/giu

/** A company without what differs between two spellings of its name. */
export function companyNorm(company: string): string {
  // A name of signs only is compared as it is.
  return companyKey(company.replaceAll(FORMS, ' ')) || company.trim().toLowerCase()
}

/** What one source says, as the feed keeps it: names for comparing, skills, languages, level added where the text states them. */
export function toFeedPosting(posting: JobPosting): FeedPosting {
  const text = blank(posting.description_text)
  const { remote } = posting
  const salary = posting.salary ?? payRead(posting.description_text)
  const locations = plainPlaces(posting.locations)
  // Where a remote posting names countries as its place, one may work from there.
  const named =
    remote.kind === 'remote' ? locations.filter((each) => each.city === null).flatMap((each) => each.country ?? []) : []
  return {
    title: posting.title,
    title_norm: titleNorm(posting.title),
    company: posting.company.name,
    company_norm: companyNorm(posting.company.name),
    company_domain: posting.company.domain,
    company_logo_url: posting.company.logo_url,
    locations,
    remote_kind: remote.kind === 'unknown' ? remoteIn(posting.title) : remote.kind,
    remote_countries: [...new Set(remote.countries.length > 0 ? remote.countries : named)],
    remote_timezones: [],
    salary_min: positive(salary?.min),
    salary_max: positive(salary?.max),
    salary_currency: salary?.currency ?? null,
    salary_period: salary?.period ?? null,
    salary_gross: null,
    salary_origin: salary?.origin ?? null,
    salary_text: salary?.raw ?? null,
    employment: posting.employment.length > 0 ? [...posting.employment] : employmentIn(posting.title),
    // A title says it of this very job; sources file a job under a word of their own list.
    contract: contractIn(posting.title) ?? posting.contract,
    workload_min: posting.workload?.min ?? null,
    workload_max: posting.workload?.max ?? null,
    seniority: seniorityOf(posting.title, posting.seniority),
    description_html: blank(posting.description_html),
    description_text: text,
    skills: skillsIn({ title: posting.title, text, tags: posting.tags }),
    tags: [...posting.tags],
    languages: text === null ? [] : languagesAskedIn(text),
    language: posting.language ?? (text === null ? null : languageOf(text)),
    apply_url: posting.apply_url,
    source_url: blank(posting.source_url),
    requisition_id: posting.ats?.requisition_id ?? null,
    posted_at: posting.posted_at,
    posted_precision: posting.posted_at === null ? null : posting.posted_precision,
    source_updated_at: posting.updated_at,
    expires_at: posting.expires_at,
  }
}

// What the source states in fields counts; else what its text offers.
function payRead(text: string): JobPosting['salary'] {
  const pay = payOffered(text)
  return pay === null ? null : { ...pay, origin: 'parsed' }
}

// Beyond every pay there is: a mistake of the source, which a year of such hours would take out of all numbers.
const MOST_PAY = 9_000_000_000_000

function positive(value: number | null | undefined): number | null {
  return value !== null && value !== undefined && Number.isInteger(value) && value > 0 && value <= MOST_PAY
    ? value
    : null
}

function blank(text: string): string | null {
  return text.trim() === '' ? null : text
}
