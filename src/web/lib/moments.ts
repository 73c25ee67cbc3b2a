import { useNow } from './clock.ts'
import { formatAgo, formatMoment } from './format-time.ts'
import { useSettings } from './session.ts'

const MINUTE_MS = 60_000

/** Moments as facts show them: how long ago or ahead, and exactly. Again every minute. */
export function useMoments() {
  const settings = useSettings()
  const now = useNow()
  return {
    /** When something was done; null: it never was. */
    past: (instant: string | null | undefined) =>
      instant == null
        ? { children: 'never' }
        : { children: formatAgo(instant, settings, now), title: formatMoment(instant, settings) },
    /** When something is due; null: not by itself. `due`: what is said once that time has come, or is less than a minute away. */
    next: (instant: string | null, due: string) => {
      if (instant === null) return { children: '–' }
      if (Date.parse(instant) - now.getTime() < MINUTE_MS)
        return { children: due, title: formatMoment(instant, settings) }
      return { children: formatAgo(instant, settings, now), title: formatMoment(instant, settings) }
    },
  }
}
