import { useEffect, useMemo, useRef, useState } from 'react'
import { ProfileChange, type Profile } from '#contract/profile.ts'
import { ApiError } from '#lib/client.ts'
import { messageOf } from '#lib/form.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { submitOnModEnter } from '#ui/form-keys.ts'
import { Note } from '#ui/note.tsx'
import { draftOf, profileOf, type Draft } from './draft.ts'
import { PersonFields } from './person-fields.tsx'
import { useSaveProfile } from './queries.ts'
import { SkillRows } from './skill-rows.tsx'
import { WishFields } from './wish-fields.tsx'

export interface PartProps {
  draft: Draft
  change: (part: Partial<Draft>) => void
  errorOf: (field: string) => string | undefined
}

/** One form, saved as a whole; what was typed stays when saving is refused. */
export function ProfileForm({ profile }: { profile: Profile }) {
  const [draft, setDraft] = useState(() => draftOf(profile))
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map())
  const save = useSaveProfile()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const wrong = problems.size === 0 ? null : form.current?.querySelector('[aria-invalid="true"]')
    if (wrong instanceof HTMLElement) wrong.focus()
  }, [problems])
  const dirty = useMemo(() => JSON.stringify(draft) !== JSON.stringify(draftOf(profile)), [draft, profile])
  const part: PartProps = {
    draft,
    change: (changed) => setDraft((known) => ({ ...known, ...changed })),
    errorOf: (field) => [...problems].find(([name]) => name === field || name.startsWith(`${field}.`))?.[1],
  }

  function submit() {
    const parsed = ProfileChange.safeParse(profileOf(draft))
    setProblems(new Map(parsed.error?.issues.map((issue) => [issue.path.join('.'), issue.message])))
    if (!parsed.success) return
    save.mutate(
      { change: parsed.data, version: profile.version },
      {
        onError: (error) => {
          if (error instanceof ApiError) setProblems(new Map(error.fieldErrors.map((one) => [one.field, one.message])))
        },
      },
    )
  }

  return (
    <form
      ref={form}
      className="col g-4"
      noValidate
      onKeyDown={submitOnModEnter}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Card title="You">
        <PersonFields {...part} />
      </Card>
      <Card title="Skills" note={draft.skills.length}>
        <SkillRows value={draft.skills} onChange={(skills) => part.change({ skills })} error={part.errorOf('skills')} />
      </Card>
      <Card title="What you look for">
        <WishFields {...part} />
      </Card>
      {problems.size > 0 && <Note tone="bad" title="Some fields need another look." />}
      {save.error !== null && problems.size === 0 && <Note tone="bad" title={messageOf(save.error)} />}
      <div className="row">
        <Button variant="primary" type="submit" keys="mod+enter" loading={save.isPending} disabled={!dirty}>
          Save the profile
        </Button>
        {dirty && (
          <Button variant="ghost" onClick={() => setDraft(draftOf(profile))}>
            Discard
          </Button>
        )}
      </div>
    </form>
  )
}
