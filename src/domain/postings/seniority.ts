import type { Seniority } from '#contract/posting-fields.ts'

// Phrases that hold a word of rank and state none.
const NO_RANK: readonly RegExp[] = [
  // Whom one works for: "Assistant to the CEO", "Assistenz der Geschäftsführung", "COO Office".
  /\b(?:to|for|für|der|des|beim?|of) (?:the |our |den |die )?(?:c[a-z]o|ciso|managing directors?|(?:executive )?board|director|founders?|geschäftsführ\p{L}*|geschäftsleitung|vorstand\p{L}*)(?!\p{L})/giu,
  /\b(?:c[eofmpti]o)(?:'s)?[- ](?:office|staff|assistan\p{L}*)/giu,
  /\bexecutive (?:assistants?|assistenz|search|chef|housekeeper|protection|office|sous)/giu,
  /\b(?:account|sales|marketing|customer|support|service|business development|hr|pr|client|event|recruitment|advertising|media|digital)(?: \p{L}+)? executives?\b/giu,
  /\b(?:chief of staff|art director\p{L}*|artdirector\p{L}*|lead(?:s\b|[- ](?:gen\p{L}*|nurtur\p{L}*|management|qualif\p{L}*)))/giu,
  /\bsenior (?:living|care|citizens?|housing|services)\b/giu,
  /\bstudents? (?:advis\p{L}*|services?|support|success|affairs|counsel\p{L}*|recruit\p{L}*|coach\p{L}*|housing|life|experience|admission\p{L}*)/giu,
  /\bintern(?:e[nrs]?)?[ /&]+(?:und |and |oder )?extern\p{L}*/giu,
  /\bassociate (?=director|vice|principal)/giu,
]

const end = String.raw`(?:[:*_/]-?in(?:nen)?|in(?:nen)?|s)?(?!\p{L})`
const word = (words: string) => new RegExp(String.raw`(?<![\p{L}-])(?:${words})`, 'iu')

const LEVELS: readonly (readonly [Seniority, RegExp])[] = [
  [
    'intern',
    word(
      String.raw`(?:schüler)?praktik(?:um|a|ant)\p{L}*|pflichtpraktikum|intern(?:ship)?s?(?!\p{L})|werkstud\p{L}*|(?:working )?students?(?!\p{L})|studentische\p{L}*|stagiaires?|auszubildende\p{L}*|azubis?(?!\p{L})|ausbildung(?:splatz)?(?!\p{L})|duale[sr]? stud\p{L}*|apprentice(?:ship)?s?(?!\p{L})|apprentie?s?(?!\p{L})|alternan[ct]\p{L}*|lehrstelle|lehrling(?!\p{L})`,
    ),
  ],
  [
    'executive',
    word(
      String.raw`c[eotfimp]o(?!\p{L})|ciso(?!\p{L})|chro(?!\p{L})|chief(?: \p{L}+){1,3} officer|chief (?:executive|digital|technology|financial|operating|people|product|revenue|marketing)|(?:[se]|a)?vp(?!\p{L})|vice president|president(?!\p{L})|geschäftsführer${end}|geschäftsleiter${end}|geschäftsführende[rn]?|vorstand(?!\p{L}|s(?:assist|sekret))|vorstandsmitglied|vorstandsvorsitz\p{L}*|executive director|managing director|(?:co-?)?founder(?!\p{L})`,
    ),
  ],
  [
    'director',
    word(
      String.raw`directors?(?!\p{L})|direktor\p{L}*|directeur(?!\p{L})|directrice(?!\p{L})|head of|(?:global )?head(?= (?:marketing|sales|hr|it|finance|people)\b)|(?:haupt)?(?:abteilungs|bereichs)leit(?:er|ung)${end}|leiter${end}|leitung(?!\p{L})`,
    ),
  ],
  [
    'lead',
    word(
      String.raw`lead(?:er)?(?!\p{L})|principal(?!\p{L})|chief (?:engineer|architect|designer|scientist|editor)|head (?:chef|nurse|coach|teacher|waiter)|staff (?=(?:[\p{L}+#.-]+ ){0,3}(?:engineer|developer|scientist|designer|researcher|architect))|team-?leit(?:er|ung)${end}|team-?lead(?:er)?(?!\p{L})|tech-?lead(?!\p{L})|(?:gruppen|regional|filial|niederlassungs|betriebs|werk|werks|schicht|standort|markt|stations|referats|sachgebiets)leit(?:er|ung)${end}|führungskraft|führungskräfte`,
    ),
  ],
  [
    'senior',
    word(String.raw`senior(?:in)?(?!\p{L})|sr(?!\p{L})\.?|sénior|confirmée?(?!\p{L})|erfahrene[rns]?(?!\p{L})`),
  ],
  [
    'junior',
    word(
      String.raw`junior(?!\p{L})|jr(?!\p{L})\.?|jun\.|entry[- ]level|graduate(?!\p{L})|trainees?(?!\p{L})|traineeprogramm|absolvent\p{L}*|berufseinsteiger\p{L}*|débutante?(?!\p{L})|berufsanfänger\p{L}*|quereinsteiger\p{L}* ohne|young professionals?|associate (?!manager|partner|professor|general|dean|editor)(?=\p{L})`,
    ),
  ],
  ['mid', word(String.raw`mid[- ]?level|mid-?senior|intermediate|medior|berufserfahrene?[rn]?(?!\p{L})|mid(?=[ /)])`)],
]

/** The level that a title states; null when it states none, or both junior and senior, which is not the same as "mid". */
export function seniorityIn(title: string): Seniority | null {
  const bare = NO_RANK.reduce((text, phrase) => text.replaceAll(phrase, ' · '), title)
  const said = LEVELS.filter(([, words]) => words.test(bare)).map(([level]) => level)
  const [first = null] = said
  if (first === 'senior' && said.includes('junior')) return null
  // "Lead" and "Principal" rank above the "Senior" beside them, an intern below the head whom they help.
  return first
}

/**
 * The level of a posting: what its title states, or else what its source says. That somebody is an executive is only
 * believed of a title that says so: sources file recruiters and assistants there.
 */
export function seniorityOf(title: string, said: Seniority | null): Seniority | null {
  return seniorityIn(title) ?? (said === 'executive' ? null : said)
}
