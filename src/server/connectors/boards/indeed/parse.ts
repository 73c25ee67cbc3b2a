import { z } from 'zod'
import { dateFromEpoch } from '#connectors/boards/dates.ts'
import { placeFromText } from '#connectors/boards/place.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { readRow } from '#connectors/boards/reading.ts'
import { parsedSalary, periodIn, statedSalary } from '#connectors/boards/salary.ts'
import type { Bare, Named, OpenPage } from '#connectors/boards/open-page/site.ts'
import { objectsIn, stateAfter } from '#connectors/boards/open-page/state.ts'
import { remoteKindIn } from '#connectors/boards/work-terms.ts'

const text = z.string().nullish()
const Card = z.object({
  jobkey: z.string().min(1),
  title: text,
  displayTitle: text,
  company: text,
  formattedLocation: text,
  extractedSalary: z.object({ min: z.number().nullish(), max: z.number().nullish(), type: text }).nullish(),
  salarySnippet: z.object({ currency: text, text }).nullish(),
  jobTypes: z.array(z.string()).nullish(),
  taxonomyAttributes: z
    .array(z.object({ label: text, attributes: z.array(z.object({ label: text })).nullish() }))
    .nullish(),
  remoteLocation: z.boolean().nullish(),
  remoteWorkModel: z.object({ text }).nullish(),
  pubDate: z.number().nullish(),
  expired: z.boolean().nullish(),
  snippet: text,
})
type Card = z.output<typeof Card>

const Opened = z.object({
  jobInfoHeaderModel: z.object({ jobTitle: text, companyName: text, formattedLocation: text }),
  sanitizedJobDescription: z.union([z.string(), z.object({ content: text })]).nullish(),
})

// /viewjob?jk=…, /rc/clk?jk=… (in mails), ?vjk=… beside a list of results.
export function named(url: URL): Named | null {
  const key = url.searchParams.get('jk') ?? url.searchParams.get('vjk') ?? ''
  return /^[0-9a-f]{16}$/.test(key) ? { id: key, url: `https://${url.hostname}/viewjob?jk=${key}` } : null
}

/** What the scripts of a page are given: the cards of a search, or the one posting that is open. */
export function stateIn(page: OpenPage, of: (named: Named, bare: Bare) => Normalized): Normalized[] {
  const host = page.url?.hostname ?? 'www.indeed.com'
  const cards = stateAfter(page.scripts, 'mosaic-provider-jobcards"]')
  const found = objectsIn(cards, (object) => 'jobkey' in object && 'company' in object)
  const read = (raw: unknown) =>
    readRow(raw, Card, (card) =>
      of({ id: card.jobkey, url: `https://${host}/viewjob?jk=${card.jobkey}` }, bareOf(card)),
    )
  return [...found.map(read), ...openedIn(page, of)]
}

function bareOf(card: Card): Bare {
  const pay = card.extractedSalary
  const types = (card.taxonomyAttributes ?? []).filter(({ label }) => /job-types/.test(label ?? ''))
  return {
    title: card.displayTitle ?? card.title ?? '',
    company: { name: card.company },
    locations: card.formattedLocation ? [placeFromText(withoutCode(card.formattedLocation))] : [],
    remote: {
      kind: remoteKindIn(card.remoteWorkModel?.text ?? '') ?? (card.remoteLocation === true ? 'remote' : null),
      how: 'stated',
    },
    // -1 stands for a bound that is not known.
    salary: pay
      ? statedSalary({
          min: pay.min,
          max: pay.max,
          currency: card.salarySnippet?.currency,
          period: periodIn(pay.type),
          raw: card.salarySnippet?.text,
        })
      : parsedSalary(card.salarySnippet?.text ?? ''),
    employment_words: [
      ...(card.jobTypes ?? []),
      ...types.flatMap(({ attributes }) => (attributes ?? []).map(({ label }) => label)),
    ],
    description_html: card.snippet,
    posted: dateFromEpoch(card.pubDate, 'ms'),
    closed: card.expired === true,
  }
}

function openedIn(page: OpenPage, of: (named: Named, bare: Bare) => Normalized): Normalized[] {
  const at = page.url === null ? null : named(page.url)
  if (at === null) return []
  const found = objectsIn(stateAfter(page.scripts, '_initialData'), (object) => 'jobInfoHeaderModel' in object)
  return found.slice(0, 1).flatMap((raw) => {
    const opened = Opened.safeParse(raw)
    if (!opened.success) return []
    const { jobInfoHeaderModel: head, sanitizedJobDescription: body } = opened.data
    return of(at, {
      title: head.jobTitle ?? '',
      company: { name: head.companyName },
      locations: head.formattedLocation ? [placeFromText(withoutCode(head.formattedLocation))] : [],
      description_html: typeof body === 'string' ? body : (body?.content ?? ''),
    })
  })
}

// "Webster, TX 77598"
function withoutCode(place: string): string {
  return place.replace(/(?<=\b[A-Z]{2}) \d{5}$/, '')
}
