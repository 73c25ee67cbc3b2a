import { Compass } from 'lucide-react'

/** The mark and the name, where there is no navigation to show them. */
export function Brand() {
  return (
    <>
      <span className="nav-brand h-auto! p-0!">
        <span className="mark">
          <Compass aria-hidden="true" />
        </span>
      </span>
      Career Copilot
    </>
  )
}
