import { useEffect, useState } from 'react'

/** The one place of the web that asks what time it is. */
export function now(): Date {
  return new Date()
}

/** The time, again every `everyMs`, for words such as "3 min ago". */
export function useNow(everyMs = 60_000): Date {
  const [at, setAt] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return at
}
