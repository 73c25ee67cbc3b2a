/** What every list that comes page by page has in common, for `infiniteQueryOptions`. */
export const paged = {
  initialPageParam: firstPage(),
  getNextPageParam: (page: { next_cursor: string | null }) => page.next_cursor,
}

/** The items of all pages that came. One that moved in the list while they came stands where it was seen first. */
export function itemsOf<Item extends { id: string }>(
  list: { pages: readonly { items: readonly Item[] }[] } | undefined,
): Item[] {
  const all = list?.pages.flatMap((page) => page.items) ?? []
  return [...Map.groupBy(all, (item) => item.id).values()].flatMap((same) => same.slice(0, 1))
}

function firstPage(): string | null {
  return null
}
