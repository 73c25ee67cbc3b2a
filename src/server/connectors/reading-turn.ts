/** Each reader is a thread with memory of its own. */
const AT_ONCE = 2

let reading = 0
const waiting: (() => void)[] = []

/** Lets two read at once in this process; who comes later waits, the first to come goes first. */
export async function inReadingTurn<Read>(read: () => Promise<Read>): Promise<Read> {
  if (reading < AT_ONCE) reading += 1
  else await new Promise<void>((resolve) => waiting.push(resolve))
  try {
    return await read()
  } finally {
    const next = waiting.shift()
    if (next === undefined) reading -= 1
    else next()
  }
}
