import { readFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { samplePosting } from '#domain/sample/postings.ts'
import type { JobBoard } from '#domain/postings/job-board-port.ts'
import type { JobPosting, PostingLocation } from '#domain/postings/posting.ts'
import { placeOf, postingOf } from '#domain/postings/posting.ts'
import { arbeitnow } from '#connectors/boards/arbeitnow/index.ts'
import { prospective } from '#connectors/boards/prospective/index.ts'
import { recordedFolder } from '#kit/vendors/boards/feeds.ts'

const NOW = Date.parse('2026-03-02T08:00:00Z')

/** Where the postings of a recorded answer come from, by the name that recipes know it by. */
const RECORDED: Readonly<Record<string, () => readonly JobPosting[]>> = {
  arbeitnow: () => answerOf(arbeitnow, {}, 'arbeitnow/job-board-api-raw.json'),
  raiffeisen: () => answerOf(prospective, { media: ['1950=Raiffeisen'] }, 'prospective-ch/medium-1950-raiffeisen.json'),
  google: () => rowsOf('googlejobs/search-parsed.json', Google).jobs.map(googlePosting),
  aldi: () => rowsOf('ats-other/aldi-ch.json', Aldi).jobs.map(aldiPosting),
}
const kept = new Map<string, readonly JobPosting[]>()

/** The posting that a recipe begins with: `own:12` (made up) or `arbeitnow:7` (recorded; null where that is absent). */
export function basePosting(name: string): JobPosting | null {
  const [corpus = '', number = ''] = name.split(':')
  if (corpus === 'own') return samplePosting(Number(number), NOW, (ms) => new Date(ms).toISOString()).posting
  const read = RECORDED[corpus]
  if (read === undefined) throw new Error(`${name} names no posting: use own or ${Object.keys(RECORDED).join(', ')}.`)
  if (!kept.has(corpus)) kept.set(corpus, recordedFolder() === null ? [] : read())
  return kept.get(corpus)?.[Number(number)] ?? null
}

function answerOf(board: JobBoard, config: Record<string, unknown>, name: string): readonly JobPosting[] {
  const file = join(recordedFolder() ?? '', name)
  const open = board.open(config)
  if (!existsSync(file) || open === null) return []
  const answer = { status: 200, url: open.first().url, headers: {}, text: readFileSync(file, 'utf8') }
  const page = open.read(open.first(), answer)
  return page.kind === 'page' ? page.items : []
}

const Google = z.object({
  jobs: z.array(
    z.object({
      title: z.string(),
      company: z.string(),
      location: z.string(),
      description: z.string(),
      job_id: z.string(),
    }),
  ),
})
const Aldi = z.object({ jobs: z.array(z.object({ title: z.string(), city: z.string(), rmk_id: z.string() })) })

function rowsOf<Rows extends z.ZodType>(name: string, rows: Rows): z.infer<Rows> {
  return rows.parse(JSON.parse(readFileSync(join(recordedFolder() ?? '', name), 'utf8')))
}

function googlePosting({ title, company, location, description, job_id }: z.infer<typeof Google>['jobs'][number]) {
  return plainPosting({ id: job_id, title, company, place: location.replace(/ +\(\+\d.*/, ''), text: description })
}

// A chain lists its openings without a text: several of one town are those of several branches.
function aldiPosting({ title, city, rmk_id }: z.infer<typeof Aldi>['jobs'][number]) {
  return plainPosting({ id: rmk_id, title, company: 'Aldi Suisse AG', place: city, text: '' })
}

/** A posting that says no more than this. */
export function plainPosting(said: {
  id: string
  title: string
  company: string
  place: string
  text: string
}): JobPosting {
  const url = `https://read.example/jobs/${said.id}`
  return postingOf(
    { board_id: 'read', external_id: said.id, source_url: url, title: said.title, company: said.company },
    {
      apply_url: url,
      locations: [placed(said.place)],
      description_text: said.text,
      posted_at: new Date(NOW).toISOString(),
      posted_precision: 'day',
    },
  )
}

/** The place that a text names: "Dallas, TX". */
export function placed(place: string): PostingLocation {
  return { ...placeOf(place), city: place.split(', ')[0] ?? null }
}
