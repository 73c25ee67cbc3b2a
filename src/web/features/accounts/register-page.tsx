import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { register as endpoint } from '#contract/accounts.ts'
import { schemaResolver, showFieldErrors } from '#lib/form.ts'
import { useEnter } from '#lib/session.ts'
import { Field } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { PasswordInput } from '#ui/password-input.tsx'
import { AuthForm } from './auth-form.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { ProviderButtons } from './provider-buttons.tsx'
import { useRegister } from './queries.ts'

/** A new account; goes on to onboarding, or to where one was going. */
export function RegisterPage() {
  const { next } = useSearch({ strict: false })
  const enter = useEnter()
  const submit = useRegister()
  const [failure, setFailure] = useState<string | null>(null)
  const { register, handleSubmit, setError, formState } = useForm({
    resolver: schemaResolver(endpoint.body),
    defaultValues: { username: '', email: '', password: '' },
  })
  const send = handleSubmit(async (values) => {
    setFailure(null)
    try {
      await submit.mutateAsync(values)
      await enter(next ?? '/onboarding')
    } catch (error) {
      setFailure(showFieldErrors(error, setError, ['username', 'email', 'password']))
    }
  })
  const { errors } = formState
  return (
    <AuthFrame title="Create an account" lead="It lives on this server. You can take everything with you, any time.">
      <AuthForm
        label="Create an account"
        action="Create the account"
        sending={formState.isSubmitting}
        failure={failure}
        onSend={send}
      >
        <Field label="Username" error={errors.username?.message}>
          <Input size="lg" autoComplete="username" autoCapitalize="none" autoFocus {...register('username')} />
        </Field>
        <Field label="E-mail" error={errors.email?.message}>
          <Input size="lg" type="email" autoComplete="email" {...register('email')} />
        </Field>
        <Field label="Password" help="At least 8 characters; a few words are best." error={errors.password?.message}>
          <PasswordInput size="lg" autoComplete="new-password" {...register('password')} />
        </Field>
      </AuthForm>
      <ProviderButtons next={next ?? '/onboarding'} />
      <p className="t-13 c-2 mt-6">
        Been here before?{' '}
        <Link to="/login" search={next === undefined ? {} : { next }} className="link">
          Log in
        </Link>
        .
      </p>
    </AuthFrame>
  )
}
