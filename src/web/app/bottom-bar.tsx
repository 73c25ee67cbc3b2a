import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useIsPhone } from '#ui/use-media.ts'
import { MoreButton } from './more-button.tsx'
import { usePlaces } from './places.ts'

// A menu is much script, and only phones have this one.
const MorePlaces = lazy(async () => ({ default: (await import('./more-places.tsx')).MorePlaces }))

/** How many places stand in the bar itself; the others are behind the last one. */
const SHOWN = 4

/** The navigation of a phone. */
export function BottomBar() {
  const places = usePlaces()
  const phone = useIsPhone()
  if (!phone) return null
  return (
    <nav className="bottombar" aria-label="Places">
      {places.slice(0, SHOWN).map(({ to, label, icon: Icon, ...place }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: to === '/', includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
          aria-current={place['aria-current']}
        >
          <Icon className="i-20" aria-hidden="true" />
          {label}
        </Link>
      ))}
      <Suspense fallback={<MoreButton />}>
        <MorePlaces places={places.slice(SHOWN)} />
      </Suspense>
    </nav>
  )
}
