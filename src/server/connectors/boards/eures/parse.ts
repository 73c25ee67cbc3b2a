import { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead } from '#domain/postings/job-board-port.ts'
import { dateFromEpoch } from '#connectors/boards/dates.ts'
import { htmlFromText } from '#connectors/boards/html.ts'
import { countryName, countryOfField, placeFromFields } from '#connectors/boards/place.ts'
import { NOT_NAMED, postingOf } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { pageOfRows, readJson, readRow } from '#connectors/boards/reading.ts'
import { PAGE, jobUrl, pageRequest } from './client.ts'
import type { Wanted } from './client.ts'

const text = z.string().nullish()
const Page = z.object({ jvs: z.array(z.unknown()), numberRecords: z.number() })
const Row = z.object({
  id: z.string().min(1),
  title: z.string(),
  description: text,
  creationDate: z.number().nullish(),
  lastModificationDate: z.number().nullish(),
  locationMap: z.record(z.string(), z.unknown()).nullish(),
  employer: z.object({ name: text }).nullish(),
  positionScheduleCodes: z.array(z.string()).nullish(),
  positionOfferingCode: text,
})

// The Union writes two countries in its own way.
const UNION: Readonly<Record<string, string>> = { EL: 'GR', UK: 'GB' }
const OFFERS: Readonly<Record<string, string>> = {
  apprenticeship: 'apprenticeship',
  internship: 'internship',
  temporary: 'temporary',
}

export function readPage(request: BoardRequest, answer: BoardAnswer, wanted: Wanted): PageRead {
  const page = readJson(answer, Page)
  if (!page.ok) return page.failure
  const { jvs, numberRecords } = page.value
  const number = Number(request.step)
  const before = (number - 1) * PAGE
  const next = before + PAGE < numberRecords ? pageRequest(wanted, number + 1) : null
  return pageOfRows(jvs, normalize, { next, total: numberRecords, before })
}

function normalize(raw: unknown): Normalized {
  return readRow(raw, Row, (row) => {
    // Regions come as numbers of a statistical map (DE12B): only the country is sure.
    const countries = Object.keys(row.locationMap ?? {}).flatMap((code) => countryOfField(UNION[code] ?? code) ?? [])
    return postingOf({
      board_id: 'eures',
      external_id: row.id,
      source_url: jobUrl(row.id),
      ...atGermanService(row.id),
      title: row.title,
      company: { name: row.employer?.name, fallback: NOT_NAMED },
      locations: countries.flatMap((country) => placeFromFields({ country, raw: countryName(country) }) ?? []),
      employment_words: [...(row.positionScheduleCodes ?? []), OFFERS[row.positionOfferingCode ?? '']],
      description_html: htmlFromText(row.description),
      posted: dateFromEpoch(row.creationDate, 'ms'),
      updated: dateFromEpoch(row.lastModificationDate, 'ms'),
    })
  })
}

// The id of a posting of the German service is its reference number there, with a version: "10001-1003091820-S 1".
function atGermanService(id: string) {
  const reference = /^(\d{5}-[\w-]+-S)(?: \d+)?$/.exec(Buffer.from(id, 'base64url').toString('latin1'))?.[1]
  return reference === undefined
    ? {}
    : { ats: { vendor: 'arbeitsagentur', tenant: 'de', id: reference, requisition_id: null } }
}
