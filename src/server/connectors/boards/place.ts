import { createRequire } from 'node:module'
import { placeOf } from '#domain/postings/posting.ts'
import type { PostingLocation } from '#domain/postings/posting.ts'

const require = createRequire(import.meta.url)
const countries: {
  registerLocale(locale: unknown): void
  getNames(language: string, options: { select: 'all' }): Readonly<Record<string, string | readonly string[]>>
  alpha3ToAlpha2(code: string): string | undefined
  isValid(code: string): boolean
} = require('i18n-iso-countries/index.js')
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl']
// Every name of every country, in lower case; of two countries by one name, the one that the earlier language means.
const BY_NAME = new Map<string, string>()
for (const language of LANGUAGES) {
  countries.registerLocale(require(`i18n-iso-countries/langs/${language}.json`))
  for (const [code, names] of Object.entries(countries.getNames(language, { select: 'all' })))
    for (const name of [names].flat()) if (!BY_NAME.has(name.toLowerCase())) BY_NAME.set(name.toLowerCase(), code)
}

const ALIASES: Readonly<Record<string, string>> = {
  uk: 'GB',
  'u.k.': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'great britain': 'GB',
  us: 'US',
  usa: 'US',
  'u.s.': 'US',
  'u.s.a.': 'US',
  'united states of america': 'US',
  'the netherlands': 'NL',
  holland: 'NL',
  uae: 'AE',
  'south korea': 'KR',
  russia: 'RU',
  vietnam: 'VN',
  czechia: 'CZ',
  türkiye: 'TR',
  turkey: 'TR',
  brd: 'DE',
}
// A place is a line. Patterns over what an unfriendly page calls one took seconds.
const LONGEST = 500
const EMPTY = /^(unavailable|n\/?a|null|none|-|unknown|tbd|various)$/i
const REMOTE_WORD =
  /\b(remote|hybrid|home[- ]?office|anywhere|worldwide|flexible|telecommute|distributed|on-?site|virtual)\b/i

// Of where one works, and no name: "Auf einer Filiale der …", "Geschäftskreis …", "Dans une agence de la région".
const NO_TOWN =
  /^(?:auf|an|bei|in|eine[rms]?|diverse|verschiedene|alle|dans|sur|une?|plusieurs|diverses|presso|una?|at|one of|various)\s|filiale|geschäfts(?:stelle|kreis)|niederlassung|standort|\b(?:agence|succursale|agenzia|branch|offices?)\b/i

const AREA =
  /^(europe|eu|eea|emea|apac|latam|mena|dach|nordics|asia|africa|oceania|americas|(north|south|latin|central) america|middle east|caribbean|anywhere|worldwide|global)( only)?$/i

/** ISO 3166-1 alpha-2 of a country written out, null for anything else. "CA" is no country here: it may be California. */
export function countryByName(name: string): string | null {
  const text = name.trim()
  const alias = ALIASES[text.toLowerCase()]
  if (alias !== undefined) return alias
  return text.length < 4 ? null : (BY_NAME.get(text.toLowerCase()) ?? null)
}

/** A field that is known to hold a country: name, ISO2 or ISO3. */
export function countryOfField(value: string | null | undefined): string | null {
  const text = (value ?? '').trim()
  if (/^[a-z]{2}$/i.test(text))
    return ALIASES[text.toLowerCase()] ?? (countries.isValid(text.toUpperCase()) ? text.toUpperCase() : null)
  if (/^[a-z]{3}$/i.test(text))
    return ALIASES[text.toLowerCase()] ?? countries.alpha3ToAlpha2(text.toUpperCase()) ?? null
  return countryByName(text)
}

/** A location in free text ("Munich, Bavaria, Germany"): split where it is clear, otherwise only kept. */
export function placeFromText(raw: string, country: string | null = null): PostingLocation {
  const text = raw
    .slice(0, LONGEST)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/[,;\s]+$/, '')
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const last = parts.at(-1) ?? ''
  const named = countryByName(last)
  const code = named ?? country
  if (REMOTE_WORD.test(text) || parts.length === 0 || parts.length > 3)
    return placeOf(text, { country: named ?? country })
  const rest = named === null ? parts : parts.slice(0, -1)
  return placeOf(text, { city: rest[0] ?? null, region: rest.length > 1 ? (rest.at(-1) ?? null) : null, country: code })
}

/** Where one may live for a remote job ("Germany, Austria", "EMEA"): areas each by itself, other words as a place. */
export function areasFromText(text: string): PostingLocation[] {
  const names = text
    .slice(0, LONGEST)
    .split(/[,;/|]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const areas = names.map((name) => ({ name, country: countryByName(name) }))
  if (areas.every(({ name, country }) => country !== null || AREA.test(name)))
    return areas.map(({ name, country }) => placeOf(name, { country }))
  return [placeFromText(text)]
}

/** The English name of a country by its code. */
export function countryName(code: string): string {
  return new Intl.DisplayNames(['en'], { type: 'region' }).of(code) ?? code
}

/** A location given in fields; empty ones and placeholders like "UNAVAILABLE" are unknown. */
export function placeFromFields(fields: {
  city?: string | null | undefined
  region?: string | null | undefined
  country?: string | null | undefined
  raw?: string | null | undefined
}): PostingLocation | null {
  const city = known(fields.city)
  const countryText = known(fields.country)
  const country = countryOfField(countryText)
  const named = known(fields.region)
  // "Europe", or once more "Sweden": wider than a region, it tells nothing beside what is there.
  const isWide = named !== null && (AREA.test(named) || (country !== null && countryByName(named) === country))
  const region = isWide ? null : named
  const parts = [city, isWide && (city !== null || country !== null) ? null : named, countryText]
  const raw = known(fields.raw) ?? parts.filter((part) => part !== null).join(', ')
  return raw === '' ? null : placeOf(raw, { city, region, country })
}

/**
 * The towns in a field that people write into: one, several ("Davos / Klosters"), or what is no town at all ("at one of
 * our branches"). Then the address tells it, when it ends in a town and a country.
 */
export function townsFromField(field: string | null | undefined, address: string | null | undefined): string[] {
  const text = known(field)
  if (text !== null && !NO_TOWN.test(text) && text.split(' ').length <= 2 * text.split(/,|\//).length + 2) {
    const towns = text.split(/ u\/o | \/ |,/).map((town) => town.trim())
    return towns.filter((town) => town !== '' && countryByName(town) === null)
  }
  const [country = '', town = ''] = (known(address) ?? '').slice(0, LONGEST).split(', ').toReversed()
  const bare = town.replace(/^\d{4,5} /, '')
  return countryByName(country) === null || bare === '' || NO_TOWN.test(bare) ? [] : [bare]
}

/** "Remote - US or Canada", "USA only": the countries, when every part names one; otherwise none. */
export function countriesIn(text: string): readonly string[] {
  const bare = text
    .slice(0, LONGEST)
    .replaceAll(/\b(remote|only|hybrid|based|residents?|within|from|in|the|must be)\b/gi, ' ')
    .replaceAll(/[()[\]:–—-]/g, ' ')
  const parts = bare
    .split(/,|;|\/|\||\bor\b|\band\b|&|\+/i)
    .map((part) => part.replaceAll(/\s+/g, ' ').trim())
    .filter((part) => part !== '')
  const codes = parts.map((part) => countryByName(part))
  return codes.length > 0 && codes.every((code) => code !== null) ? [...new Set(codes)] : []
}

function known(value: string | null | undefined): string | null {
  const text = (value ?? '').replaceAll(/\s+/g, ' ').trim()
  return text === '' || EMPTY.test(text) ? null : text
}
