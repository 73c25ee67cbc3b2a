import { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead } from '#domain/postings/job-board-port.ts'
import type { PostingLocation, PostingRemote, PostingSalary } from '#domain/postings/posting.ts'
import { dateFromText } from '#connectors/boards/dates.ts'
import { inPart } from '#connectors/boards/details.ts'
import { htmlFromText } from '#connectors/boards/html.ts'
import { placeFromFields } from '#connectors/boards/place.ts'
import { NOT_NAMED, postingOf, reject } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { pageOfRows, readJson, readRow } from '#connectors/boards/reading.ts'
import { statedSalary } from '#connectors/boards/salary.ts'
import { PAGE, jobRequest, searchRequest } from './client.ts'
import type { Config } from './client.ts'

const text = z.string().nullish()
const flag = z.boolean().nullish()
const amount = z.number().nullish()
const Address = z.object({ plz: text, ort: text, region: text, land: text })
// The search and the single posting call the same things by different names.
const Row = z.object({
  referenznummer: text,
  refnr: text,
  stellenangebotsTitel: text,
  titel: text,
  firma: text,
  arbeitgeber: text,
  stellenlokationen: z.array(z.object({ adresse: Address.nullish(), breite: amount, laenge: amount })).nullish(),
  arbeitsorte: z.array(Address.extend({ koordinaten: z.object({ lat: amount, lon: amount }).nullish() })).nullish(),
  stellenangebotsart: text,
  angebotsart: text,
  arbeitszeitVollzeit: flag,
  arbeitszeitTeilzeitFlexibel: flag,
  arbeitszeitTeilzeitVormittag: flag,
  arbeitszeitTeilzeitNachmittag: flag,
  arbeitszeitmodelle: z.array(z.string()).nullish(),
  istGeringfuegigeBeschaeftigung: flag,
  vertragsdauer: text,
  befristung: text,
  homeofficemoeglich: flag,
  homeofficetyp: text,
  verguetungsangabe: text,
  gehaltsspanneVon: amount,
  gehaltsspanneBis: amount,
  verguetung: text,
  datumErsteVeroeffentlichung: text,
  ersteVeroeffentlichungsdatum: text,
  aktuelleVeroeffentlichungsdatum: text,
  aenderungsdatum: text,
  modifikationsTimestamp: text,
  externeURL: text,
  allianzpartnerUrl: text,
  hauptberuf: text,
  beruf: text,
  stellenangebotsBeschreibung: text,
  stellenbeschreibung: text,
})
type Row = z.output<typeof Row>

const Search = z.object({ ergebnisliste: z.array(z.unknown()).nullish(), maxErgebnisse: z.number() })
const PERIODS: Readonly<Record<string, PostingSalary['period']>> = {
  JAHRESGEHALT: 'year',
  MONATSGEHALT: 'month',
  STUNDENLOHN: 'hour',
}

export function readPage(request: BoardRequest, answer: BoardAnswer, config: Config): PageRead {
  if (request.step === 'job') {
    const row = readJson(answer, z.unknown())
    return row.ok ? pageOfRows([row.value], normalize, { next: null, total: 1 }) : row.failure
  }
  const search = readJson(answer, Search)
  if (!search.ok) return search.failure
  const { ergebnisliste, maxErgebnisse: total } = search.value
  const rows = ergebnisliste ?? []
  const number = Number(request.step)
  const before = (number - 1) * PAGE
  const next = rows.length > 0 && before + PAGE < total ? searchRequest(config, number + 1) : null
  return inPart(pageOfRows(rows, normalize, { next, total, before }), (posting) => jobRequest(posting.external_id))
}

function normalize(raw: unknown): Normalized {
  return readRow(raw, Row, (row) => {
    const id = row.referenznummer ?? row.refnr ?? ''
    if (id === '') return reject(null, 'schema', 'It has no reference number.')
    const url = `https://www.arbeitsagentur.de/jobsuche/jobdetail/${encodeURIComponent(id)}`
    return postingOf({
      board_id: 'arbeitsagentur',
      external_id: id,
      source_url: url,
      apply_url: row.externeURL ?? row.allianzpartnerUrl ?? url,
      ats: { vendor: 'arbeitsagentur', tenant: 'de', id, requisition_id: null },
      title: row.stellenangebotsTitel ?? row.titel ?? '',
      company: { name: row.firma ?? row.arbeitgeber, fallback: NOT_NAMED },
      locations: placesOf(row),
      remote: { kind: kindOf(row), how: 'stated' },
      salary: statedSalary({
        min: row.gehaltsspanneVon,
        max: row.gehaltsspanneBis,
        currency: 'EUR',
        period: PERIODS[row.verguetungsangabe ?? ''] ?? null,
        raw: row.verguetung,
      }),
      employment_words: wordsOf(row),
      description_html: htmlFromText(
        (row.stellenangebotsBeschreibung ?? row.stellenbeschreibung ?? '').replaceAll('**', ''),
      ),
      tags: [row.hauptberuf ?? row.beruf],
      posted: dateFromText(
        row.datumErsteVeroeffentlichung ?? row.ersteVeroeffentlichungsdatum ?? row.aktuelleVeroeffentlichungsdatum,
      ),
      updated: dateFromText(row.aenderungsdatum ?? row.modifikationsTimestamp),
    })
  })
}

function placesOf(row: Row): PostingLocation[] {
  const places = [
    ...(row.stellenlokationen ?? []).map(({ adresse, breite, laenge }) => ({ ...adresse, lat: breite, lng: laenge })),
    ...(row.arbeitsorte ?? []).map(({ koordinaten, ...at }) => ({
      ...at,
      lat: koordinaten?.lat,
      lng: koordinaten?.lon,
    })),
  ]
  return places.flatMap(({ ort, region, land, lat, lng }) => {
    const place = placeFromFields({ city: ort, region: capital(region), country: land })
    return place === null ? [] : [{ ...place, lat: lat ?? null, lng: lng ?? null }]
  })
}

// "NORDRHEIN_WESTFALEN"
function capital(word: string | null | undefined): string | null {
  if (word == null || word !== word.toUpperCase()) return word ?? null
  return word
    .toLowerCase()
    .replaceAll('_', '-')
    .replaceAll(/(^|-)\p{L}/gu, (letter) => letter.toUpperCase())
}

// False is what nobody filled in.
function kindOf(row: Row): PostingRemote['kind'] | null {
  if (row.homeofficemoeglich !== true) return null
  return /voll|komplett|ausschlie/i.test(row.homeofficetyp ?? '') ? 'remote' : 'hybrid'
}

function wordsOf(row: Row): (string | null | undefined)[] {
  const part = row.arbeitszeitTeilzeitFlexibel ?? row.arbeitszeitTeilzeitVormittag ?? row.arbeitszeitTeilzeitNachmittag
  return [
    row.stellenangebotsart ?? row.angebotsart,
    row.vertragsdauer ?? row.befristung,
    ...(row.arbeitszeitmodelle ?? []),
    row.arbeitszeitVollzeit === true ? 'Vollzeit' : null,
    part === true ? 'Teilzeit' : null,
    row.istGeringfuegigeBeschaeftigung === true ? 'Minijob' : null,
  ]
}
