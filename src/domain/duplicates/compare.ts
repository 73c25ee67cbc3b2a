import type { Fingerprint } from './fingerprint.ts'
import { resemblance } from './sketch.ts'

/** What speaks for and against two postings being one, each from 0 (against) to 1 (for); null where one side is silent. */
export interface Comparison {
  readonly title: number
  readonly company: number
  readonly place: number | null
  readonly level: number | null
  readonly text: number | null
  readonly pay: number | null
  /** 1: on the same day; 0.5: about a month apart. */
  readonly date: number | null
  /** 1: the employer's own number of the opening is the same; 0: it differs. */
  readonly requisition: number | null
  readonly language: number | null
}

/** Compares two postings field by field; the order of the two does not matter. */
export function compare(a: Fingerprint, b: Fingerprint): Comparison {
  return {
    title: titleLikeness(a.title, b.title),
    company: companyLikeness(a.company, b.company),
    place: placeLikeness(a, b),
    level: a.level === null || b.level === null ? null : Number(a.level === b.level),
    text: textLikeness(a, b),
    pay: payLikeness(a, b),
    date:
      a.posted_ms === null || b.posted_ms === null
        ? null
        : 1 / (1 + Math.abs(a.posted_ms - b.posted_ms) / (30 * 86_400_000)),
    requisition:
      a.requisition_id === null || b.requisition_id === null ? null : Number(a.requisition_id === b.requisition_id),
    language: a.language === null || b.language === null ? null : Number(a.language === b.language),
  }
}

// Words that say how, how long, for whom or how eagerly, and not what the work is.
const LIGHT = new Set(
  `and or und oder et der die das den dem the a an le la les de in im am an at bei mit with for fur fuer pour of von zu zum zur to als as
  all genders gn vollzeit teilzeit full part time fulltime parttime freelance befristet unbefristet permanent ab sofort asap gesucht wir suchen
  wanted join our team your dein unser unserem remote hybrid home office homeoffice moglich onsite up bis urgent
  dringend 100 80 60 50 40`.split(/\s+/),
)

function titleLikeness(a: readonly string[], b: readonly string[]): number {
  const [left, right] = [new Set(a.filter((word) => !LIGHT.has(word))), new Set(b.filter((word) => !LIGHT.has(word)))]
  const all = left.union(right).size
  return all === 0 ? Number(a.join(' ') === b.join(' ')) : left.intersection(right).size / all
}

/** 1: one name; 0.9: one is the other with more words ("Zalando", "Zalando Logistics"); else how many letters pair up. */
export function companyLikeness(a: string, b: string): number {
  if (a === b) return 1
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (short.length >= 3 && ` ${long} `.startsWith(` ${short} `)) return 0.9
  return pairs(a, b)
}

/** Dice's coefficient over pairs of letters. */
function pairs(a: string, b: string): number {
  const [left, right] = [bigrams(a), bigrams(b)]
  const both = [...left].reduce((sum, [pair, count]) => sum + Math.min(count, right.get(pair) ?? 0), 0)
  const total = Math.max(1, a.length - 1) + Math.max(1, b.length - 1)
  return (2 * both) / total
}

function bigrams(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (let index = 0; index < text.length - 1; index += 1) {
    const pair = text.slice(index, index + 2)
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  return counts
}

function placeLikeness(a: Fingerprint, b: Fingerprint): number | null {
  if (a.cities.length > 0 && b.cities.length > 0) return share(a.cities, b.cities)
  if (a.countries.length > 0 && b.countries.length > 0 && share(a.countries, b.countries) === 0) return 0
  // "Remote" on one side and a city on the other says nothing: many name the office beside it.
  return a.cities.length === 0 && b.cities.length === 0 && a.is_remote && b.is_remote ? 1 : null
}

// One place among several is the same opening shown in part.
function share(a: readonly string[], b: readonly string[]): number {
  const both = new Set(a).intersection(new Set(b)).size
  return both / Math.min(new Set(a).size, new Set(b).size)
}

function textLikeness(a: Fingerprint, b: Fingerprint): number | null {
  if (a.text === null || b.text === null) return null
  const whole = resemblance(a.text.whole, b.text.whole)
  const [short, long] = [a.text.whole.size, b.text.whole.size].toSorted((x, y) => x - y)
  // A beginning only counts where one side shows no more than that.
  const isCut = (short ?? 0) * 2.5 < (long ?? 0)
  return isCut ? Math.max(whole, 0.95 * resemblance(a.text.lead, b.text.lead)) : whole
}

function payLikeness(a: Fingerprint, b: Fingerprint): number | null {
  if (a.pay === null || b.pay === null || a.pay.currency !== b.pay.currency) return null
  const overlap = Math.min(a.pay.max, b.pay.max) - Math.max(a.pay.min, b.pay.min)
  if (overlap < 0) return 0
  const widest = Math.max(a.pay.max, b.pay.max) - Math.min(a.pay.min, b.pay.min)
  return widest === 0 ? 1 : Math.max(0.5, overlap / widest)
}
