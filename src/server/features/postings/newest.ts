import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#platform/db/db.ts'
import { isoOf } from '#platform/clock.ts'
import { all } from './condition.ts'
import type { Condition } from './condition.ts'

/** Words that are searched for: near in the row itself, or far in its text, which lies in a place apart. */
export interface Words {
  readonly condition: Condition
  readonly in: 'names' | 'text'
}

/** What postings have to meet, all of it. */
export interface Wanted {
  /** What the viewer did, and what they see. */
  readonly personal: readonly Condition[]
  /** What is looked up in the posting alone. */
  readonly posting: readonly Condition[]
  /** Null when no words are searched for. */
  readonly words: Words | null
}

/** The whole condition; words last, since reading a text takes longer than all of the others. */
export function whereOf({ personal, posting, words }: Wanted): Condition {
  return all([...personal, ...posting, ...(words === null ? [] : [words.condition])])
}

/** The newest postings of a feed that meet all of its conditions, at most `wanted` of them. */
export interface Newest extends Wanted {
  readonly columns: Condition
  readonly feed: Condition
  readonly wanted: number
  readonly now_ms: number
}

/**
 * Reads the newest postings of a feed through `read`, which is given the statement that finds them and tells how many
 * those were. PostgreSQL takes reading a text from its place apart to cost nothing and expects too much of a word that is
 * still being written, so where words decide it is told by which way to look for them: few by the index of words, common
 * ones from the newest posting on, and others by that index within as much time as should have enough of them. Have
 * `preferIndexes` called before.
 */
export async function readNewest<Result>(
  tx: Tx,
  of: Newest,
  read: (newest: Condition) => Promise<{ result: Result; found: number }>,
): Promise<Result> {
  if (of.words === null) return (await read(statement(of, 'in order'))).result
  const { inOrder, windows, enough } = await wayTo(tx, of, of.words)
  const longEnough = (least: number) => windows.find(({ others }) => others >= least)
  const since = (window: Stretch) => sql`p.sort_at >= ${window.since}::timestamptz`
  let window = longEnough(enough)
  if (inOrder) {
    const within = window === undefined ? [] : [since(window)]
    const passed = await withoutLists(tx, () => read(statement(of, 'in order', ...within)))
    if (window === undefined || passed.found === of.wanted) return passed.result
    window = longEnough(window.others + 1)
  }
  while (window !== undefined) {
    const lately = await read(statement(of, 'by words', since(window)))
    if (lately.found === of.wanted) return lately.result
    window = longEnough(window.others * Math.min(MOST, Math.max(2, (SURPLUS * of.wanted) / (lately.found + 1))))
  }
  return (await read(statement(of, 'by words'))).result
}

// PostgreSQL would rather list all that an index finds, and sort it.
async function withoutLists<Result>(tx: Tx, work: () => Promise<Result>): Promise<Result> {
  const list = (how: 'on' | 'off') => sql`SELECT set_config('enable_bitmapscan', ${how}, true)`.execute(tx)
  await list('off')
  const result = await work()
  await list('on')
  return result
}

/**
 * From here on the transaction looks for words by their index, also where reading all texts seems to cost less. What
 * PostgreSQL is told that things cost are ratios measured with a million postings; the room is for a list of all their rows.
 */
export async function preferIndexes(tx: Tx): Promise<void> {
  await sql`
    SELECT set_config('enable_seqscan', 'off', true), set_config('cpu_operator_cost', '0.2', true), set_config('cpu_index_tuple_cost', '0.1', true),
      set_config('seq_page_cost', '4', true), set_config('random_page_cost', '6', true), set_config('work_mem', '32MB', true),
      set_config('max_parallel_workers_per_gather', '0', true), set_config('jit', 'off', true)`.execute(tx)
}

type Look = 'in order' | 'by words'

function statement(of: Newest, look: Look, ...within: Condition[]): Condition {
  const where = whereOf({ ...of, personal: [...within, ...of.personal] })
  // What stands before an OFFSET is found first and sorted afterwards.
  return sql`
    SELECT * FROM (SELECT ${of.columns} FROM ${of.feed} WHERE ${where} ${look === 'by words' ? sql`OFFSET 0` : sql``}) found
    ORDER BY sort_at DESC, id DESC LIMIT ${of.wanted}`
}

// What takes how long, in microseconds, measured with a million postings: to pass a row in the order of the list, to look
// into a text on the way, to note one that the index of words has (of common words many lie on one page), to read it.
const PASS = 1
const LOOK = 8
const NOTE = 0.4
const READ = 5
const A_PAGE = 4
// Of a word that it has never seen PostgreSQL expects half a percent, for each form of it: one is common from here on.
const COMMON = 0.05
// Up to six times as many as are wanted are all read. Otherwise three times as many should be there, since it is a guess;
// where they are not, the stretch of time grows by as much as was missing, at most eightfold.
const MANY = 6
const SURPLUS = 3
const MOST = 8

const DAY_MS = 86_400_000
const WINDOWS = Array.from({ length: 14 }, (_, step) => 1.5 ** step * DAY_MS)

/** A time up to now with so many postings that meet the other conditions, whatever their words. */
interface Stretch {
  readonly since: string
  readonly others: number
}

interface Way {
  /** First along the list itself, from the newest on, as far as there should be enough by all means. */
  readonly inOrder: boolean
  /** The shortest first. */
  readonly windows: readonly Stretch[]
  /** Among how many of those that meet the other conditions there should be enough. */
  readonly enough: number
}

async function wayTo(tx: Tx, { posting, wanted, now_ms }: Newest, words: Words): Promise<Way> {
  const every = sql`p.sort_at >= '-infinity'`
  const conditions = [all([...posting, words.condition]), words.condition, all([every, ...posting]), every]
  const [found = 0, having = 0, others = 0, postings = 0] = await estimates(tx, conditions)
  if (found < MANY * wanted) return { inOrder: false, windows: [], enough: 0 }
  const starts = WINDOWS.map((window) => isoOf(now_ms - window))
  const counts = await estimates(
    tx,
    starts.map((start) => all([sql`p.sort_at >= ${start}::timestamptz`, ...posting])),
  )
  const windows = starts.flatMap((since, at) => (counts[at] === undefined ? [] : [{ since, others: counts[at] }]))
  const passed = (wanted * postings) / found
  const passing = passed * (PASS + (words.in === 'text' ? (LOOK * others) / postings : 0))
  const listing = Math.min(having, postings / A_PAGE) * NOTE + SURPLUS * wanted * READ
  // Of a word that several languages form differently PostgreSQL expects up to twice as many as there are.
  const inOrder = having > COMMON * postings && 2 * passing < listing
  return { inOrder, windows, enough: ((inOrder ? MOST : SURPLUS) * wanted * others) / found }
}

const Plan = z.object({ 'Plan Rows': z.number() })
const Explained = z.tuple([
  z.object({ 'QUERY PLAN': z.tuple([z.object({ Plan: z.object({ Plans: z.array(Plan).optional() }) })]) }),
])

/** How many postings PostgreSQL expects to meet each condition; none of them when one cannot be met. */
async function estimates(tx: Tx, conditions: readonly Condition[]): Promise<number[]> {
  const parts = conditions.map((condition) => sql`SELECT FROM postings p WHERE ${condition}`)
  const { rows } = await sql`EXPLAIN (FORMAT JSON) ${sql.join(parts, sql` UNION ALL `)}`.execute(tx)
  const plans = Explained.parse(rows)[0]['QUERY PLAN'][0].Plan.Plans ?? []
  return plans.length === conditions.length ? plans.map((plan) => plan['Plan Rows']) : []
}
