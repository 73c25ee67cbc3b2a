interface Extra {
  tone?: 'bad'
  /** Takes the change back. */
  undo?: () => void
}
type Show = (message: string, extra: Extra) => void

let show: Show = () => {}

/** How the app shows what is said: this layer lies below the screens, so it is handed in. */
export function showWith(given: Show): void {
  show = given
}

/** Tells the person what was done, or why it was not. */
export function say(message: string, extra: Extra = {}): void {
  show(message, extra)
}
