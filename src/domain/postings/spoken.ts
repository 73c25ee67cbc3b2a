import { z } from 'zod'

/** A language that a posting asks for; the level of the European framework when the text states one. */
export const AskedLanguage = z.object({ code: z.string(), level: z.string().nullable() })
export type AskedLanguage = z.infer<typeof AskedLanguage>

const NAMES: readonly (readonly [string, string])[] = [
  ['en', 'english|englisch\\w*|anglais'],
  ['de', 'german|deutsch\\w*|allemand'],
  ['fr', 'french|französisch\\w*|français'],
  ['es', 'spanish|spanisch\\w*|espagnol'],
  ['it', 'italian|italienisch\\w*|italien'],
  ['nl', 'dutch|niederländisch\\w*'],
  ['pl', 'polish|polnisch\\w*'],
  ['pt', 'portuguese|portugiesisch\\w*|portugais'],
  ['ru', 'russian|russisch\\w*|russe'],
  ['tr', 'turkish|türkisch\\w*'],
  ['cs', 'czech|tschechisch\\w*'],
  ['sv', 'swedish|schwedisch\\w*'],
  ['da', 'danish|dänisch\\w*'],
  ['nb', 'norwegian|norwegisch\\w*'],
  ['zh', 'mandarin|chinesisch\\w*'],
  ['ja', 'japanese|japanisch\\w*'],
  ['ar', 'arabic|arabisch\\w*'],
  ['uk', 'ukrainian|ukrainisch\\w*'],
]
const WORDS = NAMES.map(([code, words]) => ({ code, words: new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'iu') }))
const ANY = new RegExp(NAMES.map(([, words]) => words.replaceAll('\\w*', '')).join('|'), 'i')
const LEVEL = /\b([ABC][12])\b/
const FLUENT =
  /fluent|fließend|verhandlungssicher|excellent|sehr gut|very good|business level|professional|courant|ausgezeichnet|stilsicher|maîtrise/i
const NATIVE = /native|muttersprach|mother tongue|langue maternelle|bilingu/i
const GOOD = /\bgood\b|\bgute?[smnr]?\b|working knowledge|conversational|bonnes? connaissance/i
// A language counts as asked for only next to a word that asks.
const ASKS =
  /fluent|fließend|verhandlungssicher|native|muttersprach|skills|kenntnisse|level|niveau|proficien|speak|spoken|written|wort und schrift|\b[ABC][12]\b|good|gute|gut in|excellent|ausdrücken|beherrsch|sprichst|maternelle|bilingu|maîtrise|speak|conversational|required|erforderlich|language|sprache|courant/i

/** The languages that a text asks for. Being written in a language is not asking for it. */
export function languagesAskedIn(text: string): AskedLanguage[] {
  const found = new Map<string, AskedLanguage>()
  // Most texts name none, which is seen sooner than whether a line asks for something.
  if (!ANY.test(text)) return []
  for (const line of text.split(/[\n.;•]+/)) {
    // A board's own footer: "Find more English speaking jobs".
    if (!ANY.test(line) || !ASKS.test(line) || /speaking jobs/i.test(line)) continue
    for (const { code, words } of WORDS) {
      const at = found.has(code) ? null : words.exec(line)
      if (at === null) continue
      const after = line.slice(at.index, at.index + at[0].length + 28).split(',')[0] ?? ''
      // "Deutsch C1, Englisch": a level belongs to the language beside it, not to one beyond a comma.
      const before =
        line
          .slice(Math.max(0, at.index - 40), at.index)
          .split(',')
          .at(-1) ?? ''
      const around = `${before}${line.slice(at.index, at.index + at[0].length + 40).split(',')[0] ?? ''}`
      found.set(code, { code, level: LEVEL.exec(after)?.[1] ?? LEVEL.exec(around)?.[1] ?? levelOf(around) })
    }
  }
  return [...found.values()]
}

function levelOf(words: string): string | null {
  if (NATIVE.test(words)) return 'C2'
  if (FLUENT.test(words)) return 'C1'
  return GOOD.test(words) ? 'B2' : null
}
