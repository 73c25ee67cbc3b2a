/**
 * An RRULE's value in one form (RFC 5545 §3.3.10): the order of its parts and of the values of a BY-part says nothing,
 * and neither does what is the default.
 */
export function canonicalRule(rrule: string): string {
  const parts = rrule
    .toUpperCase()
    .split(';')
    .filter((part) => part !== '' && part !== 'INTERVAL=1' && part !== 'WKST=MO')
    .map((part) => (part.startsWith('BY') ? sortedValues(part) : part))
  return parts.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)).join(';')
}

const rank = (part: string): number => (part.startsWith('FREQ=') ? 0 : 1)

function sortedValues(part: string): string {
  const cut = part.indexOf('=') + 1
  const values = part.slice(cut).split(',')
  return part.slice(0, cut) + [...new Set(values)].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1)).join(',')
}
