import { DAY_MS, cityOf, companyOf, pick, prose, skillOf, slugOf, titleOf, upTo } from './synthetic.ts'
import type { Json } from './synthetic.ts'

/** Interfaces that were not made for programs. */
export interface GreyFeeds {
  /** Whole postings, of which the search shows a part. */
  arbeitsagentur: Json[]
  /** By the employer's name and that of its site: "acme/Careers". */
  readonly workday: Map<string, Json[]>
}

export function greyFeeds(now: number): GreyFeeds {
  return {
    arbeitsagentur: arbeitsagenturJobs(24, now),
    workday: new Map([['acme/Careers', workdayJobs(33, now)]]),
  }
}

/** Countries and regions are shouted, texts are Markdown, and "no home office" is what nobody filled in. */
function arbeitsagenturJobs(count: number, now: number): Json[] {
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  return upTo(count).map((n) => ({
    referenznummer: n % 3 === 0 ? `12117-MADE-UP-${n}-S` : `10001-${1_000_000_000 + n}-S`,
    stellenangebotsTitel: titleOf(n),
    stellenangebotsart: n % 8 === 7 ? 'AUSBILDUNG' : 'ARBEIT',
    firma: companyOf(n),
    arbeitszeitVollzeit: true,
    arbeitszeitTeilzeitFlexibel: n % 4 === 0,
    istGeringfuegigeBeschaeftigung: false,
    vertragsdauer: pick(['UNBEFRISTET', 'BEFRISTET', 'KEINE_ANGABE'], n),
    verguetungsangabe: n % 2 === 0 ? 'JAHRESGEHALT' : 'KEINE_ANGABEN',
    ...(n % 2 === 0 ? { gehaltsspanneVon: 42_000 + n, gehaltsspanneBis: 60_000 + n } : {}),
    stellenlokationen: [
      {
        adresse: { plz: '10115', ort: cityOf(n), region: 'NORDRHEIN_WESTFALEN', land: 'DEUTSCHLAND' },
        breite: 52.5,
        laenge: 13.4,
      },
    ],
    homeofficemoeglich: n % 5 === 0,
    homeofficetyp: 'NACH_VEREINBARUNG',
    datumErsteVeroeffentlichung: day(now - n * DAY_MS),
    aenderungsdatum: new Date(now - n * DAY_MS).toISOString().slice(0, 23),
    hauptberuf: 'Softwareentwickler/in',
    ...(n % 3 === 0 ? { externeURL: `https://www.partner.example/job/${n}/?utm_source=bundesagentur` } : {}),
    stellenangebotsBeschreibung: `**Made up**\n\nWork with ${skillOf(n)}.\n\n* nobody hires here`,
  }))
}

/** The list counts places instead of naming them, and days instead of dating them. */
function workdayJobs(count: number, now: number): Json[] {
  return upTo(count).map((n) => {
    const id = `R-${1000 + n}`
    const path = `/job/${cityOf(n)}/${slugOf(titleOf(n))}_${id}`
    return {
      externalPath: path,
      title: titleOf(n),
      location: cityOf(n),
      additionalLocations: n % 3 === 0 ? ['Vienna, Austria'] : [],
      country: { descriptor: 'Germany' },
      jobReqId: id,
      startDate: new Date(now - n * DAY_MS).toISOString().slice(0, 10),
      postedOn: n > 30 ? 'Posted 30+ Days Ago' : `Posted ${n} Days Ago`,
      timeType: 'Full time',
      ...(n % 4 === 0 ? { remoteType: 'Hybrid' } : {}),
      jobDescription: prose(n),
      externalUrl: `https://acme.wd3.myworkdayjobs.com/Careers${path}`,
    }
  })
}
