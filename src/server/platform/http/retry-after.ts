/** Seconds to wait as `Retry-After` says (RFC 9110 §10.2.3: seconds or a date), or null when it says nothing usable. */
export function retryAfterSeconds(value: string | undefined, nowMs: number): number | null {
  if (value === undefined) return null
  const text = value.trim()
  if (/^\d{1,9}$/.test(text)) return Number(text)
  // Only the three date formats of HTTP: `Date.parse` would also take "1.5" for a day in May.
  if (!/^[A-Za-z]{3,9},? /.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - nowMs) / 1000))
}
