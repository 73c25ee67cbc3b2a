import type { Status } from '#contract/stages.ts'
import { chanceFrom } from './chance.ts'
import type { Chance } from './chance.ts'
import { PEOPLE } from './words.ts'

const DAY = 86_400_000
const SPAN_DAYS = 150

export interface SampleInterview {
  readonly kind: 'phone' | 'video' | 'onsite' | 'technical'
  readonly round: number
  readonly at_ms: number
  readonly outcome: 'pending' | 'passed' | 'failed'
  readonly people: readonly string[]
}

/** One application of the sample, with times in milliseconds. */
export interface SampleApplication {
  readonly history: readonly { readonly status: Status; readonly at_ms: number; readonly note?: string }[]
  readonly interviews: readonly SampleInterview[]
  readonly notes: readonly { readonly at_ms: number; readonly text: string }[]
  readonly contact: { readonly name: string; readonly role: 'recruiter' | 'hiring_manager' } | null
  readonly next: { readonly text: string; readonly at_ms: number } | null
  /** Factors of the posting's pay, for those that came to an offer. */
  readonly offer: {
    readonly base: number
    readonly bonus: number
    readonly at_ms: number
    readonly deadline_ms: number
  } | null
}

// How the sixty stand today: what a serious search of five months looks like.
const STANDING: readonly (readonly [Status, number])[] = [
  ['interested', 9],
  ['applied', 15],
  ['interview', 8],
  ['offer', 3],
  ['accepted', 1],
  ['rejected', 15],
  ['declined', 1],
  ['withdrawn', 2],
  ['ghosted', 6],
]

/** How many applications the sample has. */
export const SAMPLE_APPLICATIONS = STANDING.reduce((sum, [, count]) => sum + count, 0)

/** The applications of the sample: the same for the same seed, ending at `now_ms`. */
export function sampleApplications(seed: number, now_ms: number): SampleApplication[] {
  const chance = chanceFrom(seed)
  const all = STANDING.flatMap(([status, count]) =>
    Array.from({ length: count }, (_, index) =>
      one(chance, status, { now_ms, share: (index + chance.fraction()) / count }),
    ),
  )
  let met = 0
  return all.map((each) =>
    each.contact === null ? each : { ...each, contact: { ...each.contact, name: personAt(met++) } },
  )
}

// Nobody works at two companies at once: after the list is through, given and family names meet anew.
function personAt(index: number): string {
  const turn = Math.floor(index / PEOPLE.length)
  const [given = ''] = (PEOPLE[index % PEOPLE.length] ?? '').split(' ')
  const [, family = ''] = (PEOPLE[(index + turn * 5) % PEOPLE.length] ?? '').split(' ')
  return `${given} ${family}`
}

type When = { readonly now_ms: number; readonly share: number }

function one(chance: Chance, status: Status, { now_ms, share }: When): SampleApplication {
  const [youngest, oldest] = AGE[status] ?? [1, SPAN_DAYS]
  const begun = workTime(chance, now_ms - (youngest + share * (oldest - youngest)) * DAY, now_ms)
  const steps: SampleApplication['history'][number][] = []
  const to = (next: Status, at_ms: number, note?: string) =>
    steps.push({ status: next, at_ms: Math.min(at_ms, now_ms - 60_000), ...(note === undefined ? {} : { note }) })
  if (status === 'interested' || chance.happens(0.6)) to('interested', begun)
  const applied = status === 'interested' ? null : workTime(chance, begun + chance.between(0, 3) * DAY, now_ms)
  if (applied !== null) to('applied', applied)
  const interviews =
    applied !== null && reachesInterview(chance, status) ? interviewsOf(chance, status, { applied, now_ms }) : []
  const [first] = interviews
  if (first !== undefined && applied !== null)
    to(
      'interview',
      Math.max(applied + 3_600_000, Math.min(first.at_ms - chance.between(2, 5) * DAY, now_ms)),
      'Invited by e-mail',
    )
  const last = Math.max(
    steps.at(-1)?.at_ms ?? begun,
    ...interviews.filter((each) => each.at_ms < now_ms).map((each) => each.at_ms),
  )
  const offered = ['offer', 'accepted', 'declined'].includes(status)
    ? workTime(chance, last + chance.between(2, 6) * DAY, now_ms)
    : null
  if (offered !== null) to('offer', offered)
  if (status === 'accepted' || status === 'declined') to(status, (offered ?? last) + 3 * DAY)
  if (status === 'rejected')
    to('rejected', last + chance.between(2, 20) * DAY, chance.happens(0.5) ? 'Went with somebody else' : undefined)
  if (status === 'withdrawn') to('withdrawn', last + chance.between(2, 9) * DAY, 'Too far away in the end')
  if (status === 'ghosted') to('ghosted', last + chance.between(30, 38) * DAY, 'Nothing heard')
  return {
    history: ascending(steps),
    interviews,
    notes: chance.happens(0.45)
      ? [{ at_ms: Math.min(last + 7_200_000, now_ms - 60_000), text: chance.pick(NOTES) }]
      : [],
    contact:
      interviews.length > 0 || chance.happens(0.25)
        ? { name: chance.pick(PEOPLE), role: chance.happens(0.6) ? 'recruiter' : 'hiring_manager' }
        : null,
    next: nextFor(chance, status, now_ms),
    offer:
      offered === null
        ? null
        : {
            base: 0.96 + chance.fraction() * 0.12,
            bonus: chance.between(0, 8) / 100,
            at_ms: Math.min(offered, now_ms - 60_000),
            deadline_ms: now_ms + chance.between(3, 12) * DAY,
          },
  }
}

