import { Page } from '#ui/page.tsx'

export function TwoFactorPage() {
  return <Page title="Two-factor log-in">{null}</Page>
}
