import { Plus, X } from 'lucide-react'
import { Button } from '#ui/button.tsx'
import { Field, FieldGroup } from '#ui/field.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Input } from '#ui/input.tsx'
import { Textarea } from '#ui/textarea.tsx'
import type { PartProps } from './profile-form.tsx'

/** Name, title, contact, links. */
export function PersonFields({ draft, change, errorOf }: PartProps) {
  return (
    <div className="col g-4">
      <div className="two">
        <Field label="Full name" error={errorOf('full_name')}>
          <Input
            value={draft.full_name ?? ''}
            onChange={(event) => change({ full_name: event.target.value })}
            autoComplete="name"
          />
        </Field>
        <Field label="Phone" error={errorOf('phone')}>
          <Input
            type="tel"
            value={draft.phone ?? ''}
            onChange={(event) => change({ phone: event.target.value })}
            autoComplete="tel"
          />
        </Field>
      </div>
      <div className="two">
        <Field label="Current title" error={errorOf('headline')}>
          <Input
            value={draft.headline ?? ''}
            onChange={(event) => change({ headline: event.target.value })}
            autoComplete="organization-title"
          />
        </Field>
        <Field
          label="Years of experience"
          error={errorOf('years_experience') === undefined ? undefined : 'Write a number of years, for example 7.'}
        >
          <Input
            className="tn"
            inputMode="decimal"
            value={draft.years_experience}
            onChange={(event) => change({ years_experience: event.target.value })}
          />
        </Field>
      </div>
      <Field label="Where you live" error={errorOf('location')}>
        <Input
          value={draft.location ?? ''}
          onChange={(event) => change({ location: event.target.value })}
          autoComplete="address-level2"
        />
      </Field>
      <Field label="Summary" optional help="A few sentences on what you do and do well." error={errorOf('summary')}>
        <Textarea rows={4} value={draft.summary ?? ''} onChange={(event) => change({ summary: event.target.value })} />
      </Field>
      <Links draft={draft} change={change} errorOf={errorOf} />
    </div>
  )
}

function Links({ draft, change, errorOf }: PartProps) {
  const set = (at: number, part: Partial<{ label: string; url: string }>) =>
    change({ links: draft.links.map((link, index) => (index === at ? { ...link, ...part } : link)) })
  return (
    <FieldGroup label="Links">
      {draft.links.map((link, at) => (
        <div className="row items-start!" key={at}>
          <div className="w-32 flex-none">
            <Input
              aria-label={`Name of link ${at + 1}`}
              placeholder="Portfolio"
              value={link.label}
              onChange={(event) => set(at, { label: event.target.value })}
            />
          </div>
          <div className="grow col g-1">
            <Input
              aria-label={`Address of link ${at + 1}`}
              type="url"
              placeholder="https://"
              value={link.url}
              onChange={(event) => set(at, { url: event.target.value })}
            />
            {errorOf(`links.${at}`) !== undefined && <span className="err">{errorOf(`links.${at}`)}</span>}
          </div>
          <IconButton
            icon={X}
            label={`Remove link ${at + 1}`}
            onClick={() => change({ links: draft.links.filter((_, index) => index !== at) })}
          />
        </div>
      ))}
      <div>
        <Button size="sm" onClick={() => change({ links: [...draft.links, { label: '', url: '' }] })}>
          <Plus aria-hidden="true" />
          Add a link
        </Button>
      </div>
    </FieldGroup>
  )
}
