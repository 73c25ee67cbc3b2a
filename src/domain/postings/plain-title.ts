import { countryNamed } from './place.ts'

// "We are hiring", "Dear Mara", "Hamburg-based Kestrel seeks": somebody speaks.
const SPEECH =
  /^(?:we|wir|i|ich|our|unsere?|you|du|sie|ihr|your|dein|welcome|willkommen|hello|hallo|hi|dear|liebe[rs]?|sehr geehrte)\b|\b(?:is|are|ist|sind|have|haben|looking|hiring|seeks|suchen?|sucht)\b/i
// What pages write above or around a posting.
const FURNITURE =
  /^(?:about|apply|jetzt bewerben|bewirb|back to|zurück|save|share|menu|log ?in|sign (?:in|up)|posted|veröffentlicht|skip to|über (?:uns|die|den)|job (?:description|details|offer|posting|ad)|stellen(?:anzeige|angebote?|beschreibung|ausschreibung))\b|^(?:jobs?|careers?|karriere|home|search|overview|location|description)$/i

/**
 * Whether a line without any word of a trade may be the title that somebody put on top of a text ("Wick Trimmer"):
 * a few words that begin like a name. Not a sentence, a greeting, a button, an address, a date or a place.
 */
export function mayBeTitle(line: string): boolean {
  const words = line.split(' ')
  return (
    line.length <= 80 &&
    words.length <= 8 &&
    /^[(]?[\p{Lu}\d]/u.test(line) &&
    /\p{L}{3}/u.test(line) &&
    !/[.!?:;,…]$|[:;@]|\. |:\/\/|\bwww\.|\d{4}/.test(line) &&
    !SPEECH.test(line) &&
    !FURNITURE.test(line) &&
    !line.split(', ').some((part) => countryNamed(part) !== null)
  )
}
