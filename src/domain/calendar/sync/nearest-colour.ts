/** The colour of a palette that looks most like another one; null for a name, which says nothing of how it looks here. */
export function nearestColour(colour: string, palette: readonly string[]): string | null {
  const wanted = lightOf(colour)
  if (wanted === null) return null
  let [nearest, least]: [string | null, number] = [null, Infinity]
  for (const one of palette) {
    const there = lightOf(one) ?? []
    const distance = wanted.reduce((sum, part, index) => sum + (part - (there[index] ?? 0)) ** 2, 0)
    if (distance < least) [nearest, least] = [one, distance]
  }
  return nearest
}

/** Red, green and blue. */
function lightOf(colour: string): number[] | null {
  const [, ...parts] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour) ?? []
  return parts.length === 0 ? null : parts.map((part) => Number.parseInt(part, 16))
}
