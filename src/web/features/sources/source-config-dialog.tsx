import { useState } from 'react'
import type { Source } from '#contract/sources.ts'
import { fieldError, messageOf } from '#lib/form.ts'
import { Button } from '#ui/button.tsx'
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
  const begins = source.key === 'missing'
  const keep = (config: Record<string, unknown>, done: string) =>
    save.mutate(
      { id: source.id, config, ...(begins ? { enabled: true } : {}) },
      {
        onSuccess: () => {
          toast(done)
          onClose()
        },
      },
    )
  const secrets = source.config_fields.filter((field) => field.kind === 'secret')
  const takeAway = () => keep(Object.fromEntries(secrets.map(({ name }) => [name, null])), 'The key is taken away')
  const set = (name: string, value: unknown) => setValues({ ...values, [name]: value })
  return (
    <FormDialog
      title={`${source.name}: settings`}
      action={begins ? 'Keep the key, switch on' : 'Keep settings'}
      {...(begins && {
        description:
          'It answers only who has a key. The key is sealed, goes to this source only, and is not shown again.',
      })}
      aside={
        source.key === 'kept' && (
          <>
            <Button variant="ghost" className="c-bad" loading={save.isPending} onClick={takeAway}>
              Take the key away
            </Button>
            <span className="push" />
          </>
        )
      }
      pending={save.isPending}
      error={save.error && messageOf(save.error)}
      onSubmit={() => keep(values, begins ? `${source.name} is on; its postings arrive in a moment` : 'Settings kept')}
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
              required={field.required && !(field.kind === 'secret' && source.key === 'kept')}
              autoComplete="off"
              placeholder={
                field.kind === 'secret' && source.key === 'kept' ? 'Kept; leave it empty to keep it' : undefined
              }
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
