import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { forgotPassword } from '#contract/accounts.ts'
import { schemaResolver, showFieldErrors } from '#lib/form.ts'
import { buttonClass } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { Note } from '#ui/note.tsx'
import { AuthForm } from './auth-form.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { useForgot } from './queries.ts'

export function ForgotPage() {
  const submit = useForgot()
  const [failure, setFailure] = useState<string | null>(null)
  const { register, handleSubmit, setError, formState } = useForm({
    resolver: schemaResolver(forgotPassword.body),
    defaultValues: { email: '' },
  })
  const send = handleSubmit(async ({ email }) => {
    setFailure(null)
    try {
      await submit.mutateAsync(email)
    } catch (error) {
      setFailure(showFieldErrors(error, setError, ['email']))
    }
  })
  if (submit.data !== undefined) {
    return (
      <AuthFrame
        title="Look into your mail"
        lead={`If there is an account with ${submit.variables}, a link is on its way.`}
      >
        <div className="col g-4 mt-6">
          <p className="c-2">
            It works once, for an hour. Nothing there? Look into the spam folder, or try another address.
          </p>
          {!submit.data.delivers && <OutboxNote />}
          <Link to="/login" className={buttonClass({ size: 'lg', block: true })}>
            Back to log-in
          </Link>
        </div>
      </AuthFrame>
    )
  }
  return (
    <AuthFrame title="Choose a new password" lead="We send you a link for it.">
      <AuthForm
        label="Choose a new password"
        action="Send the link"
        sending={formState.isSubmitting}
        failure={failure}
        onSend={send}
      >
        <Field label="E-mail" error={formState.errors.email?.message}>
          <Input size="lg" type="email" autoComplete="email" autoFocus {...register('email')} />
        </Field>
      </AuthForm>
      <p className="t-13 c-2 mt-6">
        Remembered it?{' '}
        <Link to="/login" className="link">
          Log in
        </Link>
        .
      </p>
    </AuthFrame>
  )
}

function OutboxNote() {
  return (
    <Note title="This server sends no mail yet">
      Messages wait as files in the folder “outbox” of its data folder. Whoever runs the server can open them there.
    </Note>
  )
}
