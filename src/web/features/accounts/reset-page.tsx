import { Page } from '#ui/page.tsx'

export function ResetPage() {
  return <Page title="Choose a new password">{null}</Page>
}
