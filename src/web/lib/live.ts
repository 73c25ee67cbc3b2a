import { useEffect, useRef, useSyncExternalStore } from 'react'
import { LIVE_PATH, ServerEvent, type ClientMessage } from '#contract/live.ts'
import { now } from './clock.ts'

/** Close code of the protocol: the session ended, so that trying again is of no use. */
const SESSION_ENDED = 4401
const REMEMBERED = 500

/** `ended`: the server says that the session is over. */
export type LiveState = 'off' | 'connecting' | 'live' | 'waiting' | 'ended'

const HEARTBEAT_MS = 25_000
const PATIENCE_MS = 10_000
const DOUBT_MS = 3000
const LONGEST_WAIT_MS = 30_000

const eventListeners = new Set<(event: ServerEvent) => void>()
const stateListeners = new Set<() => void>()
let state: LiveState = 'off'
let socket: WebSocket | null = null
const told = new Set<string>()
let lastId: string | null = null
let failures = 0
let retry: ReturnType<typeof setTimeout> | undefined
let heartbeat: ReturnType<typeof setInterval> | undefined
let lastHeard = 0

/** Opens the socket and keeps it open with growing pauses until `stopLive`. */
export function startLive(): void {
  if (state !== 'off' && state !== 'ended') return
  addEventListener('online', reconnectNow)
  addEventListener('offline', doubt)
  connect()
}

export function stopLive(): void {
  removeEventListener('online', reconnectNow)
  removeEventListener('offline', doubt)
  clearTimeout(retry)
  clearInterval(heartbeat)
  setState('off')
  socket?.close()
  socket = null
  lastId = null
  failures = 0
}

/** Sends a message of the protocol; lost while there is no connection. */
export function sendLive(message: ClientMessage): void {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
}

/** Calls back for every event whose type is listed. */
export function useLive(types: readonly string[], onEvent: (event: ServerEvent) => void): void {
  const latest = useRef({ types, onEvent })
  useEffect(() => {
    latest.current = { types, onEvent }
  })
  useEffect(
    () =>
      subscribeLive((event) => {
        if (latest.current.types.includes(event.type)) latest.current.onEvent(event)
      }),
    [],
  )
}

export function subscribeLive(listener: (event: ServerEvent) => void): () => void {
  eventListeners.add(listener)
  return () => void eventListeners.delete(listener)
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (listener) => {
      stateListeners.add(listener)
      return () => stateListeners.delete(listener)
    },
    () => state,
  )
}

function connect() {
  clearTimeout(retry)
  setState('connecting')
  const address = new URL(LIVE_PATH, location.href)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  if (lastId !== null) address.searchParams.set('since', lastId)
  const opened = new WebSocket(address)
  socket = opened
  opened.addEventListener('open', onOpen)
  opened.addEventListener('message', (message) => onMessage(message.data))
  opened.addEventListener('close', ({ code }) => {
    if (socket === opened) onClose(code)
  })
}

function onOpen() {
  failures = 0
  lastHeard = now().getTime()
  setState('live')
  clearInterval(heartbeat)
  heartbeat = setInterval(beat, HEARTBEAT_MS)
}

function beat() {
  if (now().getTime() - lastHeard > HEARTBEAT_MS + PATIENCE_MS) {
    socket?.close()
    onClose()
  } else {
    sendLive({ type: 'ping' })
  }
}

// The browser lost its network: a server on this machine still answers, any other would be missed only by the heartbeat.
function doubt() {
  const asked = now().getTime()
  sendLive({ type: 'ping' })
  setTimeout(() => {
    if (state !== 'live' || lastHeard >= asked) return
    socket?.close()
    onClose()
  }, DOUBT_MS)
}

function onMessage(text: unknown) {
  lastHeard = now().getTime()
  const event = parseEvent(text)
  if (event === null) return
  // After a reconnection an event may come twice.
  if (told.has(event.id)) return
  told.add(event.id)
  if (told.size > REMEMBERED) told.delete(told.values().next().value ?? '')
  lastId = event.id
  for (const listener of eventListeners) listener(event)
}

function parseEvent(text: unknown): ServerEvent | null {
  if (typeof text !== 'string') return null
  try {
    return ServerEvent.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

function onClose(code?: number) {
  clearInterval(heartbeat)
  socket = null
  if (state === 'off') return
  if (code === SESSION_ENDED) return setState('ended')
  failures += 1
  setState('waiting')
  // Half of the pause is fixed and half is chance, so that a restarted server does not meet everybody at once.
  const pause = Math.min(LONGEST_WAIT_MS, 500 * 2 ** Math.min(failures, 10))
  clearTimeout(retry)
  retry = setTimeout(connect, pause / 2 + (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) * (pause / 510))
}

function reconnectNow() {
  if (state === 'waiting') connect()
}

function setState(next: LiveState) {
  if (state === next) return
  state = next
  for (const listener of stateListeners) listener()
}
