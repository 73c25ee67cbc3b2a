import { say } from './say.ts'

/** Puts a text on the clipboard, and says whether that went well. */
export function copyText(text: string, refused = 'The browser did not allow copying.'): void {
  void navigator.clipboard.writeText(text).then(
    () => say('Copied'),
    () => say(refused, { tone: 'bad' }),
  )
}
