import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Brand } from '#ui/brand.tsx'
import { useTitle } from '#ui/page.tsx'

interface BookingFrameProps {
  title: string
  /** Somebody is logged in, who has appointments of their own to go to. */
  isKnown?: boolean
  children: ReactNode
}

/** The page around booking, for people who need no account. */
export function BookingFrame({ title, isKnown = false, children }: BookingFrameProps) {
  useTitle(title)
  return (
    <div className="auth booking">
      <header className="auth-top">
        <span className="row b">
          <Brand />
        </span>
        {isKnown && (
          <Link to="/appointments" className="link">
            Your appointments
          </Link>
        )}
      </header>
      <main className="booking-box">{children}</main>
    </div>
  )
}
