import { CircleAlert } from 'lucide-react'
import { createContext, use, useId, type ReactNode } from 'react'

interface FieldWiring {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

const FieldContext = createContext<FieldWiring | null>(null)

interface FieldProps {
  label: ReactNode
  help?: ReactNode
  /** In words; an empty string or undefined means that nothing is wrong. */
  error?: string | undefined
  /** Says "optional" beside the label. */
  optional?: boolean
  className?: string
  children: ReactNode
}

/** Label above, help below, the error in words at the field. The control inside wires itself up. */
export function Field({ label, help, error, optional = false, className, children }: FieldProps) {
  const id = useId()
  const wrong = error !== undefined && error !== ''
  const described = [wrong && `${id}-error`, help !== undefined && `${id}-help`].filter(Boolean).join(' ')
  return (
    <FieldContext
      value={{ id, 'aria-describedby': described === '' ? undefined : described, 'aria-invalid': wrong || undefined }}
    >
      <div className={`field ${className ?? ''}`}>
        <label htmlFor={id}>
          {label}
          {optional && <span className="c-3"> (optional)</span>}
        </label>
        {children}
        {wrong && (
          <span className="err" id={`${id}-error`} role="alert">
            <CircleAlert className="i-14" aria-hidden="true" />
            <span>{error}</span>
          </span>
        )}
        {help !== undefined && (
          <span className="help" id={`${id}-help`}>
            {help}
          </span>
        )}
      </div>
    </FieldContext>
  )
}

/** A group of choices under one label: chips, radios, checkboxes. */
export function FieldGroup({ label, help, children }: { label: ReactNode; help?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <div
      className="field"
      role="group"
      aria-labelledby={id}
      aria-describedby={help === undefined ? undefined : `${id}-help`}
    >
      <span className="flabel" id={id}>
        {label}
      </span>
      {children}
      {help !== undefined && (
        <span className="help" id={`${id}-help`}>
          {help}
        </span>
      )}
    </div>
  )
}

/** What a control inside a Field spreads on itself; nothing outside of one. */
export function useFieldWiring(): Partial<FieldWiring> {
  return use(FieldContext) ?? {}
}
