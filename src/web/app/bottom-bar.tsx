import { Link } from '@tanstack/react-router'
import { usePlaces } from './places.ts'

/** The navigation of a phone. */
export function BottomBar() {
  return (
    <nav className="bottombar" aria-label="Places">
      {usePlaces().map(({ to, label, icon: Icon, ...place }) => (
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
    </nav>
  )
}
