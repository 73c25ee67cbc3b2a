import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { blankEvent } from '#domain/calendar/event.ts'
import type { CalendarEvent } from '#domain/calendar/event.ts'
import type { ErrorClass } from '#domain/calendar/sync/errors.ts'
import type { ListedRow } from '#domain/calendar/sync/link.ts'
import { EnginePlay } from '#kit/calendar/engine-play.ts'
import { tenOn } from '#kit/calendar/events.ts'
import type { PortFault } from '#kit/calendar/fake-port.ts'
import { POLICY, TRAITS, world } from '#kit/calendar/worlds.ts'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp } from '#kit/make-app.ts'
import { soon } from '#kit/soon.ts'

let app: TestApp
let user_id: string
beforeAll(async () => {
  app = await makeApp()
  user_id = (await app.register()).user.id
})
afterAll(() => app.close())

let engine: EnginePlay
let calendar: string
beforeEach(async () => {
  engine = new EnginePlay(app, user_id, world(['google']))
  await engine.begin(['google'])
  calendar = engine.ids[0] ?? ''
})

const remote = () => {
  const [only] = engine.play.world.calendars
  if (only === undefined) throw new Error('a world has a calendar')
  return only.remote
}
const there = () => [...remote().items.values()].map(({ event }) => event.title).sort()
const createHere = () => engine.happen({ do: 'create', side: 'here', calendar: 0, series: false })
const editHere = () => engine.happen({ do: 'edit', side: 'here', calendar: 0, pick: 0, edit: 'title', day: 0 })
const attempts = () =>
  app.rows(
    'SELECT status, imported, changed, deleted, pushed, requests FROM calendar_attempts WHERE calendar_id = $1 ORDER BY id',
    [calendar],
  )

