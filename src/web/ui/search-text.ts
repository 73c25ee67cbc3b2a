/** What stands in a search field, and what was last asked. */
export interface SearchText {
  readonly typed: string
  readonly asked: string
}

type Change = { kind: 'typed'; text: string } | { kind: 'rested' } | { kind: 'shown'; value: string }

export function searchText(value: string): SearchText {
  return { typed: value, asked: value }
}

/**
 * What a search field holds after somebody typed, typing came to rest, or the page shows the results of a value.
 * When that value is an echo of what was asked, it leaves what has been typed since; otherwise it comes from elsewhere
 * (filters taken off, a step back) and replaces it.
 */
export function changeSearch(before: SearchText, change: Change): SearchText {
  switch (change.kind) {
    case 'typed':
      return { ...before, typed: change.text }
    case 'rested': {
      const asked = before.typed.trim() === '' ? '' : before.typed
      return asked === before.asked ? before : { ...before, asked }
    }
    case 'shown':
      return change.value === before.asked ? before : searchText(change.value)
  }
}
