import { hasWord } from './word-set.ts'
import type { WordSet } from './word-set.ts'

/** How two titles hang together, each from 0 to 1. */
export interface TitleLikeness {
  /** How many of all words that say what the work is both have. */
  readonly words: number
  /** How many of the words of the shorter one the longer one has. */
  readonly within: number
  /** How alike they are spelled, for compounds: "Betriebselektriker", "Elektroniker für Betriebstechnik". */
  readonly letters: number
  /** Whether both name the same level or kind of contract; null where neither names one. */
  readonly same_rank: boolean | null
  /**
   * How many of the words that only one of them has the text below the other one has, for the title of which less is
   * found: what one board leaves out of a title the text still says, and another opening's word it does not. 1 where no
   * word is left over, null where no text is known.
   */
  readonly told: number | null
}

// Words that say how, how long, for whom or how eagerly, and not what the work is.
const LIGHT = wordsIn(
  `and or und oder et der die das den dem the a an le la les de in im am an at bei mit with for fur fuer pour of von zu zum zur to als as
  all genders gn vollzeit teilzeit full part time fulltime parttime befristet unbefristet permanent ab sofort asap gesucht wir suchen
  wanted join our team your dein unser unserem remote hybrid home office homeoffice moglich onsite up bis urgent
  dringend std stunden hours eu only local locals w2`,
)
// What is left of "Angestellte/r", "Conseiller-ère", "Vendeur/-euse" when the signs are gone.
const ENDINGS = wordsIn('r n rin innen ere euse trice frau mann')

// A title that names one of these speaks of another job than one that does not.
const RANKS = ranksOf({
  senior: 'senior sr',
  junior: 'junior jr berufseinsteiger einsteiger graduate',
  lead: 'lead teamlead teamleiter teamleitung gruppenleiter gruppenleitung abteilungsleiter abteilungsleitung head leiter leitung director direktor principal',
  learner:
    'ausbildung azubi auszubildende auszubildender lehrstelle lernende lernender apprentice apprenticeship duales',
  student: 'werkstudent working praktikum praktikant intern internship trainee stage stagiaire volontariat volontar',
  helper: 'aushilfe minijob nebenjob',
  freelance: 'freelance freelancer freiberuflich freiberufler contractor ehrenamt',
})

/** A title with the words of the text below it, as far as they are known. */
export interface TitleInText {
  readonly title: readonly string[]
  /** A word of the employer's name is in all of its texts. */
  readonly company: string
  readonly text: WordSet | null
}

/** Compares two titles as fingerprints have them. */
export function compareTitles(a: TitleInText, b: TitleInText): TitleLikeness {
  const [left, right] = [workOf(a.title), workOf(b.title)]
  const both = left.words.intersection(right.words).size
  const [all, least] = [
    left.words.size + right.words.size - both,
    Math.max(1, Math.min(left.words.size, right.words.size)),
  ]
  const same = Number(a.title.join(' ') === b.title.join(' '))
  const isOne = all === 0 ? same === 1 : both === all
  return {
    words: all === 0 ? same : both / all,
    within: all === 0 ? same : both / least,
    letters: all === 0 ? same : isOne ? 1 : lettersAlike(left, right),
    same_rank: left.ranks.size + right.ranks.size === 0 ? null : left.ranks.symmetricDifference(right.ranks).size === 0,
    told: isOne ? 1 : toldBy([left, right], [a, b]),
  }
}

function toldBy([left, right]: [Work, Work], [a, b]: [TitleInText, TitleInText]): number | null {
  const [lacking, more] = [
    foundIn(left.words.difference(right.words), b),
    foundIn(right.words.difference(left.words), a),
  ]
  return lacking === null || more === null ? null : Math.min(lacking, more)
}

function foundIn(words: ReadonlySet<string>, { text, company }: TitleInText): number | null {
  if (words.size === 0) return 1
  if (text === null) return null
  const named = new Set(company.split(' '))
  // The last word of a sentence keeps its full stop.
  const has = (word: string) => hasWord(text, word) || hasWord(text, `${word}.`)
  return [...words].filter((word) => !named.has(word) && has(word)).length / words.size
}

/** What a title says of the work; worked out once for a title that is compared with many. */
interface Work {
  readonly words: ReadonlySet<string>
  readonly ranks: ReadonlySet<string>
  /** Runs of three letters. */
  readonly runs: () => ReadonlySet<string>
}
const KNOWN = new WeakMap<readonly string[], Work>()

function workOf(title: readonly string[]): Work {
  const known = KNOWN.get(title)
  if (known !== undefined) return known
  const words = new Set(
    title.flatMap((word, at) => {
      const isLight = LIGHT.has(word) || /^\d+h?$/.test(word) || (at > 0 && ENDINGS.has(word))
      return isLight ? [] : [genderless(word)]
    }),
  )
  let runs: ReadonlySet<string> | null = null
  const work: Work = {
    words,
    ranks: new Set(title.flatMap((word) => RANKS.get(word) ?? [])),
    runs: () => (runs ??= runsOf(words)),
  }
  KNOWN.set(title, work)
  return work
}

// "Köchin" and "Koch", "Kauffrau" and "Kaufmann", "sr" and "senior" are one word.
function genderless(word: string): string {
  return RANKS.get(word) ?? word.replace(/(?<=\p{L}{4})(?:in|innen)$/u, '').replace(/(?<=\p{L}{3})frau$/u, 'mann')
}

/** Dice's coefficient over runs of three letters. */
function lettersAlike(a: Work, b: Work): number {
  const [left, right] = [a.runs(), b.runs()]
  return (2 * left.intersection(right).size) / Math.max(1, left.size + right.size)
}

function runsOf(words: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(
    [...words].flatMap((word) => Array.from({ length: word.length }, (_, at) => ` ${word} `.slice(at, at + 3))),
  )
}

function wordsIn(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/))
}

function ranksOf(ranks: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(ranks).flatMap(([rank, words]) => words.split(' ').map((word) => [word, rank] as const)),
  )
}