describe('a run', () => {
  test('tells what a person changes while an older version of it is on its way', async () => {
    await createHere()
    const run = await engine.until(calendar, 'store')
    await editHere()
    await engine.finish(run)
    expect(there()).toEqual(['Title ~2~'])
  })

  test('stores nothing any more once another one has taken the calendar, and its attempt is lost', async () => {
    remote().edit('r1', { ...blankEvent('u1', tenOn(1)), title: 'Theirs' })
    const late = await engine.until(calendar, 'apply')
    await engine.run(calendar)
    remote().edit('r1', { ...blankEvent('u1', tenOn(1)), title: 'Newer' })
    await engine.run(calendar)
    await engine.finish(late)
    expect(
      await app.rows(`SELECT event ->> 'title' AS title FROM calendar_events WHERE user_id = $1`, [user_id]),
    ).toEqual([{ title: 'Newer' }])
    expect((await attempts()).map(({ status }) => status)).toEqual(['lost', 'done', 'done'])
  })

  test('by the clock that found nothing tells of its end where its beginning was told', async () => {
    const phases = async () => {
      const rows = await app.rows(
        `SELECT data ->> 'phase' AS phase FROM live_events WHERE data ->> 'calendar_id' = $1 ORDER BY id`,
        [calendar],
      )
      return rows.map(({ phase }) => phase)
    }
    const later = () => {
      engine.play.world.now += 2_000
      app.time.advance(2_000)
    }
    await engine.run(calendar)
    const quiet = await phases()
    const run = await engine.until(calendar, 'stage')
    later()
    await engine.finish(run)
    expect((await phases()).slice(quiet.length)).toEqual(['reading', 'ended'])
    await engine.run(calendar)
    expect((await phases()).slice(quiet.length)).toHaveLength(2)
    const late = await engine.until(calendar, 'stage')
    later()
    await late.step()
    await engine.run(calendar)
    await engine.finish(late)
    expect((await phases()).slice(quiet.length)).toEqual(['reading', 'ended', 'reading', 'ended'])
  })

  test('is one at a time over all nodes', async () => {
    const beside = await makeApp({}, app)
    try {
      for (let n = 0; n < 5; n += 1) await createHere()
      const runs = [engine.begun(calendar), engine.begun(calendar, beside), engine.begun(calendar)]
      await Promise.all(runs.map((run) => run.step()))
      await Promise.all(runs.map((run) => engine.finish(run)))
      expect(runs.filter(({ refused }) => refused?.kind === 'busy')).toHaveLength(2)
      expect(there()).toHaveLength(5)
      expect(remote().mutations).toBe(5)
    } finally {
      await beside.close()
    }
  })

  test('in which nothing changed asks the calendar once', async () => {
    for (let n = 0; n < 3; n += 1) await createHere()
    await engine.run(calendar)
    await engine.run(calendar)
    const { tally } = await engine.run(calendar)
    expect(tally).toMatchObject({ requests: 1, imported: 0, changed: 0, pushed: 0 })
  })

  test('that reads a calendar for the first time takes few statements, however much there is', async () => {
    const read = async (events: number): Promise<number> => {
      engine = new EnginePlay(app, user_id, world(['caldav']))
      await engine.begin(['caldav'])
      for (let n = 0; n < events; n += 1)
        remote().edit(`r${n}`, { ...blankEvent(`u${n}`, tenOn(1)), title: `Event ${n}` })
      const run = await engine.until(engine.ids[0] ?? '', 'apply')
      const before = engine.statements
      await run.step()
      return engine.statements - before
    }
    const few = await read(2)
    expect(few).toBeLessThan(15)
    expect(await read(200)).toBe(few)
    expect(await app.rows('SELECT count(*)::int AS n FROM calendar_events WHERE user_id = $1', [user_id])).toEqual([
      { n: 200 },
    ])
  })

  describe('that tells a calendar which takes several writes at once', () => {
    beforeEach(async () => {
      const setup = { skew_ms: 0, calendars: [{ traits: { ...TRAITS.caldav, echoes: true }, policy: POLICY }] }
      engine = new EnginePlay(app, user_id, setup)
      await engine.begin(['caldav'])
      calendar = engine.ids[0] ?? ''
    })

    /** Each of these writes, counted from the first, goes wrong so. */
    const goesWrong = (how: Readonly<Record<number, PortFault>>) => {
      const write = engine.port.write.bind(engine.port)
      let count = 0
      engine.port.write = async (account, question) => {
        engine.port.fault = how[(count += 1)] ?? null
        return write(account, question)
      }
    }

    test('takes three statements for twenty events', async () => {
      for (let n = 0; n < 20; n += 1) await createHere()
      const run = await engine.until(calendar, 'choose')
      const before = engine.statements
      for (let step = 0; step < 3; step += 1) await run.step()
      expect(engine.statements - before).toBe(3)
      expect(there()).toHaveLength(20)
    })

    test('loses and doubles none where some of them go wrong, each in another way', async () => {
      for (let n = 0; n < 8; n += 1) await createHere()
      const fails = (is: ErrorClass) => ({ kind: 'fails', is }) as const
      goesWrong({
        2: { kind: 'lost' },
        3: fails('token'),
        4: fails('token'),
        // Four, then the two once more, then the rest.
        8: fails('unknown_outcome'),
        10: fails('race'),
      })
      const run = await engine.run(calendar)
      expect(run.outcome).toMatchObject({ state: 'idle' })
      expect(there()).toEqual(Array.from({ length: 8 }, (_, n) => `New ~${n + 1}~`))
      expect(remote().mutations).toBe(8)
      expect(await engine.quiescence()).toEqual([])
    })

    test('keeps what was answered where the calendar then asks to wait, and reads the rest before it sends it again', async () => {
      for (let n = 0; n < 4; n += 1) await createHere()
      goesWrong({ 1: { kind: 'fails', is: 'throttle' }, 3: { kind: 'fails', is: 'throttle' } })
      const run = await engine.run(calendar)
      expect(run.outcome).toMatchObject({ state: 'backoff', because: 'throttle', pushed: 2 })
      expect(there()).toHaveLength(2)
      const next = await engine.run(calendar)
      expect(next.tally).toMatchObject({ pushed: 2 })
      expect(there()).toHaveLength(4)
      expect(remote().mutations).toBe(4)
    })

    test('sends nothing more once it is asked to wait, and sends the rest without reading it', async () => {
      for (let n = 0; n < 20; n += 1) await createHere()
      const answers = { 6: { kind: 'fails', is: 'throttle' } } as const
      goesWrong(answers)
      const run = await engine.run(calendar)
      expect(run.outcome).toMatchObject({ state: 'backoff', because: 'throttle', pushed: 8 })
      // The listing, that one, five before it, and three that were under way.
      expect(run.tally.requests).toBe(1 + 9)
      const { list, read } = engine.port
      const asked = { pages: 0, reads: 0 }
      engine.port.list = (account, question) => {
        asked.pages += 1
        return list.call(engine.port, account, question)
      }
      engine.port.read = (account, question) => {
        asked.reads += 1
        return read.call(engine.port, account, question)
      }
      const next = await engine.run(calendar)
      expect(next.tally.pushed).toBe(12)
      // The one that was throttled is read, and all that is left is sent once.
      expect([asked.reads, next.tally.requests - asked.pages]).toEqual([1, 1 + 12])
      expect(remote().mutations).toBe(20)
      expect(await engine.quiescence()).toEqual([])
    })

    test('sends once more all that was refused for its token, without reading any of it', async () => {
      for (let n = 0; n < 8; n += 1) await createHere()
      const refused = { kind: 'fails', is: 'token' } as const
      goesWrong({ 1: refused, 2: refused, 3: refused, 4: refused, 6: { kind: 'fails', is: 'race' } })
      const run = await engine.run(calendar)
      expect(run.outcome).toMatchObject({ state: 'idle' })
      expect(there()).toHaveLength(8)
      // The listing, four refused, eight done, one of which ran into a race, was read and was sent again.
      expect(run.tally.requests).toBe(1 + 4 + 8 + 2)
      expect(await engine.quiescence()).toEqual([])
    })

    test('stores what was answered where one of them comes to nothing that is an answer', async () => {
      for (let n = 0; n < 8; n += 1) await createHere()
      const write = engine.port.write.bind(engine.port)
      let count = 0
      engine.port.write = async (account, question) => {
        if ((count += 1) === 2) throw new Error('A bug.')
        return write(account, question)
      }
      const run = engine.begun(calendar)
      await expect(run.toItsEnd(new AbortController().signal)).rejects.toThrow('A bug.')
      expect([count, there().length]).toEqual([4, 3])
      const links = 'SELECT pending FROM calendar_links WHERE calendar_id = $1 AND to_tell'
      const kept = await app.rows(links, [calendar])
      expect([kept.length, kept.filter(({ pending }) => pending !== null).length]).toEqual([5, 1])
      await engine.run(calendar)
      expect(there()).toHaveLength(8)
      expect(remote().mutations).toBe(8)
    })

    test('tells one after the other what has the same UID', async () => {
      await createHere()
      await engine.run(calendar)
      const [event] = await app.rows('SELECT id, uid FROM calendar_events WHERE user_id = $1', [user_id])
      await engine.happen({ do: 'delete', side: 'here', calendar: 0, pick: 0 })
      await createHere()
      await app.rows('UPDATE calendar_events SET uid = $2 WHERE user_id = $1', [user_id, event?.['uid']])
      const asked: string[] = []
      const write = engine.port.write.bind(engine.port)
      engine.port.write = async (account, question) => {
        asked.push(`${question.write.kind} begins`)
        const answer = await write(account, question)
        asked.push(`${question.write.kind} ends`)
        return answer
      }
      await engine.run(calendar)
      expect(asked).toEqual(['delete begins', 'delete ends', 'create begins', 'create ends'])
    })
  })

  test('that takes longer tells open screens how far it is', async () => {
    for (let n = 0; n < 3; n += 1) remote().edit(`r${n}`, { ...blankEvent(`u${n}`, tenOn(1)), title: `Event ${n}` })
    const run = await engine.until(calendar, 'stage')
    engine.play.world.now += 2_000
    await engine.finish(run)
    const told = await app.rows(
      `SELECT data ->> 'phase' AS phase, (data ->> 'done')::int AS done FROM live_events WHERE data ->> 'calendar_id' = $1 ORDER BY id`,
      [calendar],
    )
    expect(told).toEqual([
      { phase: 'reading', done: 2 },
      { phase: 'ended', done: 0 },
    ])
  })

  test('that waits long for an answer keeps its calendar meanwhile, and does not wait for ever', async () => {
    const asked = Promise.withResolvers<void>()
    engine.port.list = () => {
      asked.resolve()
      return new Promise(() => {})
    }
    const until = async () =>
      new Date((await app.rows('SELECT leased_until FROM calendars WHERE id = $1', [calendar]))[0]?.['leased_until'])
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
    try {
      const run = engine.begun(calendar)
      const ended = run.toItsEnd(new AbortController().signal)
      await asked.promise
      const before = await until()
      app.time.advance(60_000)
      vi.advanceTimersByTime(60_000)
      await soon(async () => expect((await until()).getTime() - before.getTime()).toBe(60_000))
      vi.advanceTimersByTime(9 * 60_000)
      await ended
      expect(run.outcome).toMatchObject({ state: 'backoff', because: 'transient' })
    } finally {
      vi.useRealTimers()
    }
  })

  test('does not begin where the sync of the account is off', async () => {
    await app.rows('UPDATE calendar_connections SET sync_enabled = false WHERE user_id = $1', [user_id])
    expect((await engine.run(calendar)).refused?.kind).toBe('off')
  })

  test('that is not let in any more says so, and waits for a person', async () => {
    engine.port.fault = { kind: 'fails', is: 'reauth' }
    const run = engine.begun(calendar)
    while (run.effect !== null) await run.step()
    expect(await app.rows('SELECT state, because, next_run_at FROM calendars WHERE id = $1', [calendar])).toEqual([
      { state: 'needs_reauth', because: 'reauth', next_run_at: null },
    ])
    expect(await attempts()).toMatchObject([{ status: 'failed' }])
  })
})

