import { useState } from 'react'
import type { Source } from '#contract/sources.ts'
import { fieldError, messageOf } from '#lib/form.ts'
import { Field } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { Input } from '#ui/input.tsx'
import { Switch } from '#ui/switch.tsx'
import { toast } from '#ui/toast.tsx'
import { useConfigureSource } from './queries.ts'

/** The settings that a source has, drawn from what it says of them. */
export function SourceConfigDialog({ source, onClose }: { source: Source; onClose: () => void }) {
  const [values, setValues] = useState<Record<string, unknown>>(source.config)
  const save = useConfigureSource()
  const submit = () =>
    save.mutate(
      { id: source.id, config: values },
      {
        onSuccess: () => {
          toast('Settings kept')
          onClose()
        },
      },
    )
  const set = (name: string, value: unknown) => setValues({ ...values, [name]: value })
  return (
    <FormDialog
      title={`${source.name}: settings`}
      action="Keep settings"
      pending={save.isPending}
      error={save.error && messageOf(save.error)}
      onSubmit={submit}
      onClose={onClose}
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
            error={fieldError(save.error, `config.${field.name}`, field.name)}
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
    </FormDialog>
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
