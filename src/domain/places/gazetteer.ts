import { hash32, hash32From } from '#domain/hash/hash.ts'
import { fold } from '#domain/postings/fold.ts'

/** A town as a list of towns has it. */
export interface Town {
  readonly name: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  /** The state or province in the list's own code; empty where it has none. */
  readonly region: string
  readonly population: number
  readonly lat: number
  readonly lng: number
  /** A quarter of a town, or a place that was given up: it stands behind every town of its name. */
  readonly minor: boolean
}

/** A town that a name may mean. */
export type Candidate = Omit<Town, 'name' | 'region'> & { readonly region: number }

/** Where towns are, by name. */
export interface Places {
  /** All that are called this, whatever the country; the name may be written with or without accents. */
  named(name: string): readonly Candidate[]
}

const BUCKETS = 1 << 17
/** Where the second hash begins: two make mistakes rarer than the list has any. */
const CHECK = 0x9e3779b9

/**
 * Many towns in little memory: numbers only, and of the names no more than two hashes. `most` is how many there can be at
 * the most; the towns may come one by one and are not kept.
 */
export function makePlaces(towns: Iterable<Town>, most: number): Places {
  const lat = new Float32Array(most)
  const lng = new Float32Array(most)
  const population = new Uint32Array(most)
  const country = new Uint16Array(most)
  const region = new Uint16Array(most)
  // Of each name: its second hash, whose it is, and the next one with the same first hash.
  const check = new Uint32Array(most * 2)
  const owner = new Uint32Array(most * 2)
  const next = new Int32Array(most * 2)
  const head = new Int32Array(BUCKETS).fill(-1)
  let count = 0
  let names = 0
  for (const town of towns) {
    lat[count] = town.lat
    lng[count] = town.lng
    population[count] = town.population
    country[count] = packed(town.country) * 2 + (town.minor ? 1 : 0)
    region[count] = packed(town.region)
    for (const name of spellings(town.name)) {
      if (names === check.length) break
      const bucket = hash32(name) & (BUCKETS - 1)
      check[names] = hash32From(CHECK, name)
      owner[names] = count
      next[names] = head[bucket] ?? -1
      head[bucket] = names
      names += 1
    }
    count += 1
  }
  return {
    named(name) {
      const key = keyOf(name)
      if (key === '') return []
      const wanted = hash32From(CHECK, key)
      const found: Candidate[] = []
      for (let at = head[hash32(key) & (BUCKETS - 1)] ?? -1; at >= 0; at = next[at] ?? -1) {
        if (check[at] !== wanted) continue
        const town = owner[at] ?? 0
        const land = country[town] ?? 0
        found.push({
          country: unpacked(land >> 1),
          minor: (land & 1) === 1,
          region: region[town] ?? 0,
          population: population[town] ?? 0,
          lat: lat[town] ?? 0,
          lng: lng[town] ?? 0,
        })
      }
      return found
    },
  }
}

/** The number that stands for a region's code in a `Candidate`. */
export function regionCode(code: string): number {
  return packed(code)
}

/** What names are compared by: without accents, dots and the many ways to write Saint. */
function keyOf(name: string): string {
  // Most names of the list are plain, and there are many of them.
  const plain = /^[a-z ]+$/i.test(name) ? name.toLowerCase() : fold(name)
  return plain
    .replaceAll('.', ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^(?:saint|sankt|sainte) /, 'st ')
}

/** A town's name without where it lies. */
export function shortName(name: string): string {
  return name.replace(/\s*(?:[(/,]| (?:am|an|bei|im|in|ob|vor|upon|on|sur|sul) ).*$/i, '')
}

// "Halle (Saale)", "Offenbach am Main", "Weil am Rhein" are mostly called Halle, Offenbach, Weil; "Göttingen" is "Goettingen", too.
function spellings(name: string): ReadonlySet<string> {
  if (/^[a-z]+$/i.test(name)) return new Set([name.toLowerCase()])
  const short = shortName(name)
  const plain = [name, short].filter((each) => /[äöü]/i.test(each)).map(withoutUmlauts)
  return new Set([name, short, ...plain].map(keyOf).filter((key) => key !== ''))
}

function withoutUmlauts(name: string): string {
  const letters: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' }
  return name.toLowerCase().replaceAll(/[äöü]/g, (letter) => letters[letter] ?? letter)
}

const SIGNS = ' 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

// Up to three letters or digits as one number below 2^16.
function packed(code: string): number {
  return [...code.toUpperCase().slice(0, 3)].reduce((sum, sign) => sum * 37 + Math.max(0, SIGNS.indexOf(sign)), 0)
}

function unpacked(number: number): string {
  return `${SIGNS[Math.floor(number / 37) % 37] ?? ''}${SIGNS[number % 37] ?? ''}`.trim()
}
