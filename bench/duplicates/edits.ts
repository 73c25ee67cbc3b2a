import type { JobPosting, PostingLocation } from '#domain/postings/posting.ts'
import { placeOf } from '#domain/postings/posting.ts'
import { chanceFrom } from '#domain/sample/chance.ts'
import type { Chance } from '#domain/sample/chance.ts'

type Edit = (posting: JobPosting, chance: Chance) => JobPosting

/**
 * What happens to a posting on its way from board to board (the first ten), and what makes another posting of it (the
 * rest). Each is applied with a chance seeded by the recipe's number, so that a recipe always makes the same posting.
 */
export const EDITS = {
  gender_marks: (posting, chance) =>
    titled(posting, `${bare(posting.title)} ${chance.pick(['(m/w/d)', '(all genders)', '(f/m/x)', ''])}`.trim()),
  city_in_title: (posting) =>
    titled(posting, `${bare(posting.title)} in ${posting.locations[0]?.city ?? posting.locations[0]?.raw ?? 'Remote'}`),
  title_longer: (posting, chance) =>
    titled(
      posting,
      `${bare(posting.title)} ${chance.pick(['in Vollzeit ab sofort', '- remote möglich', 'gesucht!', '| up to 80% home office', '– join our team', '(Ref. 4711-B)'])}`,
    ),
  title_shorter: (posting) =>
    titled(posting, bare(posting.title).split(/ [-–|/] |, | für | im | in | at | & /)[0] ?? posting.title),
  legal_form: (posting, chance) => {
    const name = posting.company.name.replace(/ (?:GmbH|AG|UG.*|SE|e\.V\.|Ltd)$/u, '')
    return { ...posting, company: { ...posting.company, name: `${name} ${chance.pick(['GmbH', 'AG', 'SE'])}` } }
  },
  brand_longer: (posting) => ({
    ...posting,
    company: { ...posting.company, name: `${posting.company.name} Deutschland` },
  }),
  city_alias: (posting) => ({ ...posting, locations: posting.locations.map(alias) }),
  no_pay: (posting) => ({ ...posting, salary: null }),
  snippet: (posting) => described(posting, `${posting.description_text.slice(0, 500)}…`),
  framed: (posting, chance) =>
    described(posting, `${chance.pick(INTROS)}\n\n${posting.description_text}\n\n${chance.pick(OUTROS)}`),
  polished: (posting, chance) => described(posting, changeWords(posting.description_text, 0.04, chance)),
  later: (posting, chance) => moved(posting, chance.between(0, 4)),
  reposted: (posting, chance) => moved(posting, chance.between(25, 70)),
  no_text: (posting) => described(posting, ''),
  other_city: (posting, chance) => {
    const city = chance.pick(['Rostock', 'Kassel', 'Freiburg im Breisgau', 'Linz', 'Utrecht', 'Brno'])
    return { ...posting, locations: [{ ...placeOf(city), city }], title: posting.title }
  },
  other_level: (posting, chance) =>
    titled(posting, `${chance.pick(otherLevels(posting.title))} ${bareOfLevel(posting.title)}`),
  other_job: (posting, chance) => titled(posting, `${chance.pick(JOBS)} (m/w/d)`),
  other_team: (posting, chance) => {
    const team = chance.pick(['Payments', 'Onboarding', 'Data Platform', 'Mobile', 'Returns', 'Billing'])
    const told = described(posting, `${posting.description_text}\n\nYou join the team ${team}, which has eight people.`)
    return titled(told, `${bare(posting.title)} – ${team}`)
  },
  other_text: (posting, chance) => described(posting, OTHER_TEXTS[chance.between(0, 3)] ?? ''),
  other_tasks: (posting) => {
    const words = posting.description_text.split(' ')
    const [head, foot] = [words.slice(0, words.length * 0.25), words.slice(words.length * 0.75)]
    return described(posting, [...head, ...OTHER_TEXTS, ...foot].join(' '))
  },
  other_company: (posting, chance) => ({
    ...posting,
    company: {
      ...posting.company,
      name: chance.pick(['Nordlicht Personal', 'Halm & Partner', 'Kestrel Staffing', 'Tideway Systems']),
    },
  }),
} satisfies Record<string, Edit>

export type EditName = keyof typeof EDITS

