import { useState } from 'react'
import type { Source } from '#contract/sources.ts'
import { ApiError } from '#lib/client.ts'
import { messageOf } from '#lib/form.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Field } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { Note } from '#ui/note.tsx'
import { Switch } from '#ui/switch.tsx'
import { toast } from '#ui/toast.tsx'
import { useConfigureSource } from './queries.ts'

/** The settings that a source has, drawn from what it says of them. */
export function SourceConfigDialog({ source, onClose }: { source: Source; onClose: () => void }) {
  const [values, setValues] = useState<Record<string, unknown>>(source.config)
  const save = useConfigureSource()
  const errorOf = (name: string) =>
    save.error instanceof ApiError
      ? save.error.fieldErrors.find((error) => error.field === `config.${name}` || error.field === name)?.message
      : undefined
  const set = (name: string, value: unknown) => setValues({ ...values, [name]: value })
  return (
    <Dialog open onOpenChange={onClose} title={`${source.name}: settings`}>
      <form
        className="col g-4"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate(
            { id: source.id, config: values },
            {
              onSuccess: () => {
                toast('Settings kept')
                onClose()
              },
            },
          )
        }}
      >
        {source.config_fields.map((field) =>
          field.kind === 'flag' ? (
            <Switch
              key={field.name}
              label={field.label}
              {...(field.help === null ? {} : { help: field.help })}
              checked={values[field.name] === true}
              onChange={(on) => set(field.name, on)}
            />
          ) : (
            <Field
              key={field.name}
              label={field.label}
              optional={!field.required}
              error={errorOf(field.name)}
              {...(field.help === null ? {} : { help: field.help })}
            >
              <Input
                type={field.kind === 'secret' ? 'password' : field.kind === 'url' ? 'url' : 'text'}
                inputMode={field.kind === 'number' ? 'numeric' : undefined}
                required={field.required}
                value={textOf(values[field.name])}
                onChange={(event) => set(field.name, valueOf(field.kind, event.target.value))}
              />
            </Field>
          ),
        )}
        {save.error !== null && <Note tone="bad" title={messageOf(save.error)} />}
        <div className="row">
          <Button variant="primary" type="submit" loading={save.isPending}>
            Keep settings
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ')
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function valueOf(kind: string, text: string): unknown {
  if (kind === 'number') return text.trim() === '' ? undefined : Number(text)
  if (kind === 'list')
    return text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
  return text
}
