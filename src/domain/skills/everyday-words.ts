// Names of skills that are too short to stand alone: they need programming around them.
const SHORT = new Set(['C', 'R', 'Go'])
const PROGRAMMING =
  /programm|coding|develop|entwickl|backend|software|proficien|script|skript|statisti|data scien|embedded|firmware|\b(?:java|javascript|typescript|python|rust|kotlin|scala|ruby|php|matlab|sql|sas|spss|stata|perl|assembler|vhdl|kubernetes)\b|c\+\+|c#/i
const NOT_LANGUAGE = String.raw`(?!\s+(?:to|live|for|ahead|beyond|global|green|big)\b|!)`
const COMPOUND = `(?:${'kenntnis entwickl erfahrung programm datenbank workflow skill boot framework tabelle makro formel developer engineer code backend service'
  .split(' ')
  .flatMap((each) => [each, `${each.charAt(0).toUpperCase()}${each.slice(1)}`])
  .join('|')})`
const JOB =
  '(?:developer|entwickl|engineer|ingenieur|admin|consult|berat|specialist|spezialist|expert|programm|backend|dba)'

const MEANINGS = new Map<string, (sentence: string) => boolean>()

/**
 * Whether a word that is also an everyday word ("Excel", "Go", "C", "Spring") stands for the skill in a sentence: not
 * in "we excel", "Go-Live", "C-level", "R&D", nor as the first word of an ordinary sentence, which is capitalised anyway. `technical`: only among words of software.
 */
export function meansSkill(word: string, sentence: string, technical = false): boolean {
  if (technical && !PROGRAMMING.test(sentence)) return false
  const known = MEANINGS.get(word)
  if (known !== undefined) return known(sentence)
  const meant = SHORT.has(word) ? meaningOfShort(word) : meaningOf(word)
  MEANINGS.set(word, meant)
  return meant(sentence)
}

function standsAlone(word: string): string {
  return String.raw`(?<![\p{L}\p{N}&+#-])${word}(?![\p{L}\p{N}+#]|&|-(?!${COMPOUND}))`
}

function meaningOfShort(word: string): (sentence: string) => boolean {
  const alone = standsAlone(word)
  const named = new RegExp(
    String.raw`(?<!\b(?:klasse|class|führerschein|kategorie|category|vitamin|grade|type?|serie|plan|to|will|must|let's|and) )${alone}${word === 'Go' ? NOT_LANGUAGE : ''}`,
    'u',
  )
  const listed = new RegExp(
    String.raw`(?:[,/]|\b(?:and|und|or|oder)) ?${alone}|${alone} ?(?:[,/]|(?:and|und|or|oder)\b)`,
    'u',
  )
  return (sentence) => (named.test(sentence) || listed.test(sentence)) && PROGRAMMING.test(sentence)
}

function meaningOf(word: string): (sentence: string) => boolean {
  const first = String.raw`^[^\p{L}]*${word}`
  const begins = new RegExp(first, 'u')
  const beginsAList = new RegExp(
    String.raw`${first}(?:\s*[,/(&:+]|\s+(?:und|and|oder|or|sowie)\b|-${COMPOUND}|[- ]${JOB}|[- ]?kenntnis)`,
    'iu',
  )
  const within = new RegExp(String.raw`(?<!\b(?:to|you|will|who|can|we|they|must|and) )${standsAlone(word)}`, 'u')
  return (sentence) =>
    begins.test(sentence) && sentence.split(/\s+/).length > 3 ? beginsAList.test(sentence) : within.test(sentence)
}

const ASKS =
  /experience|erfahr|kenntnis|skill|background|knowledge|wissen|verständnis|understanding|expertise|\byears (?:in|of|as)\b|jahren? (?:im|in|als)\b|\b(?:cap)?abilit|fähig|proficien|certif|zertifi|ausbildung|studium|\bdegree|qualifi|talent\b(?! ?(?:acq|man|poo))|versiert|\bsicher(?:e[rmns]?)?\b|vertraut|familiar|track record|\bstrong|fundiert|verantwort|responsib|know-how|expérience|compétence|connaissance|maîtrise|diplôme|\bformation/i

// What employers promise to everybody, whatever fields it names: "without regard to race, genetics, disability".
const PROMISES =
  /without regard to|regardless of|equal (?:employment )?opportunit|discriminat|ungeachtet|unabhängig von/i

/** Whether a sentence asks for something and does not only mention it: "our sales team" asks for no sales. */
export function asks(sentence: string): boolean {
  return ASKS.test(sentence) && !PROMISES.test(sentence)
}
