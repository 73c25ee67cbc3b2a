import { useState } from 'react'
import type { AnswerOf } from '#contract/endpoint.ts'
import type { ImportBody, ImportListBody, ImportPreview, previewImportList } from '#contract/posting-import.ts'
import { ApiError } from '#lib/client.ts'
import { messageOf } from '#lib/form.ts'
import { usePreviewImportList } from './queries.ts'

type Found = AnswerOf<typeof previewImportList>
export type Read =
  | { kind: 'one'; body: ImportBody; preview: ImportPreview }
  | { kind: 'list'; body: ImportListBody; found: Found }

/** What was read of a page, to be shown before it is kept: one posting, or all of a page of results. */
export function useRead() {
  const [read, setRead] = useState<Read | null>(null)
  const list = usePreviewImportList()
  const takeList = (body: ImportListBody, found: Found) => setRead({ kind: 'list', body, found })
  const take = (body: ImportBody, preview: ImportPreview) => {
    const { html, url } = body
    const one = () => setRead({ kind: 'one', body, preview })
    if (preview.on_page < 2 || html === undefined) return one()
    const page = { html, ...(url === undefined ? {} : { url }) }
    list.mutate(page, { onSuccess: (found) => takeList(page, found), onError: one })
  }
  return { read, take, takeList, pending: list.isPending, back: () => setRead(null) }
}

/** Why nothing could be read: what the reader says of this page, else what is always said. */
export function whyNotRead(error: unknown): string {
  const said = error instanceof ApiError ? error.details['message'] : null
  return typeof said === 'string' ? said : messageOf(error)
}
