/** Under so many, a rate says nothing that one more case would not turn round. */
export const FEWEST_TO_SAY = 8

const Z = 1.959_964

/**
 * Where the true rate lies in 95 of 100 samples like this one, as shares from 0 to 1: Wilson's interval, which also holds
 * near 0 and 1 and for few cases. Null where there are none.
 */
export function wilsonInterval(hits: number, cases: number): { readonly low: number; readonly high: number } | null {
  if (cases <= 0) return null
  const share = hits / cases
  const weight = 1 + (Z * Z) / cases
  const middle = (share + (Z * Z) / (2 * cases)) / weight
  const half = (Z / weight) * Math.sqrt((share * (1 - share)) / cases + (Z * Z) / (4 * cases * cases))
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
