import { Page } from '#ui/page.tsx'

export function OffersPage() {
  return <Page title="Offers">{null}</Page>
}
