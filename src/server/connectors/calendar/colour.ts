/** A colour as calendars write it (`#FF2968FF` with a last pair for how much shines through); null for a name or none. */
export function colourIn(text: string): string | null {
  return /^#([0-9a-f]{6})([0-9a-f]{2})?$/i.test(text.trim()) ? text.trim().slice(0, 7).toLowerCase() : null
}
