import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { login, twoFactorRequired } from '#contract/accounts.ts'
import { ApiError } from '#lib/client.ts'
import { schemaResolver, showFieldErrors } from '#lib/form.ts'
import { useEnter } from '#lib/session.ts'
import { Field } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { PasswordInput } from '#ui/password-input.tsx'
import { AuthForm } from './auth-form.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { ProviderButtons } from './provider-buttons.tsx'
import { useLogin } from './queries.ts'

/** Comes back to where one was when the session ended (`?next=`). */
export function LoginPage() {
  const { next } = useSearch({ strict: false })
  const navigate = useNavigate()
  const enter = useEnter()
  const submit = useLogin()
  const [failure, setFailure] = useState<string | null>(null)
  const { register, handleSubmit, setError, setFocus, formState } = useForm({
    resolver: schemaResolver(login.body),
    defaultValues: { username: '', password: '' },
  })
  const send = handleSubmit(async (values) => {
    setFailure(null)
    try {
      await submit.mutateAsync(values)
      await enter(next)
    } catch (error) {
      if (error instanceof ApiError && error.code === twoFactorRequired.code) {
        return navigate({ to: '/two-factor', search: next === undefined ? {} : { next } })
      }
      setFailure(showFieldErrors(error, setError, ['username', 'password']))
      setFocus('password')
    }
  })
  const carried = next === undefined ? {} : { next }
  return (
    <AuthFrame title="Log in" lead="Your search, where you left it.">
      <AuthForm label="Log in" action="Log in" sending={formState.isSubmitting} failure={failure} onSend={send}>
        <Field label="E-mail or username" error={formState.errors.username?.message}>
          <Input size="lg" autoComplete="username" autoCapitalize="none" autoFocus {...register('username')} />
        </Field>
        <div className="relative">
          <Field label="Password" error={formState.errors.password?.message}>
            <PasswordInput size="lg" autoComplete="current-password" {...register('password')} />
          </Field>
          <Link to="/forgot" className="link t-13 absolute top-0 right-0">
            Forgotten?
          </Link>
        </div>
      </AuthForm>
      <ProviderButtons next={next} />
      <p className="t-13 c-2 mt-6">
        New here?{' '}
        <Link to="/register" search={carried} className="link">
          Create an account
        </Link>
        .
      </p>
    </AuthFrame>
  )
}
