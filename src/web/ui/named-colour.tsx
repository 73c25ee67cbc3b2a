import type { CSSProperties } from 'react'

/** A name beside the colour that what bears it is drawn in. */
export function NamedColour({ name, colour }: { name: string; colour: string }) {
  const style: CSSProperties & Record<'--cal', string> = { '--cal': colour }
  return (
    <span className="row">
      <i className="ck" style={style} aria-hidden="true" />
      <b className="m cal-words">{name}</b>
    </span>
  )
}
