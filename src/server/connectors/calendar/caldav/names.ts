/**
 * A path in its one spelling. Servers escape `@` and its like as they please, also differently in two answers, and what is
 * spelt otherwise is no other object. What is no UTF-8 stays as it was listed.
 */
export function pathIn(text: string): string {
  return text.split('/').map(segmentIn).join('/')
}

/** The path of an href, which may be a whole address (RFC 4918 §8.3). Null: it is none. */
export function pathOf(href: string): string | null {
  const url = URL.parse(href.trim(), 'https://calendar.invalid')
  return url === null ? null : pathIn(url.pathname)
}

/** The path of a collection, which ends with a slash. */
export function collectionIn(path: string): string {
  return path.endsWith('/') ? path : `${path}/`
}

/**
 * The name of an object within its calendar, by which it is known; null for what is a collection. Objects lie directly in
 * their calendar (RFC 4791 §4.2), so that the name is enough, also where a proxy shows another path before it.
 */
export function nameOf(href: string, calendar: string): string | null {
  const path = pathOf(href)
  if (path === null || path.endsWith('/') || collectionIn(path) === calendar) return null
  return path.slice(path.lastIndexOf('/') + 1)
}

function segmentIn(segment: string): string {
  try {
    return encodeURIComponent(decodeURIComponent(segment))
  } catch (error) {
    if (error instanceof URIError) return segment
    throw error
  }
}
