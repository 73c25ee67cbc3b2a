import type { JobEdit } from '#contract/posting-life.ts'
import { formatMoment } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { sentenceOf } from './sentences.ts'
import { TextChanges } from './text-changes.tsx'

interface EditViewProps {
  edit: JobEdit
  language: string | undefined
  withTitle?: boolean
}

/** One edit: what changed in its fields as sentences, and its text line by line. */
export function EditView({ edit, language, withTitle = false }: EditViewProps) {
  const settings = useSettings()
  return (
    <>
      {withTitle && (
        <h3 className="h3">
          {formatMoment(edit.at, settings)} <span className="c-3 t-12">by {edit.source.name}</span>
        </h3>
      )}
      {edit.fields.length > 0 && (
        <ul className="edit-fields">
          {edit.fields.map((edited) => (
            <li key={edited.field}>{sentenceOf(edited, settings)}</li>
          ))}
        </ul>
      )}
      {edit.text.length > 0 && <TextChanges pieces={edit.text} language={language} />}
    </>
  )
}