describe('what a calendar tells that nobody can keep', () => {
  const item = (remote_id: string, event: CalendarEvent): ListedRow => ({
    ...{ kind: 'item', remote_id, etag: '"1"', event, updated: null, mark: null },
  })
  const event = (uid: string) => ({ ...blankEvent(uid, tenOn(1)), title: 'Kept' })
  const alsoLists = (...rows: readonly ListedRow[]) => {
    const { port } = engine
    const list = port.list.bind(port)
    port.list = async (account, question) => {
      const answer = await list(account, question)
      if (answer.kind === 'failed') return answer
      return { ...answer, value: { ...answer.value, rows: [...rows, ...answer.value.rows] } }
    }
  }
  const stored = () =>
    app.rows(`SELECT event ->> 'title' AS title, deleted_by FROM calendar_events WHERE user_id = $1`, [user_id])

  test.each([
    ['a day that is none', item('r1', { ...event('u1'), when: { kind: 'all_day', date: '2027-02-30', days: 1 } })],
    ['more categories than an event may have', item('r1', { ...event('u1'), categories: Array(51).fill('x') })],
    ['a UID that is too long', item('r1', event('u'.repeat(1_025)))],
    ['an id that is too long', item('r'.repeat(2_001), event('u1'))],
    ['an id with half a character', item('r\ud800', event('u1'))],
    ['an id with a NUL', item('r\u0000', event('u1'))],
    ['that something with such an id is gone', { kind: 'gone', remote_id: 'r\u0000', certain: true } as const],
  ])('is left aside, and the rest is read: %s', async (_, bad) => {
    alsoLists(bad)
    remote().edit('r2', event('u2'))
    expect((await engine.run(calendar)).outcome).toMatchObject({ state: 'idle', pulled: 1 })
    expect(await stored()).toEqual([{ title: 'Kept', deleted_by: null }])
  })

  test('leaves what is known here as it is', async () => {
    remote().edit('r1', event('u1'))
    await engine.run(calendar)
    remote().remove('r1')
    alsoLists(item('r1', { ...event('u1'), title: 'x'.repeat(1_001) }))
    await app.rows('UPDATE calendars SET cursor = NULL WHERE id = $1', [calendar])
    await engine.run(calendar)
    expect(await stored()).toEqual([{ title: 'Kept', deleted_by: null }])
  })

  test('is no name that is merely long, in whatever writing', async () => {
    const long = Array.from({ length: 1_000 }, (_, n) => String.fromCodePoint(0x4e00 + ((n * 7_919) % 20_000))).join('')
    const there = event(`${long}\ud800`)
    remote().edit(`/dav/${long}`, there)
    await engine.run(calendar)
    remote().edit(`/dav/${long}`, { ...there, title: 'Changed' })
    await engine.run(calendar)
    expect(await stored()).toEqual([{ title: 'Changed', deleted_by: null }])
  })
})
