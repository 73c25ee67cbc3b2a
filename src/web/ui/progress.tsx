import { cx } from './class-names.ts'

interface ProgressProps {
  label: string
  /** Null while the end is not known. */
  value: number | null
  max?: number
  /** The number beside the label, for example "3 120 of 10 000". */
  text?: string
  thin?: boolean
}

/** Anything longer than a second shows how far it is, with a number. */
export function Progress({ label, value, max = 100, text, thin = false }: ProgressProps) {
  const percent = value === null || max <= 0 ? undefined : Math.min(100, (value / max) * 100)
  return (
    <div>
      <div className="row t-13 mb-1.5">
        <b className="m">{label}</b>
        {text !== undefined && <span className="push c-2 tn">{text}</span>}
      </div>
      <div
        className={cx('bar', thin && 'bar-4', percent === undefined && 'is-unknown')}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value ?? undefined}
        aria-valuetext={text}
      >
        <i style={percent === undefined ? undefined : { width: `${percent}%` }} />
      </div>
    </div>
  )
}

/** Step 2 of 5. */
export function Steps({ at, of }: { at: number; of: number }) {
  return (
    <div
      className="steps"
      role="progressbar"
      aria-valuenow={at}
      aria-valuemin={1}
      aria-valuemax={of}
      aria-label={`Step ${at} of ${of}`}
    >
      {Array.from({ length: of }, (_, step) => (
        <i key={step} className={step < at ? 'on' : undefined} />
      ))}
    </div>
  )
}
