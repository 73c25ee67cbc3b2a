/** What every list that comes page by page has in common, for `infiniteQueryOptions`. */
export const paged = {
  initialPageParam: firstPage(),
  getNextPageParam: (page: { next_cursor: string | null }) => page.next_cursor,
}

function firstPage(): string | null {
  return null
}
