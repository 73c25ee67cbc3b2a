import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ERROR_WORDS } from './errors.ts'
import type { ErrorClass } from './errors.ts'
import { advance, begin } from './run.ts'
import type { Effect, Outcome, Signal } from './run-step.ts'
import { failureWait, pollEvery, renewAt, throttleWait } from './schedule.ts'

const half = (): number => 0.5
const failed = (is: ErrorClass, retry_after_ms: number | null = null): Signal => ({
  kind: 'failed',
  is,
  retry_after_ms,
})
const PAGE: Signal = { kind: 'page', next: null, cursor: 'c2' }
const APPLIED: Signal = { kind: 'applied', changed: 0 }
const UPDATE: Signal = { kind: 'chosen', link: 'ev1', write: 'update' }
const LEASED: Signal = { kind: 'leased', cursor: 'c1', failures: 0 }
const READ: readonly Signal[] = [LEASED, { kind: 'ready' }, PAGE, { kind: 'staged' }, APPLIED]

/** The effects that a run asks for when its steps are answered so. */
function played(signals: readonly Signal[]): { did: Effect['do'][]; last: Effect | null } {
  let next = begin()
  const did: Effect['do'][] = [...(next.effect === null ? [] : [next.effect.do])]
  for (const signal of signals) {
    next = advance(next.state, signal, half)
    if (next.effect !== null) did.push(next.effect.do)
  }
  return { did, last: next.effect }
}

function outcomeOf(signals: readonly Signal[], failures = 0): Outcome | null {
  const { last } = played(signals.map((signal) => (signal.kind === 'leased' ? { ...signal, failures } : signal)))
  return last?.do === 'release' ? last.outcome : null
}

