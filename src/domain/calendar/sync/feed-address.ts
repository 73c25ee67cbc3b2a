/**
 * The address of a feed, from what a person typed: `webcal://` is https, and so is what names no way. Null: it is none.
 * The address is all that opens a feed, so that it is kept like a password.
 */
export function feedAddress(typed: string): string | null {
  const text = typed.trim().replace(/^(webcals?|https?):\/\//i, (way) => (/^http:/i.test(way) ? 'http://' : 'https://'))
  const address = /^https?:\/\//.test(text) ? text : `https://${text}`
  if (!URL.canParse(address)) return null
  const { hostname } = new URL(address)
  return hostname.includes('.') || hostname.startsWith('[') || hostname === 'localhost' ? address : null
}
