type Json = unknown
export type Row = Readonly<Record<string, Json>>

/** Rows by `table id`, as they are at one moment. */
export type Snapshot = ReadonlyMap<string, { readonly table: string; readonly id: string; readonly row: Row }>

/** What a change did to one row: only the fields that it altered; null stands for no row. */
export interface RowChange {
  readonly table: string
  readonly id: string
  readonly before: Row | null
  readonly after: Row | null
}

export type UndoStep =
  | { readonly step: 'insert'; readonly table: string; readonly id: string; readonly row: Row }
  | { readonly step: 'update'; readonly table: string; readonly id: string; readonly row: Row }
  | { readonly step: 'delete'; readonly table: string; readonly id: string }

export type UndoPlan =
  | { readonly kind: 'undo'; readonly steps: readonly UndoStep[] }
  | { readonly kind: 'changed_since'; readonly table: string; readonly id: string }

// They change with every write and mean nothing to a person.
const BOOKKEEPING: ReadonlySet<string> = new Set(['version', 'updated_at'])

/** What lies between two snapshots of the same rows. */
export function changesBetween(before: Snapshot, after: Snapshot): RowChange[] {
  const keys = new Set([...before.keys(), ...after.keys()])
  return [...keys].flatMap((key) => {
    const was = before.get(key)
    const is = after.get(key)
    const { table, id } = is ?? was ?? { table: '', id: '' }
    if (was === undefined || is === undefined) return [{ table, id, before: was?.row ?? null, after: is?.row ?? null }]
    const fields = Object.keys(is.row).filter(
      (field) => !BOOKKEEPING.has(field) && !same(was.row[field], is.row[field]),
    )
    return fields.length === 0 ? [] : [{ table, id, before: only(was.row, fields), after: only(is.row, fields) }]
  })
}

/**
 * Decides how to take a change back. All or nothing: where anything that it altered was altered again since,
 * undoing it would silently destroy the later change.
 */
export function planUndo(changes: readonly RowChange[], current: Snapshot): UndoPlan {
  const steps: UndoStep[] = []
  for (const { table, id, before, after } of changes) {
    const now = current.get(`${table} ${id}`)?.row ?? null
    if (!untouched(after, now)) return { kind: 'changed_since', table, id }
    if (after === null && before !== null) steps.push({ step: 'insert', table, id, row: before })
    else if (before === null) steps.push({ step: 'delete', table, id })
    else steps.push({ step: 'update', table, id, row: before })
  }
  return { kind: 'undo', steps }
}

function untouched(after: Row | null, now: Row | null): boolean {
  if (after === null || now === null) return after === now
  return Object.entries(after).every(([field, value]) => BOOKKEEPING.has(field) || same(value, now[field]))
}

function only(row: Row, fields: readonly string[]): Row {
  return Object.fromEntries(fields.map((field) => [field, row[field]]))
}

function same(a: Json, b: Json): boolean {
  return canonical(a) === canonical(b)
}

// jsonb keeps no order of keys.
function canonical(value: Json): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
