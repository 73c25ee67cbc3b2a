import type { RemoteKind } from '#domain/postings/posting.ts'
import type { JobPosting } from '#domain/postings/posting.ts'
import { chanceFrom } from './chance.ts'
import type { Chance } from './chance.ts'
import { CITIES, COMPANIES, LEVELS, ROLES, TASKS } from './words.ts'
import type { City, Role } from './words.ts'

/** How many postings the sample has. */
export const SAMPLE_POSTINGS = 1500

export interface SamplePosting {
  readonly posting: JobPosting
  /** RFC 3339, as of `now_ms`. */
  readonly first_seen_at: string
  readonly closed: boolean
}

/** The posting of this number, the same for the same number; its dates move with `now_ms`. */
export function samplePosting(number: number, now_ms: number, isoOf: (ms: number) => string): SamplePosting {
  const chance = chanceFrom(7919 * (number + 1))
  const company = chance.pick(COMPANIES)
  const place = chance.pick(CITIES)
  const german = ['DE', 'AT', 'CH'].includes(place.country) && chance.happens(0.66)
  const role = chance.pick(ROLES)
  const level = chance.pick(LEVELS)
  const title = german ? `${level.de}${role.de}` : `${level.en}${role.en}`
  const kind = chance.pick<RemoteKind>([
    'hybrid',
    'hybrid',
    'hybrid',
    'remote',
    'remote',
    'onsite',
    'onsite',
    'unknown',
  ])
  // Most are of the last weeks, a few are old.
  const days = chance.happens(0.12) ? chance.between(60, 150) : Math.floor(45 * chance.fraction() ** 1.6)
  const posted = now_ms - days * 86_400_000 - chance.between(1, 20) * 3_600_000
  const skills = chance.some(role.skills, chance.between(3, Math.min(6, role.skills.length)))
  const text = german ? germanText(chance, { company, place, skills }) : englishText(chance, { company, place, skills })
  const url = `https://jobs.sample.example/${number + 1000}`
  return {
    posting: {
      board_id: 'sample',
      external_id: `sample-${number}`,
      source_url: url,
      apply_url: url,
      ats: null,
      title,
      company: { name: company, domain: null, logo_url: null },
      locations: [{ raw: place.raw, city: place.city, region: null, country: place.country, lat: null, lng: null }],
      remote: { kind, countries: kind === 'remote' ? [place.country] : [], raw: null },
      salary: chance.happens(0.62) ? pay(chance, role, place, level.pay) : null,
      employment: chance.happens(0.85) ? ['full_time'] : ['full_time', 'part_time'],
      contract: chance.happens(0.8) ? 'permanent' : chance.happens(0.5) ? 'fixed' : null,
      workload: place.country === 'CH' ? { min: 80, max: 100 } : null,
      seniority: null,
      description_html: html(text),
      description_text: text,
      description_hash: null,
      tags: [],
      language: german ? 'de' : 'en',
      posted_at: isoOf(posted),
      posted_precision: 'exact',
      updated_at: null,
      expires_at: chance.happens(0.3) ? isoOf(now_ms + chance.between(4, 40) * 86_400_000) : null,
      closed: false,
      provenance: {},
    },
    first_seen_at: isoOf(Math.min(now_ms - 600_000, posted + chance.between(1, 30) * 600_000)),
    closed: days > 35 && chance.happens(0.5),
  }
}

function pay(chance: Chance, role: Role, place: City, level: number): JobPosting['salary'] {
  const middle = role.pay * level * place.pay * (0.92 + chance.fraction() * 0.2)
  const monthly = place.country === 'DK' || (place.country === 'AT' && chance.happens(0.5))
  const step = monthly ? 100 : 1000
  const round = (amount: number) => Math.round(amount / (monthly ? 12 : 1) / step) * step * 100
  const min = round(middle * 0.92)
  return {
    min,
    max: round(middle * 1.1),
    currency: place.currency,
    period: monthly ? 'month' : 'year',
    origin: chance.happens(0.1) ? 'predicted' : 'stated',
    raw: null,
  }
}

type About = { company: string; place: City; skills: readonly string[] }

function englishText(chance: Chance, { company, place, skills }: About): string {
  const [first = '', second = '', ...rest] = skills
  return [
    `${company} is a made-up employer with ${chance.between(3, 90) * 10} people in ${place.city}. This posting is sample data.`,
    '',
    'What you will do',
    ...chance.some(TASKS.en, 4).map((task) => `- ${task}`),
    '',
    'What you bring',
    `- Strong ${first} and solid ${second} skills.`,
    ...rest.slice(0, -1).map((skill) => `- Experience with ${skill}.`),
    '- English at level C1.',
    ...(rest.length === 0 ? [] : ['', 'Nice to have', `- ${rest.at(-1)}`]),
    '',
    `What you get: ${chance.between(26, 32)} days off, a budget to learn, and a team that meets ${chance.pick(['every Tuesday', 'twice a month', 'each quarter'])}.`,
  ].join('\n')
}

function germanText(chance: Chance, { company, place, skills }: About): string {
  const [first = '', second = '', ...rest] = skills
  return [
    `${company} ist ein erfundener Arbeitgeber mit ${chance.between(3, 90) * 10} Beschäftigten in ${place.city}. Diese Anzeige gehört zu den Beispieldaten.`,
    '',
    'Deine Aufgaben',
    ...chance.some(TASKS.de, 4).map((task) => `- ${task}`),
    '',
    'Das bringst du mit',
    `- Sehr gute Kenntnisse in ${first} und praktische Erfahrung mit ${second}.`,
    ...rest.slice(0, -1).map((skill) => `- Erfahrung mit ${skill}.`),
    `- Deutsch auf Niveau ${chance.pick(['B2', 'C1', 'C1'])}, Englisch auf Niveau B2.`,
    ...(rest.length === 0 ? [] : ['', 'Von Vorteil', `- ${rest.at(-1)}`]),
    '',
    `Wir bieten: ${chance.between(28, 32)} Urlaubstage, Weiterbildungsbudget, Betriebliche Altersvorsorge und einen Zuschuss zum Nahverkehr.`,
  ].join('\n')
}

function html(text: string): string {
  return text
    .split('\n\n')
    .map((block) => {
      const lines = block.split('\n').map((line) => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;'))
      const items = lines.filter((line) => line.startsWith('- '))
      const head = lines.filter((line) => !line.startsWith('- '))
      if (items.length === 0) return `<p>${head.join(' ')}</p>`
      return `<h3>${head.join(' ')}</h3><ul>${items.map((line) => `<li>${line.slice(2)}</li>`).join('')}</ul>`
    })
    .join('')
}
