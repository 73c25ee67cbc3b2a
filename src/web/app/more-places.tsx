import { useNavigate } from '@tanstack/react-router'
import { Menu } from '#ui/menu.tsx'
import { MoreButton } from './more-button.tsx'
import type { usePlaces } from './places.ts'

/** The places that the bar of a phone has no room for. */
export function MorePlaces({ places }: { places: ReturnType<typeof usePlaces> }) {
  const navigate = useNavigate()
  const items = places.map(({ to, label, icon }) => ({ key: to, label, icon, run: () => void navigate({ to }) }))
  return <Menu side="top" groups={[{ items }]} trigger={<MoreButton />} />
}
