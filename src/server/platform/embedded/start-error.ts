/** A start that cannot succeed, with what to do about it. */
export class StartError extends Error {
  readonly remedy: string
  constructor(message: string, remedy: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'StartError'
    this.remedy = remedy
  }
}

/** The last lines of what a program printed, for an error that quotes it. */
export function lastLines(text: string, count = 4): string {
  return text.trim().split('\n').slice(-count).join('\n')
}
