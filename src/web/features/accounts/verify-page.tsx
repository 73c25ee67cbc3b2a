import { Page } from '#ui/page.tsx'

export function VerifyPage() {
  return <Page title="Confirm your e-mail">{null}</Page>
}
