import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { NewPassword, wrongPassword } from '#contract/accounts.ts'
import { ApiError } from '#lib/client.ts'
import { schemaResolver, showFieldErrors } from '#lib/form.ts'
import { useSession } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Field } from '#ui/field.tsx'
import { submitOnModEnter } from '#ui/form-keys.ts'
import { Note } from '#ui/note.tsx'
import { PasswordInput } from '#ui/password-input.tsx'
import { toast } from '#ui/toast.tsx'
import { useChangePassword } from './queries.ts'

const Form = z.object({ current_password: z.string(), password: NewPassword })

export function PasswordCard() {
  const { user } = useSession()
  const change = useChangePassword()
  const [failure, setFailure] = useState<string | null>(null)
  const { register, handleSubmit, setError, reset, formState } = useForm({
    resolver: schemaResolver(Form),
    defaultValues: { current_password: '', password: '' },
  })
  const send = handleSubmit(async ({ current_password, password }) => {
    setFailure(null)
    try {
      await change.mutateAsync({ ...(user.has_password ? { current_password } : {}), new_password: password })
      reset()
      toast('Password changed; every other session was ended')
    } catch (error) {
      if (error instanceof ApiError && error.code === wrongPassword.code) {
        setError('current_password', { message: error.message }, { shouldFocus: true })
      } else setFailure(showFieldErrors(error, setError, ['password']))
    }
  })
  const { errors } = formState
  return (
    <Card title="Password">
      <form className="col g-4" onSubmit={(event) => void send(event)} onKeyDown={submitOnModEnter} noValidate>
        <input type="text" autoComplete="username" value={user.username} readOnly hidden />
        <div className="two is-even">
          {user.has_password && (
            <Field label="Current password" error={errors.current_password?.message}>
              <PasswordInput autoComplete="current-password" {...register('current_password')} />
            </Field>
          )}
          <Field label="New password" help="At least 8 characters." error={errors.password?.message}>
            <PasswordInput autoComplete="new-password" {...register('password')} />
          </Field>
        </div>
        {failure !== null && <Note tone="bad" title={failure} />}
        <div>
          <Button type="submit" loading={formState.isSubmitting}>
            {user.has_password ? 'Change the password' : 'Set a password'}
          </Button>
        </div>
      </form>
    </Card>
  )
}
