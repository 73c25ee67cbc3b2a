import { Link, useNavigate } from '@tanstack/react-router'
import { Ellipsis } from 'lucide-react'
import { Menu } from '#ui/menu.tsx'
import { usePlaces } from './places.ts'

/** How many places stand in the bar itself; the others are behind the last one. */
const SHOWN = 4

/** The navigation of a phone. */
export function BottomBar() {
  const places = usePlaces()
  const navigate = useNavigate()
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
      <Menu
        side="top"
        groups={[
          {
            items: places
              .slice(SHOWN)
              .map(({ to, label, icon }) => ({ key: to, label, icon, run: () => void navigate({ to }) })),
          },
        ]}
        trigger={
          <button type="button">
            <Ellipsis className="i-20" aria-hidden="true" />
            More
          </button>
        }
      />
    </nav>
  )
}
