import { Command, CornerDownLeft } from 'lucide-react'

const onApple = /mac|iphone|ipad/i.test(navigator.userAgent)

const faces: Record<string, string> = {
  escape: 'esc',
  shift: '⇧',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  ' ': 'space',
}

/** Keys as they are written in the shortcut registry: `mod+k`, `g j`, `enter`. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className="kbds" aria-hidden="true">
      {keys.split(/[ +]/).map((key, at) => (
        <kbd className="kbd" key={`${key}${at}`}>
          <KeyFace name={keys.includes(' ') || key.length > 1 ? key : key.toUpperCase()} />
        </kbd>
      ))}
    </span>
  )
}

function KeyFace({ name }: { name: string }) {
  if (name === 'mod') return onApple ? <Command /> : 'Ctrl'
  if (name === 'enter') return <CornerDownLeft />
  return faces[name] ?? name
}
