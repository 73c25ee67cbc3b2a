import type { Contract, Employment, RemoteKind } from '#contract/posting-fields.ts'

// "Hybrid Cloud", "Remote Sensing": words of the trade, not of the place.
const HYBRID =
  /(?<![\p{L}-])hybrid(?:e[srnm]?)?(?![\p{L}]|[- ](?:cloud|app|mobile|vehicle|electric|drive|antrieb|it\b|inverter|event|infrastr|search|publish))|\bhybrid-?modell|\b(?:teilweise|anteilige?[snr]?) (?:im |in )?(?:remote|home)|\btage? (?:pro woche )?(?:remote|(?:im )?home.?office)|\bdays? (?:a week )?(?:on[- ]?site|in the office|from home)|\bhome.?office \d|\bjours? de télétravail|\btélétravail partiel/iu
// "Home office möglich" is an offer beside the office, unless all of the work may be done so.
const OFFERED =
  /(?<!(?:100 ?%|voll(?:ständig|es)?|komplett(?:es)?|reines|ausschließlich(?:es)?|full|fully)[ -](?:im |in )?)\bhome.?office[- ]?(?:(?:ist |teils |auch )?möglich|nach (?:absprache|vereinbarung)|anteil|option|regelung|tage?\b)/i
const ONSITE =
  /\bon-?site\b(?! (?:support|service|visit|event))|(?<!beim kunden )\bvor ort\b(?! beim)|\bin[- ](?:the )?office\b|\bin[- ]person\b|\bprésentiel\b/i
const NOT_REMOTE = /\b(?:no|not|non|kein|keine|nicht)[- ]?(?:remote|home.?office)/i
const REMOTE =
  /\bremote\b(?![- ](?:sensing|control|desktop|support|monitor|site|wartung|access|diagnos|hand))|\bwork from (?:home|anywhere)\b|\bhome.?office\b|\btélétravail\b|\bortsunabhängig\b|\btelework(?:ing)?\b|\bWFH\b/i

/** Where the work is done, as a text says it; null when it does not, or says one thing here and another there. */
export function remoteIn(text: string): RemoteKind | null {
  if (HYBRID.test(text)) return 'hybrid'
  if (NOT_REMOTE.test(text)) return 'onsite'
  if (OFFERED.test(text)) return 'hybrid'
  // "Remote or on site" leaves the choice to the person.
  if (
    /\bremote (?:or|oder|und|and|\/) ?(?:on-?site|vor ort)|\b(?:on-?site|vor ort) (?:or|oder|und|and|\/) ?remote/i.test(
      text,
    )
  )
    return 'hybrid'
  const kinds: RemoteKind[] = [
    ...(ONSITE.test(text) ? ['onsite' as const] : []),
    ...(REMOTE.test(text) ? ['remote' as const] : []),
  ]
  return kinds.length === 1 ? (kinds[0] ?? null) : null
}

const HOURS: readonly (readonly [RegExp, Employment])[] = [
  [
    /full[- ]?time|vollzeit|voll- ?(?:und|oder|\/) ?teilzeit|full[- ](?:and|or) part[- ]?time|temps plein/i,
    'full_time',
  ],
  [/part[- ]?time|teilzeit|temps partiel/i, 'part_time'],
  [/mini-?job|geringfügig|\b(?:450|520|538|556|603)[- ]?(?:euro|€)/i, 'mini_job'],
  [/^aushilfe|\bals aushilfe/i, 'temporary'],
  [/\bim ehrenamt\b/i, 'volunteer'],
]

/** Full time, part time or both, and work beside other work, as a text says it. */
export function employmentIn(text: string): Employment[] {
  return HOURS.filter(([words]) => words.test(text)).map(([, kind]) => kind)
}

const CONTRACTS: readonly (readonly [RegExp, Contract])[] = [
  [/\bpraktik(?:um|a|ant)|\bintern(?:ship)?s?\b|^stage\b(?! manager)/i, 'intern'],
  [
    /\bausbildung(?:splatz)?\b|\bauszubildende|\bazubis?\b|\bduale[sr]? stud|\bapprentice(?:ship)?\b|\balternance\b|\bapprenti(?:e|ssage)?\b|\blehrstelle|\blehrling/i,
    'apprentice',
  ],
  [/\bfreelanc\w*|\bfreiberuf\w*|\bhonorarbasis|\bfreie[rn]? mitarbeit|\bcontractor\b/i, 'freelance'],
  [/\bunbefristet\w*|\bpermanent\b|\bfestanstellung\b|\bCDI\b/i, 'permanent'],
  [/\bbefristet\w*|\bfixed[- ]term\b|\bCDD\b|\b(?:elternzeit|mutterschutz)-?vertretung|\bmaternity cover/i, 'fixed'],
  [/\bzeitarbeit\b|\barbeitnehmerüberlassung|\bintérim(?:aire)?(?![\p{L}])/iu, 'temp'],
]

/** The kind of contract, as a title or a short line says it. */
export function contractIn(line: string): Contract | null {
  return CONTRACTS.find(([words]) => words.test(line))?.[1] ?? null
}

const PERMANENT = /\bunbefristet|\bfestanstellung\b|\bpermanent (?:contract|position|employment|role|full|job)|\bCDI\b/i
const FIXED = /\bbefristet|\bfixed[- ]term (?:contract|position|employment|role|job)|\bCDD\b/i

/** The kind of contract that a whole text offers: a text that asks for a finished apprenticeship offers none. */
export function contractOffered(text: string): Contract | null {
  const permanent = PERMANENT.test(text)
  return permanent === FIXED.test(text) ? null : permanent ? 'permanent' : 'fixed'
}
