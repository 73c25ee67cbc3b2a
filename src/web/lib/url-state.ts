import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useMemo } from 'react'

export type UrlChange = Readonly<Record<string, string | readonly string[] | null>>

/**
 * What you are looking at lives in the address: reads the query string and changes parts of it.
 * Null, an empty string or an empty list takes a parameter away.
 */
export function useUrlParams(): [URLSearchParams, (change: UrlChange, options?: { replace?: boolean }) => void] {
  const search = useRouterState({ select: (state) => state.location.searchStr })
  const navigate = useNavigate()
  const params = useMemo(() => new URLSearchParams(search), [search])
  return [
    params,
    (change, { replace = true } = {}) => {
      const next = new URLSearchParams(location.search)
      for (const [name, value] of Object.entries(change)) {
        next.delete(name)
        for (const one of value === null ? [] : [value].flat()) if (one !== '') next.append(name, one)
      }
      const tail = next.toString()
      void navigate({ href: `${location.pathname}${tail === '' ? '' : `?${tail}`}`, replace, resetScroll: false })
    },
  ]
}
