// German words of roles and fields, folded, and the English words that mean the same. Two English words: either fits.
const PAIRS = `entwickler developer
entwicklung developer development
programmierer developer
programmer developer
ingenieur engineer
softwareengineer developer engineer
leiter lead manager
leitung lead manager
head lead
leader lead
teamlead lead
fuhrungskraft lead manager
berater consultant
beratung consultant consulting
advisor consultant
vertrieb sales
verkauf sales
verkaufer sales
aussendienst sales
einkauf purchasing
einkaufer purchasing buyer
procurement purchasing
buchhalter accountant
buchhaltung accountant accounting
rechnungswesen accounting
pflege nurse nursing
pfleger nurse
pflegefachkraft nurse
krankenschwester nurse
arzt doctor physician
lehrer teacher
erzieher educator
forscher researcher scientist
wissenschaftler scientist
analytiker analyst
gestalter designer
grafiker designer
architekt architect
techniker technician
mechaniker mechanic
mechatroniker mechatronics
elektriker electrician
elektroniker electrician electronics
fachkraft specialist
spezialist specialist
experte specialist expert
sachbearbeiter clerk
kaufmann clerk
kauffrau clerk
assistenz assistant
assistent assistant
referent officer
beauftragter officer
jurist lawyer counsel
rechtsanwalt lawyer
ubersetzer translator
redakteur editor
koch cook chef
fahrer driver
lagerist warehouse
lager warehouse
logistik logistics
personal hr
personaler hr
recruiter recruiting
qualitat quality
qualitatssicherung quality qa
prufer tester auditor
daten data
datenbank database
netzwerk network
sicherheit security
forschung research
produkt product
projekt project
prozess process
kunden customer
kundenservice customer
kundendienst customer
finanz finance finanz
finanzen finance
steuer tax
recht legal
werbung advertising
offentlichkeitsarbeit pr
maschinenbau mechanical
elektrotechnik electrical
anwendung application
system system systems
systems system systems
administrator administrator admin
admin administrator admin`

const MEANINGS = new Map(
  PAIRS.split('\n').map((line) => {
    const [word = '', ...means] = line.split(' ')
    return [word, means] as const
  }),
)

// What German compounds end in; English words that German uses as heads are among them.
const HEADS = [
  ...MEANINGS.keys(),
  ...'designer manager developer engineer analyst trainer berater planer monteur lead tester redaktion marketing'.split(
    ' ',
  ),
]
  .filter((word) => word.length >= 4)
  .toSorted((a, b) => b.length - a.length)

/** Words that say what kind of role it is and not in which field, so that they count for less. */
export const GENERAL: ReadonlySet<string> = new Set(
  'developer engineer manager lead consultant specialist expert analyst assistant officer clerk technician administrator admin designer architect director coordinator associate representative agent executive partner scientist development consulting'.split(
    ' ',
  ),
)

/**
 * A folded word of a title as its parts, each with all that it may mean in English: `vertriebsleiter` is
 * `[['sales'], ['lead', 'manager']]`. A word that is not known means itself.
 */
export function meaningsOf(word: string): readonly (readonly string[])[] {
  const known = MEANINGS.get(word)
  if (known !== undefined) return [known]
  // Entwicklerin, Ingenieurinnen.
  const bare = word.replace(/in(nen)?$/, '')
  if (bare !== word && HEADS.some((head) => bare.endsWith(head))) return meaningsOf(bare)
  const head = HEADS.find((each) => word.endsWith(each) && word.length - each.length >= 3)
  if (head === undefined) return [[word]]
  const front = word.slice(0, -head.length)
  // "Vertriebsleiter", "Marketingleiter": the s that joins falls away only where a known word is left.
  const joined = MEANINGS.has(front.replace(/s$/, '')) ? front.replace(/s$/, '') : front
  return [...meaningsOf(joined), MEANINGS.get(head) ?? [head]]
}
