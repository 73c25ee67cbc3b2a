import fc from 'fast-check'
import { expect, it } from 'vitest'
import { daily, program, tenOn } from './program.ts'
import { Refusal } from './refusal.ts'
import { startFakeMicrosoft } from './server.ts'

const act = fc.record({
  what: fc.constantFrom(
    'create',
    'repeat',
    'rename',
    'reschedule',
    'delete',
    'leave',
    'patch_one',
    'delete_one',
    'sync',
  ),
  which: fc.nat(5),
  day: fc.integer({ min: 1, max: 28 }),
  offset: fc.nat(3),
})
const PREFER = 'IdType="ImmutableId", odata.maxpagesize=2'
const START = '/me/calendarView/delta?startDateTime=2026-06-08T00:00:00Z&endDateTime=2026-06-15T00:00:00Z'
const READ = '?$select=subject,start,type,cancelledOccurrences&$expand=exceptionOccurrences'

/** A program that knows of a calendar only what rounds tell, and reads again whatever they name. */
function follower(graph: ReturnType<typeof program>, calendar: string) {
  const known = new Map<string, unknown>()
  const read = (id: string) => graph.get(`/me/calendars/${calendar}/events/${id}${READ}`, PREFER)
  let link = START
  return {
    known,
    read,
    async sync() {
      for (let url = link; ;) {
        const { body } = await graph.get(url, PREFER)
        for (const row of body['value']) {
          const id = row.seriesMasterId ?? row.id
          const event = await read(id)
          if (event.status === 404) known.delete(id)
          else known.set(id, event.body)
        }
        if (body['@odata.deltaLink'] !== undefined) return void (link = body['@odata.deltaLink'])
        url = body['@odata.nextLink']
      }
    },
  }
}

it('whoever follows the rounds, and reads again what they name, knows every event of the window as it is', async () => {
  const history = fc.asyncProperty(
    fc.array(act, { minLength: 8, maxLength: 30 }),
    fc.constantFrom('first_times' as const, 'none' as const),
    async (acts, trait) => {
      const fake = await startFakeMicrosoft()
      fake.traits.earlier_master = trait
      const [person, graph] = [fake.person(), program(fake)]
      const home = person.mailbox.calendar(null).id
      const following = follower(graph, home)
      const elsewhere = person.createCalendar('Elsewhere').id
      const made: string[] = []
      for (const { what, which, day, offset } of acts) {
        const id = made[which % Math.max(made.length, 1)] ?? ''
        const date = `2026-06-${String(Math.min(day + offset, 28)).padStart(2, '0')}`
        try {
          if (what === 'create') made.push(person.createEvent(tenOn(day)))
          else if (what === 'repeat') made.push(person.createEvent(daily(day, 4)))
          else if (what === 'rename') person.patchEvent(id, { subject: date })
          else if (what === 'reschedule') person.patchEvent(id, tenOn(day))
          else if (what === 'delete') person.deleteEvent(id)
          else if (what === 'leave') person.moveEvent(id, elsewhere)
          else if (what === 'patch_one') person.patchOccurrence(id, date, { subject: 'one', ...tenOn(day) })
          else if (what === 'delete_one') person.deleteOccurrence(id, date)
          else await following.sync()
        } catch (error) {
          // What Outlook refuses did not happen.
          if (!(error instanceof Refusal)) throw error
        }
      }
      await following.sync()
      const anew = follower(graph, home)
      await anew.sync()
      for (const [id, event] of anew.known) expect(following.known.get(id)).toEqual(event)
      for (const [id, event] of following.known)
        expect(await following.read(id)).toMatchObject({ status: 200, body: event })
      await fake.close()
    },
  )
  await fc.assert(history, { numRuns: 40, seed: 7 })
})
