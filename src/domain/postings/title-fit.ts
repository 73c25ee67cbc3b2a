import { fold } from './fold.ts'
import { GENERAL, meaningsOf } from './role-words.ts'

const GENDERS =
  /\(?(?<![\p{L}\p{N}])[mwfdxgnai](?:\s*[/|,]\s*[mwfdxgnai*]){1,3}(?![\p{L}\p{N}])\)?|[:*_/]-?in(?:nen)?(?!\p{L})|\(in\)/giu
const STOP = new Set(
  (
    'senior sr junior jr mid level intern trainee principal staff entry graduate erfahrene erfahrener werkstudent praktikant working student ' +
    'and or und oder of for fur the der die das den in im am mit with to at bei als a an zu zum zur all gender genders ' +
    'remote hybrid homeoffice onsite vollzeit teilzeit full part time fulltime parttime'
  ).split(' '),
)

/** How near a title is to one that a person looks for, 0 to 1; null when either holds no word that says what the job is. */
export function titleFit(wanted: string, title: string): number | null {
  const asked = wordsOf(wanted)
  const offered = new Set(wordsOf(title).flat())
  if (asked.length === 0 || offered.size === 0) return null
  const weight = (word: readonly string[]) => (word.some((each) => GENERAL.has(each)) ? 1 : 2)
  const whole = asked.reduce((sum, word) => sum + weight(word), 0)
  const met = asked.filter((word) => word.some((each) => offered.has(each)))
  return met.reduce((sum, word) => sum + weight(word), 0) / whole
}

/** The words of a title that say what the job is, with all that they may mean. */
export function roleOf(title: string): ReadonlySet<string> {
  return new Set(wordsOf(title).flat())
}

// Each word with all that it may mean.
function wordsOf(title: string): (readonly string[])[] {
  const folded = fold(title.replaceAll(GENDERS, ' '))
    .replaceAll(/\bfull stack\b/g, 'fullstack')
    .replaceAll(/\bfront end\b/g, 'frontend')
    .replaceAll(/\bback end\b/g, 'backend')
    .replaceAll(/\bdev ops\b/g, 'devops')
    // Whoever develops software is called either, and is an engineer all the same.
    .replaceAll(
      /\b(software|frontend|backend|fullstack|web|mobile|app) (?:engineer|ingenieur)(?:in)?\b/g,
      '$1 softwareengineer',
    )
    .replaceAll(/\bsoftwareingenieur(?:in)?\b/g, 'software softwareengineer')
  const words = folded
    .split(' ')
    .map((word) => word.replace(/^[.#+]+|\.+$/g, ''))
    .filter((word) => word !== '' && !STOP.has(word))
  return words.flatMap(meaningsOf)
}
