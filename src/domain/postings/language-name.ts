const NAMES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' })

/** The English name of a language: "German" for `de`. What is no code, such as a word in an address, stays as it is. */
export function languageName(code: string): string {
  try {
    return NAMES.of(code) ?? code
  } catch {
    return code
  }
}
