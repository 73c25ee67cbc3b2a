import { Link, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { linkExpired, NewPassword } from '#contract/accounts.ts'
import { ApiError } from '#lib/client.ts'
import { schemaResolver, showFieldErrors } from '#lib/form.ts'
import { buttonClass } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { PasswordInput } from '#ui/password-input.tsx'
import { AuthForm } from './auth-form.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { useReset } from './queries.ts'

const Form = z.object({ password: NewPassword })

/** Opened by the mailed link, whose token stands after the #: it never reaches a server's log. */
export function ResetPage() {
  const token = useLocation({ select: (location) => location.hash })
  const submit = useReset()
  const [failure, setFailure] = useState<string | null>(null)
  const { register, handleSubmit, setError, formState } = useForm({
    resolver: schemaResolver(Form),
    defaultValues: { password: '' },
  })
  const send = handleSubmit(async ({ password }) => {
    setFailure(null)
    try {
      await submit.mutateAsync({ token, new_password: password })
    } catch (error) {
      setFailure(showFieldErrors(error, setError, ['password']))
    }
  })
  if (submit.isSuccess) {
    return (
      <AuthFrame title="The new password works" lead="Every other session was ended.">
        <Link to="/login" className={buttonClass({ variant: 'primary', size: 'lg', block: true }, 'mt-6')}>
          Log in
        </Link>
      </AuthFrame>
    )
  }
  const over = token === '' || (submit.error instanceof ApiError && submit.error.code === linkExpired.code)
  if (over) {
    return (
      <AuthFrame title="This link is used up" lead="It works once and for an hour. Ask for a new one.">
        <Link to="/forgot" className={buttonClass({ variant: 'primary', size: 'lg', block: true }, 'mt-6')}>
          Send a new link
        </Link>
      </AuthFrame>
    )
  }
  return (
    <AuthFrame title="Choose a new password" lead="It replaces the old one at once.">
      <AuthForm
        label="Choose a new password"
        action="Use this password"
        sending={formState.isSubmitting}
        failure={failure}
        onSend={send}
      >
        <Field
          label="New password"
          help="At least 8 characters; a few words are best."
          error={formState.errors.password?.message}
        >
          <PasswordInput size="lg" autoComplete="new-password" autoFocus {...register('password')} />
        </Field>
      </AuthForm>
    </AuthFrame>
  )
}
