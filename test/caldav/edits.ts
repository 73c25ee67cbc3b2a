import { calendar, file, hourOn, vevent } from './files.ts'

/** What somebody does with another program to an event on one side (0 or 1) of a pair of calendars. */
export type Edit =
  | { readonly is: 'created' | 'changed'; readonly side: number; readonly uid: string; readonly text: string }
  | { readonly is: 'deleted'; readonly side: number; readonly uid: string }

interface Known {
  readonly uid: string
  /** Where it was created. */
  readonly side: number
  readonly kind: (typeof KINDS)[number]
  readonly day: number
  readonly title: string
}

const KINDS = ['hour', 'days', 'series'] as const
const CREATED = 3
const CHANGED = 2

/** Rounds of edits on both sides: in each an event is touched once at most, so that there is nothing to argue about. */
export function edits(seed: number, rounds: number): Edit[][] {
  const next = numbers(seed)
  const any = <One>(of: readonly One[]): One => {
    const one = of[Math.floor(next() * of.length)]
    if (one === undefined) throw new Error('There is nothing to choose from.')
    return one
  }
  const known: Known[] = []
  return Array.from({ length: rounds }, (_, round) => {
    const untouched = [...known]
    const taken = (may: (one: Known) => boolean = () => true): Known => {
      const one = any(untouched.filter(may))
      untouched.splice(untouched.indexOf(one), 1)
      return one
    }
    const changes = [0, 1].flatMap((side): Edit[] => {
      if (round === 0) return []
      const changed = Array.from({ length: CHANGED }, () => {
        const was = taken()
        const now = { ...was, day: 1 + Math.floor(next() * 20), title: `${was.title}, in round ${round}` }
        known[known.indexOf(was)] = now
        return { is: 'changed', side, uid: was.uid, text: textOf(now) } as const
      })
      // Where it came from: of a copy that was deleted the original stays.
      const gone = taken((one) => one.side === side)
      known.splice(known.indexOf(gone), 1)
      return [...changed, { is: 'deleted', side, uid: gone.uid }]
    })
    const created = [0, 1].flatMap((side) =>
      Array.from({ length: round === 0 ? 2 * CREATED : CREATED }, (__, n): Edit => {
        const uid = `event-${round}-${side}-${n}`
        const one = { uid, side, kind: any(KINDS), day: 1 + Math.floor(next() * 20), title: `Event ${uid}` }
        known.push(one)
        return { is: 'created', side, uid, text: textOf(one) }
      }),
    )
    return [...changes, ...created]
  })
}

function textOf({ uid, kind, day, title }: Known): string {
  const words = [`SUMMARY:${title}`, `DESCRIPTION:What is told of ${uid}\\, in a few words`]
  if (kind === 'hour') {
    const alarm = ['BEGIN:VALARM', 'ACTION:DISPLAY', 'DESCRIPTION:Soon', 'TRIGGER:-PT15M', 'END:VALARM']
    return file(uid, ...hourOn(day, 9), ...words, 'CATEGORIES:Interview,Berlin', ...alarm)
  }
  const date = (of: number) => `202611${String(of).padStart(2, '0')}`
  if (kind === 'days') {
    return file(uid, `DTSTART;VALUE=DATE:${date(day)}`, `DTEND;VALUE=DATE:${date(day + 2)}`, ...words)
  }
  const at = (of: number, hour: string) => `${date(of)}T${hour}0000Z`
  return calendar(
    vevent(
      uid,
      `DTSTART:${at(day, '08')}`,
      'DURATION:PT45M',
      'RRULE:FREQ=DAILY;COUNT=4',
      `EXDATE:${at(day + 1, '08')}`,
      ...words,
    ),
    vevent(uid, `RECURRENCE-ID:${at(day + 2, '08')}`, `DTSTART:${at(day + 2, '11')}`, 'DURATION:PT45M', ...words),
  )
}

/** Numbers from 0 up to 1, the same for the same seed (a linear congruence, modulo 2^32). */
function numbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
