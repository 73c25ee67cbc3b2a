const SPECIAL: Readonly<Record<string, string>> = {
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

const PLAIN = /^\p{ASCII}*$/u

/** Text without case and accents, its words apart by single spaces: what names are compared and looked up by. */
export function fold(text: string): string {
  // Most texts have nothing to be taken off, which costs a third as much to see.
  if (PLAIN.test(text))
    return text
      .toLowerCase()
      .replaceAll(/[^a-z\d+#.]+/g, ' ')
      .trim()
  return text
    .toLowerCase()
    .replaceAll(/[ßłøæœđðþı]/g, (letter) => SPECIAL[letter] ?? letter)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}+#.]+/gu, ' ')
    .trim()
}

/** What becomes of a single UTF-16 unit: its folded form; `BREAK` between words; '' for what is taken off. */
const UNITS: (string | undefined)[] = []
export const BREAK = ' '

/**
 * The folded form of one character, as `fold` makes it within a text. Of `Σ` alone that depends on its neighbours, so a
 * text with one is folded as a whole.
 */
export function foldedUnit(text: string, at: number): string {
  const code = text.charCodeAt(at)
  const known = UNITS[code]
  if (known !== undefined) return known
  // A pair of units is one character, which its first unit stands for.
  if (code >= 0xdc_00 && code <= 0xdf_ff && at > 0 && text.charCodeAt(at - 1) >> 10 === 0x36) return ''
  const isPair = code >= 0xd8_00 && code <= 0xdb_ff
  const letter = isPair ? String.fromCodePoint(text.codePointAt(at) ?? code) : text.charAt(at)
  const lower = letter.toLowerCase().replaceAll(/[ßłøæœđðþı]/g, (special) => SPECIAL[special] ?? special)
  const plain = lower.normalize('NFKD').replaceAll(/\p{M}/gu, '')
  const folded = plain.replaceAll(/[^\p{L}\p{N}+#.]/gu, BREAK)
  if (!isPair && code < 0xdc_00) UNITS[code] = folded
  return folded
}
