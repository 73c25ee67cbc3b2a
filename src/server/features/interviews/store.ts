import { sql } from 'kysely'
import type { ColumnType } from 'kysely'
import { z } from 'zod'
import { InterviewPerson } from '#contract/interviews.ts'
import type { Interview } from '#contract/interviews.ts'
import type { Tx } from '#platform/db/db.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    interviews: Omit<Interview, 'people' | 'in_calendar'> & {
      user_id: string
      people: ColumnType<unknown, string, string>
    }
  }
}

const ROW = [
  'id',
  'application_id',
  'round',
  'kind',
  'start_time',
  'time_zone',
  'duration_min',
  'people',
  'location',
  'link',
  'outcome',
  'notes',
  'created_at',
  'updated_at',
  'version',
] as const

// The event of an interview has its id.
const IN_CALENDAR = sql<boolean>`EXISTS (
  SELECT FROM calendar_events e WHERE e.id = interviews.id AND e.deleted_at IS NULL)`.as('in_calendar')

type Row = Omit<Interview, 'people'> & { people: unknown }

function interviewOf(row: Row): Interview {
  return { ...row, people: z.array(InterviewPerson).parse(row.people) }
}

function columnsOf({ in_calendar: _, people, ...interview }: Interview) {
  return { ...interview, people: JSON.stringify(people) }
}

/** Whose interview, and under which application. */
export interface Owned {
  readonly user_id: string
  readonly application_id: string
}

export async function interviewsOf(tx: Tx, of: Owned): Promise<Interview[]> {
  const rows = await tx
    .selectFrom('interviews')
    .select(ROW)
    .select(IN_CALENDAR)
    .where('user_id', '=', of.user_id)
    .where('application_id', '=', of.application_id)
    .orderBy('start_time')
    .orderBy('id')
    .execute()
  return rows.map(interviewOf)
}

export async function findInterview(tx: Tx, of: Owned, id: string): Promise<Interview | null> {
  const row = await tx
    .selectFrom('interviews')
    .select(ROW)
    .select(IN_CALENDAR)
    .where('user_id', '=', of.user_id)
    .where('application_id', '=', of.application_id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row === undefined ? null : interviewOf(row)
}

export async function insertInterview(tx: Tx, user_id: string, interview: Interview): Promise<void> {
  await tx
    .insertInto('interviews')
    .values({ ...columnsOf(interview), user_id })
    .execute()
}

export async function updateInterview(tx: Tx, user_id: string, interview: Interview): Promise<void> {
  await tx
    .updateTable('interviews')
    .set(columnsOf(interview))
    .where('user_id', '=', user_id)
    .where('id', '=', interview.id)
    .execute()
}

export async function deleteInterview(tx: Tx, user_id: string, id: string): Promise<void> {
  await tx.deleteFrom('interviews').where('user_id', '=', user_id).where('id', '=', id).execute()
}

/** Interviews that never had an event, of applications that live; held until the transaction ends. */
export async function withoutEvent(
  tx: Tx,
  limit: number,
): Promise<(Interview & { user_id: string; company: string; is_sample: boolean })[]> {
  const rows = await tx
    .selectFrom('interviews')
    .innerJoin('applications', 'applications.id', 'interviews.application_id')
    .select(ROW.map((column) => `interviews.${column}` as const))
    .select(['interviews.user_id', 'applications.company', 'applications.is_sample', IN_CALENDAR])
    .where('applications.deleted_at', 'is', null)
    .where(sql<boolean>`NOT EXISTS (SELECT FROM calendar_events e WHERE e.interview_id = interviews.id)`)
    .orderBy('interviews.id')
    .limit(limit)
    .forUpdate('interviews')
    // Another node is giving those their events.
    .skipLocked()
    .execute()
  return rows.map((row) => {
    const { user_id, company, is_sample } = row
    return { ...interviewOf(row), user_id, company, is_sample }
  })
}

/** Interviews over all applications by time; one more than `limit`. */
export async function interviewsBetween(
  tx: Tx,
  user_id: string,
  page: { from: string | null; to: string | null; after: readonly [string, string] | null; limit: number },
): Promise<(Interview & { company: string; title: string; sort_key: string })[]> {
  const { from, to, after } = page
  const rows = await tx
    .selectFrom('interviews')
    .innerJoin('applications', 'applications.id', 'interviews.application_id')
    .select(ROW.map((column) => `interviews.${column}` as const))
    .select(['applications.company', 'applications.title', IN_CALENDAR])
    .select(sql<string>`interviews.start_time::text`.as('sort_key'))
    .where('interviews.user_id', '=', user_id)
    .where('applications.deleted_at', 'is', null)
    .$if(from !== null, (query) => query.where(sql<boolean>`interviews.start_time >= ${from}`))
    .$if(to !== null, (query) => query.where(sql<boolean>`interviews.start_time < ${to}`))
    .$if(after !== null, (query) =>
      query.where(
        sql<boolean>`(interviews.start_time, interviews.id) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
      ),
    )
    .orderBy('interviews.start_time')
    .orderBy('interviews.id')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => ({ ...interviewOf(row), company: row.company, title: row.title, sort_key: row.sort_key }))
}