describe('a run', () => {
  test('reads all pages, applies them with their cursor, tells what there is to tell, and lets go', () => {
    const more: Signal = { kind: 'page', next: 'p2', cursor: null }
    const { did } = played([
      ...[LEASED, { kind: 'ready' } as const, more, { kind: 'staged' } as const, PAGE],
      ...[
        { kind: 'staged' } as const,
        APPLIED,
        UPDATE,
        { kind: 'answered', writes: 1 } as const,
        { kind: 'stored' } as const,
      ],
      { kind: 'nothing' },
    ])
    expect(did.join(' ')).toBe('lease authorise fetch stage fetch stage apply choose send store choose release')
  })

  test('6: applies nothing before the last page, and never without a cursor', () => {
    expect(played([...READ.slice(0, 2), { kind: 'page', next: 'p2', cursor: null }, { kind: 'staged' }]).last?.do).toBe(
      'fetch',
    )
    const without = outcomeOf([...READ.slice(0, 2), { kind: 'page', next: null, cursor: null }])
    expect([without?.state, without?.because]).toEqual(['backoff', 'protocol'])
  })

  test('with a dead cursor reads everything once, from the first page', () => {
    const { last } = played([...READ.slice(0, 2), failed('cursor_dead')])
    expect(last).toMatchObject({ do: 'fetch', cursor: null, page: null })
    const whole = played([...READ.slice(0, 2), failed('cursor_dead'), PAGE, { kind: 'staged' }])
    expect(whole.last).toMatchObject({ do: 'apply', complete: true, cursor: 'c2' })
    expect(outcomeOf([...READ.slice(0, 2), failed('cursor_dead'), failed('cursor_dead')])?.state).toBe('backoff')
  })

  test('renews its access once, and goes on where it was', () => {
    const refused = [...READ, UPDATE, failed('token')]
    expect(played(refused).last).toEqual({ do: 'authorise', refresh: true })
    expect(played([...refused, { kind: 'ready' }]).last?.do).toBe('send')
    expect(outcomeOf([...refused, { kind: 'ready' }, failed('token')])?.state).toBe('needs_reauth')
  })

  test('reads before it writes again where no answer came, and merges where someone was faster, three times', () => {
    expect(played([...READ, UPDATE, failed('unknown_outcome')]).last).toEqual({ do: 'read_back', after: 'unknown' })
    const round: Signal[] = [UPDATE, failed('race'), { kind: 'stored' }]
    expect(played([...READ, ...round, UPDATE, failed('race')]).last).toEqual({ do: 'read_back', after: 'race' })
    expect(played([...READ, ...round, ...round, ...round, UPDATE, failed('race')]).last).toEqual({
      do: 'store',
      answer: { rejected: 'keeps_changing' },
    })
  })

  test('puts aside what is refused and goes on with the rest', () => {
    const { last } = played([...READ, UPDATE, failed('poison')])
    expect(last).toEqual({ do: 'store', answer: { rejected: 'poison' } })
    const rest: Signal[] = [
      UPDATE,
      failed('poison'),
      { kind: 'stored' },
      UPDATE,
      { kind: 'answered', writes: 1 },
      { kind: 'stored' },
    ]
    expect(outcomeOf([...READ, ...rest, { kind: 'nothing' }])).toMatchObject({ state: 'idle', rejected: 1, pushed: 1 })
  })

  test('puts one event aside at which the server fails run after run, and no second one in the same run', () => {
    const fails = (status: number): Signal => ({ kind: 'failed', is: 'transient', retry_after_ms: null, status })
    const item = [...READ, UPDATE]
    expect(outcomeOf([...item, fails(500)], 3)).toMatchObject({ state: 'backoff', because: 'transient', failures: 4 })
    expect(outcomeOf([...item, fails(503)], 9)).toMatchObject({ state: 'backoff', because: 'transient' })
    const from = item.map((signal) => (signal.kind === 'leased' ? { ...signal, failures: 4 } : signal))
    const put = [...from, fails(500)]
    expect(played(put).last).toEqual({ do: 'store', answer: { rejected: 'keeps_failing' } })
    expect(played([...put, { kind: 'stored' }, UPDATE, fails(500)]).last).toMatchObject({ do: 'release' })
    expect(played([...put, { kind: 'stored' }, UPDATE, { kind: 'answered', writes: 1 }]).last?.do).toBe('store')
  })

  test('takes a delete of what is gone for done', () => {
    const chosen: Signal = { kind: 'chosen', link: 'ev1', write: 'delete' }
    expect(played([...READ, chosen, failed('gone')]).last).toEqual({ do: 'store', answer: 'deleted' })
    expect(played([...READ, UPDATE, failed('gone')]).last).toEqual({ do: 'read_back', after: 'gone' })
  })

  test('reads in smaller parts where the answer is too large', () => {
    expect(played([...READ.slice(0, 2), failed('too_large')]).last).toMatchObject({
      do: 'fetch',
      page: null,
      size: 125,
    })
  })

  test.each([
    ['reauth', 'needs_reauth'],
    ['scope', 'needs_reauth'],
    ['operator', 'paused'],
    ['quota', 'paused'],
    ['config', 'error'],
    ['calendar_gone', 'quarantined'],
    ['throttle', 'backoff'],
    ['transient', 'backoff'],
  ] as const)('that meets %s ends as %s', (is, state) => {
    expect(outcomeOf([...READ.slice(0, 2), failed(is)])?.state).toBe(state)
  })

  test('ends without a word where someone else has the lease', () => {
    expect(played([{ kind: 'busy' }]).last).toBeNull()
    expect(played([...READ.slice(0, 4), { kind: 'fenced' }]).last).toBeNull()
  })

  test('ends whatever is answered, and 12: only what is refused makes anyone sign in again', () => {
    const classes = Object.keys(ERROR_WORDS).filter((is): is is ErrorClass => is in ERROR_WORDS)
    const mild = classes.filter((is) => !['reauth', 'scope', 'token'].includes(is))
    const answers: Readonly<Record<Effect['do'], readonly Signal[]>> = {
      lease: [LEASED],
      authorise: [{ kind: 'ready' }],
      fetch: [PAGE, { kind: 'page', next: 'p', cursor: null }],
      stage: [{ kind: 'staged' }],
      apply: [
        APPLIED,
        { kind: 'applied', changed: 2 },
        { kind: 'unconfirmed', remote_ids: ['r'] },
        { kind: 'needs_confirmation' },
      ],
      confirm: [{ kind: 'confirmed' }],
      choose: [UPDATE, { kind: 'chosen', link: 'ev2', write: 'delete' }, { kind: 'nothing' }],
      send: [{ kind: 'answered', writes: 1 }],
      read_back: [{ kind: 'stored' }],
      store: [{ kind: 'stored' }],
      release: [{ kind: 'released' }],
    }
    const choice = fc.record({ fails: fc.boolean(), is: fc.constantFrom(...mild), pick: fc.nat(7) })
    fc.assert(
      fc.property(fc.array(choice, { maxLength: 40 }), (choices) => {
        let next = begin()
        for (let step = 0; step < 300 && next.effect !== null; step += 1) {
          const { fails, is, pick } = choices[step] ?? { fails: true, is: 'transient', pick: 0 }
          const can = answers[next.effect.do]
          const stays = ['lease', 'release', 'stage', 'store'].includes(next.effect.do)
          const signal = fails && !stays ? failed(is) : can[pick % can.length]
          next = advance(next.state, signal ?? failed('transient'), half)
        }
        expect(next.effect).toBeNull()
        expect(next.state.outcome?.state).not.toBe('needs_reauth')
      }),
      { seed: 6, numRuns: 2_000 },
    )
  })
})