// Days ago that the oldest and the youngest of each standing began.
const AGE: Readonly<Partial<Record<Status, readonly [number, number]>>> = {
  interested: [0.3, 14],
  applied: [1, 30],
  interview: [12, 40],
  offer: [32, 60],
  accepted: [55, 70],
  rejected: [30, SPAN_DAYS],
  declined: [70, 90],
  withdrawn: [40, 110],
  ghosted: [52, SPAN_DAYS],
}

function reachesInterview(chance: Chance, status: Status): boolean {
  if (['interview', 'offer', 'accepted', 'declined'].includes(status)) return true
  return status === 'rejected' || status === 'withdrawn' ? chance.happens(0.35) : false
}

const KINDS = ['phone', 'video', 'technical', 'onsite'] as const

function interviewsOf(
  chance: Chance,
  status: Status,
  { applied, now_ms }: { applied: number; now_ms: number },
): SampleInterview[] {
  const rounds =
    status === 'interview'
      ? chance.between(1, 3)
      : status === 'rejected' || status === 'withdrawn'
        ? chance.between(1, 2)
        : chance.between(2, 3)
  let at = applied + chance.between(6, 12) * DAY
  return Array.from({ length: rounds }, (_, index) => {
    const ends = index === rounds - 1
    // Who stands in interviews has one ahead.
    const at_ms =
      ends && status === 'interview'
        ? workTime(chance, now_ms + chance.between(1, 9) * DAY, Number.MAX_SAFE_INTEGER)
        : workTime(chance, Math.min(at, now_ms - DAY), now_ms)
    at += chance.between(4, 8) * DAY
    const outcome = at_ms > now_ms ? 'pending' : ends && status === 'rejected' ? 'failed' : 'passed'
    return {
      kind: KINDS[Math.min(index, KINDS.length - 1)] ?? 'video',
      round: index + 1,
      at_ms,
      outcome,
      people: chance.some(PEOPLE, chance.between(1, 2)),
    }
  })
}

function nextFor(chance: Chance, status: Status, now_ms: number): SampleApplication['next'] {
  if (status === 'interested')
    return chance.happens(0.5)
      ? {
          text: chance.pick(['Write the cover letter', 'Ask Jonas about the team', 'Read up on the product']),
          at_ms: workTime(chance, now_ms + chance.between(0, 5) * DAY, Number.MAX_SAFE_INTEGER),
        }
      : null
  if (status === 'applied')
    return chance.happens(0.5)
      ? {
          text: 'Ask how it stands',
          at_ms: workTime(chance, now_ms + chance.between(-3, 8) * DAY, Number.MAX_SAFE_INTEGER),
        }
      : null
  if (status === 'interview')
    return {
      text: 'Prepare three questions',
      at_ms: workTime(chance, now_ms + chance.between(0, 4) * DAY, Number.MAX_SAFE_INTEGER),
    }
  return status === 'offer'
    ? {
        text: 'Answer the offer',
        at_ms: workTime(chance, now_ms + chance.between(2, 6) * DAY, Number.MAX_SAFE_INTEGER),
      }
    : null
}

const NOTES: readonly [string, ...string[]] = [
  'Small team, two of them part time. They use trunk-based development.',
  'The recruiter asked for the notice period twice. Seems urgent.',
  'Travel once a quarter, costs covered.',
  'They had a hiring stop in spring; this opening is new.',
  'Pay is negotiable up to the top of the range, says the recruiter.',
  'Asked about the on-call duty: one week in six.',
]

/** A moment of a working day near the given one, not after `latest`. */
function workTime(chance: Chance, near_ms: number, latest: number): number {
  const day = Math.floor(near_ms / DAY)
  const weekday = (day + 4) % 7
  const shifted = weekday === 0 ? day - 2 : weekday === 6 ? day - 1 : day
  const at = shifted * DAY + chance.between(7 * 4, 16 * 4) * 900_000
  return Math.min(at, latest - 60_000)
}

/** Each step after the one before it. */
function ascending(steps: readonly SampleApplication['history'][number][]): SampleApplication['history'] {
  let before = 0
  return steps.map((step) => {
    before = Math.max(step.at_ms, before + 1000)
    return { ...step, at_ms: before }
  })
}
