import { Refusal } from './refusal.ts'

/** What of an event is asked for. */
export interface Wanted {
  /** Null: everything that is not left out unless it is named. */
  readonly select: ReadonlySet<string> | null
  readonly exceptions: boolean
  /** The extended properties to give; they are given only by name (learn.microsoft.com/graph/api/singlevaluelegacyextendedproperty-get). */
  readonly extended: readonly string[]
}

const badQuery = (message: string): Refusal => new Refusal(400, 'ErrorInvalidUrlQuery', message)

/** Reads `$select` and `$expand` (learn.microsoft.com/graph/query-parameters). */
export function readWanted(query: URLSearchParams): Wanted {
  const select = query.get('$select')
  const expands = (query.get('$expand') ?? '').match(/\w+(\([^()]*(\([^()]*\)[^()]*)*\))?/g) ?? []
  let [exceptions, extended]: [boolean, string[]] = [false, []]
  for (const expand of expands) {
    const [, name, options] = /^(\w+)(?:\((.*)\))?$/.exec(expand) ?? []
    if (name === 'exceptionOccurrences') exceptions = true
    else if (name === 'singleValueExtendedProperties') extended = namesIn(options ?? '')
    else throw badQuery(`Could not find a property named '${name}' on type 'microsoft.graph.event'.`)
  }
  return {
    select: select === null ? null : new Set(select.split(',').map((name) => name.trim())),
    exceptions,
    extended,
  }
}

function namesIn(options: string): string[] {
  const names = [...options.matchAll(/\bid eq '([^']+)'/gi)].flatMap(([, name]) => name ?? [])
  if (!options.startsWith('$filter=') || names.length === 0)
    throw badQuery('singleValueExtendedProperties is expanded with a $filter by id.')
  return names
}

/** The two filters of a list of events that programs find an event by again. */
export type Filter =
  | { readonly by: 'all' }
  | { readonly by: 'iCalUId'; readonly value: string }
  | { readonly by: 'extended'; readonly id: string; readonly value: string }

/** Reads `$filter` (learn.microsoft.com/graph/api/singlevaluelegacyextendedproperty-get, "GET resource instances"). */
export function readFilter(query: URLSearchParams): Filter {
  const filter = query.get('$filter')
  if (filter === null) return { by: 'all' }
  const uid = /^iCalUId eq '([^']+)'$/.exec(filter)?.[1]
  if (uid !== undefined) return { by: 'iCalUId', value: uid }
  const [, id, value] =
    /^singleValueExtendedProperties\/any\(\w+:\s*\w+\/id eq '([^']+)' and \w+\/value eq '([^']*)'\)$/i.exec(filter) ??
    []
  if (id === undefined || value === undefined) throw badQuery(`Invalid filter clause: ${filter}`)
  return { by: 'extended', id, value }
}

/** One page of a list, with the address of the next (learn.microsoft.com/graph/paging). */
export function pageOf<T>(
  all: readonly T[],
  query: URLSearchParams,
  path: string,
): { value: T[]; '@odata.nextLink'?: string } {
  const [top, skip] = [Number(query.get('$top') ?? 10), Number(query.get('$skip') ?? 0)]
  if (!Number.isInteger(top) || top < 1 || top > 1000) throw badQuery('$top is from 1 to 1000.')
  const value = all.slice(skip, skip + top)
  if (skip + top >= all.length) return { value }
  const next = new URL(`https://graph.microsoft.com${path}`)
  for (const [name, one] of query) next.searchParams.set(name, one)
  next.searchParams.set('$skip', String(skip + top))
  return { value, '@odata.nextLink': next.href }
}
