import { Page } from '#ui/page.tsx'

export function OauthCallbackPage() {
  return <Page title="Logging in">{null}</Page>
}
