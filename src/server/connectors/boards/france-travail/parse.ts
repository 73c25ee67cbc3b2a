import { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead } from '#domain/postings/job-board-port.ts'
import { placeOf } from '#domain/postings/posting.ts'
import type { PostingLocation, PostingSalary } from '#domain/postings/posting.ts'
import { dateFromText } from '#connectors/boards/dates.ts'
import { htmlFromText } from '#connectors/boards/html.ts'
import { NOT_NAMED, postingOf, webUrl } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { pageOfRows, readJson, readRow } from '#connectors/boards/reading.ts'
import { statedSalary } from '#connectors/boards/salary.ts'
import { LAST_START, PAGE, rangeRequest } from './client.ts'
import type { Config } from './client.ts'

const text = z.string().nullish()
const Row = z.object({
  id: z.string().min(1),
  intitule: z.string(),
  description: text,
  dateCreation: text,
  dateActualisation: text,
  lieuTravail: z
    .object({
      libelle: text,
      codePostal: text,
      commune: text,
      latitude: z.number().nullish(),
      longitude: z.number().nullish(),
    })
    .nullish(),
  romeLibelle: text,
  secteurActiviteLibelle: text,
  entreprise: z.object({ nom: text, logo: text }).nullish(),
  typeContrat: text,
  natureContrat: text,
  alternance: z.boolean().nullish(),
  dureeTravailLibelleConverti: text,
  salaire: z.object({ libelle: text, commentaire: text }).nullish(),
  competences: z.array(z.object({ libelle: text })).nullish(),
  origineOffre: z
    .object({ urlOrigine: text, partenaires: z.array(z.object({ nom: text, url: text })).nullish() })
    .nullish(),
})
type Row = z.output<typeof Row>

const Page = z.object({ resultats: z.array(z.unknown()) })
const CONTRACTS: Readonly<Record<string, string>> = {
  CDI: 'permanent',
  DIN: 'permanent',
  CDD: 'fixed-term',
  DDI: 'fixed-term',
  SAI: 'fixed-term',
  MIS: 'interim',
  TTI: 'interim',
  LIB: 'freelance',
}
const PERIODS: Readonly<Record<string, PostingSalary['period']>> = { Annuel: 'year', Mensuel: 'month', Horaire: 'hour' }

export function readPage(request: BoardRequest, answer: BoardAnswer, config: Config): PageRead {
  if (answer.status === 204) return { kind: 'page', items: [], rejects: [], next: null, total: 0 }
  const page = readJson(answer, Page)
  if (!page.ok) return page.failure
  const rows = page.value.resultats
  const start = Number(request.step)
  // "offres 0-149/1234"
  const counted = /\/(\d+)\s*$/.exec(answer.headers['content-range'] ?? '')?.[1]
  const total = counted === undefined ? null : Number(counted)
  const after = start + PAGE
  const more = rows.length > 0 && (total === null ? rows.length >= PAGE : after < total)
  return pageOfRows(rows, normalize, {
    next: more && after <= LAST_START ? rangeRequest(config, after) : null,
    total,
    before: start,
  })
}

function normalize(raw: unknown): Normalized {
  return readRow(raw, Row, (row) => {
    const own =
      webUrl(row.origineOffre?.urlOrigine) ?? `https://candidat.francetravail.fr/offres/recherche/detail/${row.id}`
    const partner = row.origineOffre?.partenaires?.map(({ url }) => webUrl(url)).find((url) => url !== null)
    return postingOf({
      board_id: 'france-travail',
      external_id: row.id,
      source_url: own,
      apply_url: partner ?? own,
      title: row.intitule,
      company: { name: row.entreprise?.nom, fallback: NOT_NAMED, logo_url: row.entreprise?.logo },
      locations: placesIn(row),
      salary: salaryIn(row.salaire?.libelle ?? ''),
      employment_words: [
        CONTRACTS[row.typeContrat ?? ''],
        row.natureContrat,
        row.alternance === true ? 'alternance' : null,
        row.dureeTravailLibelleConverti,
      ],
      description_html: htmlFromText(row.description),
      tags: [row.romeLibelle, row.secteurActiviteLibelle, ...(row.competences ?? []).map((each) => each.libelle)],
      language: 'fr',
      posted: dateFromText(row.dateCreation),
      updated: dateFromText(row.dateActualisation),
    })
  })
}

// "59 - Lille" with a postcode is a town, without one a department; "France" is all of it.
function placesIn({ lieuTravail: place }: Row): PostingLocation[] {
  const raw = place?.libelle ?? ''
  if (raw === '') return []
  const name = raw.replace(/^(\d{2,3}|2[AB]) - /, '').replace(/\s+\(?\d+[eE]?r?\s?(Arrondissement)?\)?$/i, '')
  const known = { country: 'FR', lat: place?.latitude ?? null, lng: place?.longitude ?? null }
  if (/^france$/i.test(name)) return [placeOf(raw, { country: 'FR' })]
  const town = place?.codePostal != null || place?.commune != null
  return [placeOf(raw, town ? { ...known, city: name } : { ...known, region: name })]
}

// "Annuel de 32000.0 Euros à 38000.0 Euros sur 12.0 mois"
function salaryIn(raw: string): PostingSalary | null {
  const [, period = '', min, max] = /^(Annuel|Mensuel|Horaire) de ([\d.]+) Euros(?: à ([\d.]+) Euros)?/.exec(raw) ?? []
  if (min === undefined) return null
  return statedSalary({
    min: Number(min),
    max: Number(max ?? min),
    currency: 'EUR',
    period: PERIODS[period] ?? null,
    raw,
    origin: 'parsed',
  })
}
