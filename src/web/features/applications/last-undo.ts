// The last change of this tab that can be taken back, for the key that does so after the toast is gone.
let last: string | null = null

export function rememberUndo(undo_id: string): void {
  last = undo_id
}

/** The change to take back, once. */
export function takeUndo(): string | null {
  const found = last
  last = null
  return found
}
