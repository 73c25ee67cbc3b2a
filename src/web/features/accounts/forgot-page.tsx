import { Page } from '#ui/page.tsx'

export function ForgotPage() {
  return <Page title="Reset the password">{null}</Page>
}
