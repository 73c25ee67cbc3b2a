import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { Code, linkExpired } from '#contract/accounts.ts'
import { ApiError } from '#lib/client.ts'
import { messageOf, schemaResolver } from '#lib/form.ts'
import { useEnter } from '#lib/session.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { AuthForm } from './auth-form.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { useChallenge, useVerifyTwoFactor } from './queries.ts'

const Form = z.object({ code: Code })

/** The second step of a log-in: the code of the app, or a recovery code. */
export function TwoFactorPage() {
  const { next } = useSearch({ strict: false })
  const challenge = useChallenge()
  const enter = useEnter()
  const submit = useVerifyTwoFactor()
  const [recovery, setRecovery] = useState(false)
  const { register, handleSubmit, setError, formState } = useForm({
    resolver: schemaResolver(Form),
    defaultValues: { code: '' },
  })
  const send = handleSubmit(async ({ code }) => {
    try {
      await submit.mutateAsync({ challenge: challenge ?? '', code })
      await enter(next)
    } catch (error) {
      setError('code', { message: messageOf(error) }, { shouldFocus: true })
    }
  })
  const over = submit.error instanceof ApiError && submit.error.code === linkExpired.code
  if (challenge === undefined || over) {
    return (
      <AuthFrame title="Log in again" lead="This log-in waited too long for its code.">
        <Link
          to="/login"
          search={next === undefined ? {} : { next }}
          className={buttonClass({ variant: 'primary', size: 'lg', block: true }, 'mt-6')}
        >
          Back to log-in
        </Link>
      </AuthFrame>
    )
  }
  return (
    <AuthFrame
      title="Enter your code"
      lead={recovery ? 'One of the codes that you kept. Each works once.' : 'The six digits of your authenticator app.'}
    >
      <AuthForm
        label="Enter your code"
        action="Log in"
        sending={formState.isSubmitting}
        below={
          <Button variant="ghost" block onClick={() => setRecovery(!recovery)}>
            {recovery ? 'Use the authenticator app' : 'Use a recovery code'}
          </Button>
        }
        onSend={send}
      >
        <Field label={recovery ? 'Recovery code' : 'Code'} error={formState.errors.code?.message}>
          <Input
            key={String(recovery)}
            size="lg"
            className="tn"
            autoFocus
            autoComplete="one-time-code"
            autoCapitalize="none"
            inputMode={recovery ? 'text' : 'numeric'}
            {...register('code')}
          />
        </Field>
      </AuthForm>
    </AuthFrame>
  )
}