describe('13: failures in a row', () => {
  test('count on where nothing was done, and anew where something was', () => {
    expect(outcomeOf([...READ.slice(0, 2), failed('transient')], 3)?.failures).toBe(4)
    const pulled: Signal = { kind: 'applied', changed: 1 }
    expect(outcomeOf([...READ.slice(0, 4), pulled, UPDATE, failed('transient')], 3)?.failures).toBe(1)
    expect(outcomeOf([...READ, UPDATE, failed('transient')], 3)?.failures).toBe(4)
  })

  test('count on where everything was refused, and end where all went well', () => {
    const refused: Signal[] = [UPDATE, failed('poison'), { kind: 'stored' }, { kind: 'nothing' }]
    expect(outcomeOf([...READ, ...refused], 3)).toMatchObject({ state: 'backoff', failures: 4 })
    expect(outcomeOf([...READ, { kind: 'nothing' }], 3)).toMatchObject({ state: 'idle', failures: 0 })
  })

  test('stay as they are where the run was stopped before it did anything', () => {
    expect(outcomeOf([LEASED, failed('reauth')], 3)?.failures).toBe(3)
    expect(outcomeOf([...READ.slice(0, 4), { kind: 'needs_confirmation' }], 3)?.failures).toBe(3)
  })
})

describe('the times between runs', () => {
  test('double with each failure, anywhere below their limit', () => {
    const wait = (failures: number, random: number) =>
      throttleWait({ failures, retry_after_ms: null, random: () => random })
    expect([1, 2, 3, 7, 20].map((failures) => wait(failures, 1))).toEqual([1_000, 2_000, 4_000, 64_000, 64_000])
    expect(wait(7, 0)).toBe(0)
    expect(failureWait({ failures: 30, retry_after_ms: null, random: () => 1 })).toBe(901_000)
  })

  test('are never shorter than was asked for', () => {
    fc.assert(
      fc.property(
        fc.nat(40),
        fc.nat(600_000),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (failures, retry_after_ms, random) => {
          const wait = { failures, retry_after_ms, random: () => random }
          expect(Math.min(throttleWait(wait), failureWait(wait))).toBeGreaterThanOrEqual(retry_after_ms)
        },
      ),
      { seed: 8 },
    )
  })

  test('are a minute to a quarter of an hour, and at least five minutes where pushes come', () => {
    expect([1, 60_000, 600_000, 9_000_000].map((plan) => pollEvery(plan, false))).toEqual([
      60_000, 60_000, 600_000, 900_000,
    ])
    expect(pollEvery(60_000, true)).toBe(300_000)
  })

  test('of a push channel end before its life does, spread but always the same', () => {
    const sha256 = (text: string): Uint8Array => createHash('sha256').update(text).digest()
    const at = (id: string): number => renewAt({ id, from_ms: 0, until_ms: 1_000_000 }, sha256)
    const all = Array.from({ length: 100 }, (_, index) => at(`c${index}`))
    expect(Math.max(...all)).toBeLessThanOrEqual(800_000)
    expect(Math.min(...all)).toBeGreaterThanOrEqual(750_000)
    expect(new Set(all).size).toBeGreaterThan(90)
    expect(at('c1')).toBe(at('c1'))
  })
})
