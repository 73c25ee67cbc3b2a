import { Page } from '#ui/page.tsx'

export function TokensPage() {
  return <Page title="API tokens">{null}</Page>
}
