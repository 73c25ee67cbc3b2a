import { useMutation, useQueryClient } from '@tanstack/react-query'
import { importJob, importJobList, previewImport, previewImportList } from '#contract/posting-import.ts'
import type { ImportBody, ImportListBody } from '#contract/posting-import.ts'
import { call } from '#lib/client.ts'

export function usePreviewImport() {
  return useMutation({
    mutationFn: (body: ImportBody) => call(previewImport, { body }),
    // The dialog says it.
    onError: () => {},
  })
}

export function useImportJob() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: ImportBody) => call(importJob, { body }),
    onError: () => {},
    onSuccess: () => client.invalidateQueries({ queryKey: ['jobs'] }),
  })
}

export function usePreviewImportList() {
  return useMutation({
    mutationFn: (body: ImportListBody) => call(previewImportList, { body }),
    // The dialog says it.
    onError: () => {},
  })
}

export function useImportList() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: ImportListBody & { keys: string[] }) => call(importJobList, { body }),
    onError: () => {},
    onSuccess: () => client.invalidateQueries({ queryKey: ['jobs'] }),
  })
}
