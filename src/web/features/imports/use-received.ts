import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { receivedFrom, type Received } from './received-page.ts'

const WAIT_MS = 15_000

/**
 * Tells the window that opened this one that it is ready, and takes one page of it. True: nothing will come, because
 * there is no such window (its site cuts off what it opens), or it said nothing for a while.
 */
export function useReceived(onReceived: (received: Received) => void): boolean {
  const [isLate, setLate] = useState(false)
  const taken = useRef(false)
  const take = useEffectEvent((event: MessageEvent) => {
    if (taken.current || event.source === null || event.source !== window.opener) return
    const received = receivedFrom(event.data, event.origin)
    if (received === null) return
    taken.current = true
    onReceived(received)
  })
  useEffect(() => {
    const hear = (event: MessageEvent) => take(event)
    addEventListener('message', hear)
    // It says only that this window is here, so that every site may hear it.
    openerOf()?.postMessage('career-copilot:ready', '*')
    const timer = setTimeout(() => setLate(true), WAIT_MS)
    return () => {
      removeEventListener('message', hear)
      clearTimeout(timer)
    }
  }, [])
  return isLate || openerOf() === null
}

function openerOf(): Window | null {
  const opener: Window | null = window.opener
  return opener
}
