import type { Fingerprint } from './fingerprint.ts'
import { containment, resemblance } from './sketch.ts'
import { compareTitles } from './titles.ts'
import type { TitleLikeness } from './titles.ts'

/** What speaks for and against two postings being one, each from 0 (against) to 1 (for); null where one side is silent. */
export interface Comparison {
  readonly title: number
  /** How titles that are not the same hang together. */
  readonly titles: TitleLikeness
  readonly company: number
  readonly place: number | null
  readonly level: number | null
  readonly text: number | null
  /** Both say the same word for word, but for a word or two at an end. */
  readonly text_equal: boolean
  /** How much of the shorter text the longer one has. */
  readonly text_within: number | null
  /** How many of the two give a text. */
  readonly texts: number
  readonly pay: number | null
  /** 1: on the same day; 0.5: about a month apart. */
  readonly date: number | null
  /** 1: the employer's own number of the opening is the same; 0: it differs. */
  readonly requisition: number | null
  readonly language: number | null
}

/** Compares two postings field by field; the order of the two does not matter. */
export function compare(a: Fingerprint, b: Fingerprint): Comparison {
  const titles = compareTitles(inText(a), inText(b))
  return {
    title: titles.words,
    titles,
    company: companyLikeness(a.company, b.company),
    place: placeLikeness(a, b),
    level: levelLikeness(a, b, titles),
    ...textLikeness(a, b),
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

const inText = ({ title, company, text }: Fingerprint) => ({ title, company, text: text?.words ?? null })

// What a group adds to the name of one of its firms.
const GROUP_WORDS = new Set(
  'deutschland germany osterreich austria schweiz suisse switzerland europe europa international group gruppe holding'.split(
    ' ',
  ),
)

/**
 * 1: one name; 0.9: one is the other with more words before or behind ("Zalando", "Zalando Logistics"); else how many
 * letters pair up.
 */
export function companyLikeness(a: string, b: string): number {
  if (a === b) return 1
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  const isBegun = ` ${long} `.startsWith(` ${short} `)
  if (isBegun && (short.length >= 3 || isOfGroup(long.slice(short.length)))) return 0.9
  // One word at the end is too common: "Hotel Post", "Gasthof Post".
  if (short.includes(' ') && long.endsWith(` ${short}`)) return 0.9
  return pairs(a, b)
}

function isOfGroup(words: string): boolean {
  return words
    .trim()
    .split(' ')
    .every((word) => GROUP_WORDS.has(word))
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

// One place among several is the same opening shown in part; a district ("Berlin-Kreuzberg") lies in its city.
function share(a: readonly string[], b: readonly string[]): number {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  const isIn = (name: string, other: string) => name === other || `${name} `.startsWith(`${other} `)
  const both = short.filter((name) => long.some((other) => isIn(name, other) || isIn(other, name))).length
  return both / short.length
}

// A title that alone names a level speaks of another job, unless the employer's number says that it is one; a board's
// own field alone says nothing.
function levelLikeness(a: Fingerprint, b: Fingerprint, { same_rank }: TitleLikeness): number | null {
  const is_numbered = a.requisition_id !== null && a.requisition_id === b.requisition_id
  if (same_rank !== null && !is_numbered) return Number(same_rank)
  return a.level === null || b.level === null ? null : Number(a.level === b.level)
}

function textLikeness(
  a: Fingerprint,
  b: Fingerprint,
): Pick<Comparison, 'text' | 'text_equal' | 'text_within' | 'texts'> {
  const texts = Number(a.text !== null) + Number(b.text !== null)
  if (a.text === null || b.text === null) return { text: null, text_equal: false, text_within: null, texts }
  const [left, right] = [a.text.whole, b.text.whole]
  const whole = resemblance(left, right)
  // A beginning only counts where one side shows no more than that.
  const isCut = Math.min(left.size, right.size) * 2.5 < Math.max(left.size, right.size)
  return {
    text: isCut ? Math.max(whole, 0.95 * resemblance(a.text.lead, b.text.lead)) : whole,
    text_equal: whole >= 0.95 && Math.abs(left.size - right.size) <= 2,
    text_within: containment(left, right, whole),
    texts,
  }
}

function payLikeness(a: Fingerprint, b: Fingerprint): number | null {
  if (a.pay === null || b.pay === null || a.pay.currency !== b.pay.currency) return null
  const overlap = Math.min(a.pay.max, b.pay.max) - Math.max(a.pay.min, b.pay.min)
  if (overlap < 0) return 0
  const widest = Math.max(a.pay.max, b.pay.max) - Math.min(a.pay.min, b.pay.min)
  return widest === 0 ? 1 : Math.max(0.5, overlap / widest)
}
