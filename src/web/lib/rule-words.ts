import { formatDay } from './format-time.ts'
import type { TimeStyle } from './format-time.ts'

const DAYS: Readonly<Record<string, string>> = {
  MO: 'Mon',
  TU: 'Tue',
  WE: 'Wed',
  TH: 'Thu',
  FR: 'Fri',
  SA: 'Sat',
  SU: 'Sun',
}
const EVERY: Readonly<Record<string, readonly [string, string]>> = {
  DAILY: ['day', 'days'],
  WEEKLY: ['week', 'weeks'],
  MONTHLY: ['month', 'months'],
  YEARLY: ['year', 'years'],
}

/** A rule in words, as far as words are short: `every 2 weeks on Tue and Thu, 10 times`; else the rule itself. */
export function ruleWords(rrule: string, style: TimeStyle): string {
  const parts = new Map(rrule.split(';').map((part) => [part.split('=')[0] ?? '', part.split('=')[1] ?? '']))
  const unit = EVERY[parts.get('FREQ') ?? '']
  const known = ['FREQ', 'INTERVAL', 'BYDAY', 'COUNT', 'UNTIL', 'WKST']
  const days = (parts.get('BYDAY') ?? '').split(',').filter(Boolean)
  if (unit === undefined || [...parts.keys()].some((name) => !known.includes(name))) return rrule
  if (days.some((day) => DAYS[day] === undefined)) return rrule
  const interval = Number(parts.get('INTERVAL') ?? 1)
  const every = interval === 1 ? `every ${unit[0]}` : `every ${interval} ${unit[1]}`
  const on = days.length === 0 ? '' : ` on ${listWords(days.map((day) => DAYS[day] ?? day))}`
  const count = parts.get('COUNT')
  const until = /^(\d{4})(\d\d)(\d\d)/.exec(parts.get('UNTIL') ?? '')
  const end =
    count === undefined
      ? until === null
        ? ''
        : `, until ${formatDay(`${until[1]}-${until[2]}-${until[3]}`, style)}`
      : `, ${count} times`
  return `${every}${on}${end}`
}

function listWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
