import { Link } from '@tanstack/react-router'
import { places } from './places.ts'

/** The navigation of a phone. */
export function BottomBar() {
  return (
    <nav className="bottombar" aria-label="Places">
      {places.map(({ to, label, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: to === '/', includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
        >
          <Icon className="i-20" aria-hidden="true" />
          {label}
        </Link>
      ))}
    </nav>
  )
}
