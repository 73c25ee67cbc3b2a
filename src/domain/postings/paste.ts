import type { JobPosting } from './posting.ts'
import { placeOf, postingOf } from './posting.ts'
import { payPasted } from './pay.ts'
import { mayBeTitle } from './plain-title.ts'
import { countryNamed, isPlace } from './place.ts'
import { seniorityIn } from './seniority.ts'
import { contractIn, contractOffered, employmentIn, remoteIn } from './terms.ts'

const LABELS = {
  title: /^(?:job ?title|title|position|stellenbezeichnung|stelle|titel|role|jobtitel)\s*[:：]\s*(.+)$/i,
  company: /^(?:company|employer|organi[sz]ation|firma|unternehmen|arbeitgeber)\s*[:：]\s*(.+)$/i,
  location: /^(?:location|place|city|office|ort|standort|arbeitsort|einsatzort)\s*[:：]\s*(.+)$/i,
}
const ROLE =
  /engineer|developer|manager|analyst|designer|scientist|architect|consultant|specialist|director|assistant|administrator|nurse|teacher|lead\b|officer|representative|technician|accountant|recruiter|entwickler|ingenieur|berater|leiter|leitung|referent|sachbearbeiter|mitarbeiter|fachkraft|kauffrau|kaufmann|pfleger|techniker|spezialist|werkstudent|praktik|\(?[mwfd]\s*\/\s*[mwfd]\s*\/\s*[dx]\)?/i
const LEGAL =
  /\b(GmbH(?: & Co\. KG)?|AG|SE|KG|KGaA|e\.\s?V\.|Ltd\.?|Limited|Inc\.?|LLC|plc|S\.A\.|SAS|B\.V\.|AB|ApS|Oy|S\.r\.l\.|Corp\.?)(?=[\s,.)]|$)/
const AT = /^(?<title>.{3,120}?)\s+(?:at|bei|@|chez)\s+(?<company>[^,|–—]{2,80})(?:\s*[,|–—]\s*(?<place>.{2,80}))?$/
const BARS = /^(?<title>[^|]{3,120})\s+\|\s+(?<company>[^|]{2,80})(?:\s+\|\s+(?<place>[^|]{2,80}))?$/

// "Kestrel GmbH · Ulm | Vollzeit"
const BETWEEN = /\s+[|·•–—]\s+/

/** What a pasted text says of itself. Null: not found, and not guessed. */
export interface PastedPosting {
  readonly title: string | null
  readonly company: string | null
  readonly location: string | null
}

/**
 * Title, company and place of a pasted text: from labels ("Company: …"), from a head line, by the company's legal form,
 * or as a line that is nothing but a place. The first line is the title where no other is and it looks like one.
 */
export function readHead(text: string): PastedPosting {
  const lines = text
    .split('\n')
    .map((line) =>
      line
        .replaceAll(/\*\*|__/g, '')
        .replaceAll(/\s+/g, ' ')
        .replace(/^[#*\-•\s]+/, '')
        .trim(),
    )
    .filter((line) => line !== '')
  const labelled = (label: RegExp) =>
    lines.map((line) => label.exec(line)?.[1]?.trim()).find((found) => found !== undefined) ?? null
  const head = lines.slice(0, 6)
  // "We are hiring an engineer at our office." is a sentence, not a heading.
  const heading = head
    .filter((line) => !/(?<!\b(?:inc|ltd|co|corp|e\. ?v|s\.a))\.$|[!?]$|^(?:we|wir|i|our|unser)\b/i.test(line))
    .map((line) => (AT.exec(line) ?? BARS.exec(line))?.groups)
    .find((groups) => groups !== undefined && ROLE.test(groups['title'] ?? ''))
  const titleLine = head.find((line) => line.length <= 120 && ROLE.test(line) && !/[.!?]$/.test(line)) ?? null
  const companyLine =
    head.find(
      (line) =>
        line.length <= 100 &&
        line !== titleLine &&
        LEGAL.test(line) &&
        !/\b(wir|we|our|unsere?|is|are|ist|sind|sucht|seeks)\b/i.test(line),
    ) ?? null
  const [first = '', ...below] = lines
  const plain = below.length > 0 && first !== companyLine && mayBeTitle(first) ? first : null
  return {
    title: labelled(LABELS.title) ?? heading?.['title']?.trim() ?? titleLine ?? plain,
    company:
      labelled(LABELS.company) ??
      heading?.['company']?.trim() ??
      companyLine?.split(BETWEEN).find((part) => LEGAL.test(part)) ??
      null,
    location: labelled(LABELS.location) ?? heading?.['place']?.trim() ?? placeLine(head),
  }
}

// "Hamburg", or as one of several in a line: "Kestrel GmbH · 89073 Ulm · Vollzeit".
function placeLine(head: readonly string[]): string | null {
  return head.flatMap((line) => line.split(BETWEEN)).find((part) => part.length <= 100 && isPlace(part)) ?? null
}

/** A posting out of a pasted text, once its title and company are known. */
export function fromText(
  text: string,
  head: { title: string; company: string; location: string | null },
  address: { url: string | null; id: string },
): JobPosting {
  const pay = payPasted(text)
  const clean = text
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
  const kind = remoteIn(`${head.title}\n${head.location ?? ''}`) ?? remoteIn(clean.slice(0, 6000))
  return postingOf(
    {
      board_id: 'import',
      external_id: address.id,
      source_url: address.url ?? '',
      title: head.title,
      company: head.company,
    },
    {
      apply_url: address.url,
      locations: head.location === null ? [] : [placeFrom(head.location)],
      remote: { kind: kind ?? 'unknown', countries: [], raw: null },
      salary:
        pay === null
          ? null
          : { min: pay.min, max: pay.max, currency: pay.currency, period: pay.period, origin: 'parsed', raw: pay.raw },
      employment: employmentIn(clean),
      contract: contractIn(head.title) ?? contractOffered(clean),
      seniority: seniorityIn(head.title),
      description_text: clean,
    },
  )
}

/** A place as a person writes it: "Hamburg", "Hamburg, Germany". Only what it says is taken. */
export function placeFrom(text: string): JobPosting['locations'][number] {
  const raw = text.replaceAll(/\s+/g, ' ').trim()
  const bare = raw.replaceAll(/\s*\((?:remote|hybrid|on-?site|vor ort)\)\s*/gi, '')
  const parts = bare
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const country = countryNamed(parts.at(-1) ?? '')
  const rest = country === null ? parts : parts.slice(0, -1)
  if (/\b(remote|anywhere|worldwide|home.?office)\b/i.test(bare)) return placeOf(raw, { country })
  return placeOf(raw, { city: rest[0] ?? null, region: rest.length > 1 ? (rest.at(-1) ?? null) : null, country })
}