/** Applies edits in their order; the address and the id are always another source's. */
export function edited(posting: JobPosting, edits: readonly EditName[], seed: number): JobPosting {
  const chance = chanceFrom(seed)
  const changed = edits.reduce((current, name) => EDITS[name](current, chance), posting)
  const url = `https://board${seed % 7}.example/jobs/${100_000 + seed}`
  return {
    ...changed,
    board_id: `board${seed % 7}`,
    external_id: `copy-${seed}`,
    source_url: url,
    apply_url: url,
    ats: null,
  }
}

const INTROS: [string, ...string[]] = [
  'This employer is looking for reinforcement at the earliest possible date. Apply with a few clicks and without a cover letter.',
  'Für unseren Kunden suchen wir ab sofort Verstärkung. Bewerben Sie sich mit wenigen Klicks und ganz ohne Anschreiben.',
]
const OUTROS: [string, ...string[]] = [
  'Please tell them where you found this job, so that we can go on listing jobs like it for free.',
  'Interessiert? Dann freuen wir uns auf Ihre Bewerbung über unser Portal. Bitte geben Sie die Quelle der Anzeige an.',
]
const OTHER_TEXTS: readonly string[] = [
  'The harbour office needs somebody who plans berths for two hundred ships a month. You talk to pilots before dawn, settle disputes about tides, and keep a ledger that the customs trust. We pay for the night shifts and for the rain. A licence for small boats helps; patience with captains is what counts.',
  'Unsere Backstube beginnt um drei Uhr, und jemand muss die Touren für vierzig Filialen so legen, dass das Brot noch warm ankommt. Du sprichst mit Fahrerinnen, prüfst Temperaturen, nimmst Beschwerden an und weißt nach einem halben Jahr, welche Ampel wann rot ist. Wir zahlen Zuschläge für die Nacht.',
  'This seat is in the team that closes the books of nine subsidiaries. You reconcile what the regions send, chase what is missing, and explain to auditors why the eighth is always late. The first year you learn our chart of accounts; the second you rewrite it. Two colleagues retire soon and will show you everything.',
  'Du übernimmst die Leitstelle eines Windparks vor der Küste. Zwölf Anlagen, zwei Schiffe, ein Helikopter, und das Wetter entscheidet mit. Du planst Einsätze der Technik, meldest Stillstände an den Netzbetreiber und bist die Stimme im Funk, wenn eine Crew nicht zurückkommt wie verabredet.',
]
const JOBS: [string, ...string[]] = [
  'Buchhalter',
  'Warehouse Supervisor',
  'Legal Counsel',
  'Data Analyst',
  'Einkäufer',
  'Customer Support Agent',
  'Konstrukteur',
  'Recruiter',
]
const ALIASES: Readonly<Record<string, string>> = {
  Munich: 'München',
  München: 'Munich',
  Cologne: 'Köln',
  Köln: 'Cologne',
  Vienna: 'Wien',
  Wien: 'Vienna',
  Zürich: 'Zurich',
  Copenhagen: 'København',
  Kopenhagen: 'Copenhagen',
}

const titled = (posting: JobPosting, title: string): JobPosting => ({ ...posting, title })
const described = (posting: JobPosting, text: string): JobPosting => ({
  ...posting,
  description_text: text,
  description_html: '',
})
const bare = (title: string) => title.replaceAll(/\s*\((?:[mwfdxgn][/|]?)+\)\*?|\s*\(all genders\)/gi, '').trim()
const LEVEL = /\(?\b(?:senior|junior|lead|sr\.|werkstudent)\)?\s*/i
const bareOfLevel = (title: string) => title.replace(LEVEL, '')

function otherLevels(title: string): [string, ...string[]] {
  const own = LEVEL.exec(title)?.[0].toLowerCase() ?? ''
  if (own.includes('senior') || own.includes('sr.') || own.includes('lead')) return ['Junior', 'Werkstudent']
  return own.includes('junior') || own.includes('werkstudent')
    ? ['Senior', 'Lead']
    : ['Senior', 'Junior', 'Lead', 'Werkstudent']
}

function alias(location: PostingLocation): PostingLocation {
  const other = ALIASES[location.city ?? location.raw]
  return other === undefined ? location : { ...location, raw: other, city: other }
}

function moved(posting: JobPosting, days: number): JobPosting {
  if (posting.posted_at === null) return posting
  return { ...posting, posted_at: new Date(Date.parse(posting.posted_at) + days * 86_400_000).toISOString() }
}

function changeWords(text: string, portion: number, chance: Chance): string {
  return text
    .split(' ')
    .flatMap((word) =>
      chance.happens(portion)
        ? chance.pick<string[]>([[], [word, word], ['sowie', word], [word.toLowerCase()]])
        : [word],
    )
    .join(' ')
}
