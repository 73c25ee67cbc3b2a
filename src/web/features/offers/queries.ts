import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { compareOffers, deleteOffer, deleteRate, listRates, putOffer, putRate, readOffer } from '#contract/offers.ts'
import { call } from '#lib/client.ts'
import { useWrite } from '#lib/undo.ts'

export const offerQuery = (id: string) =>
  queryOptions({
    queryKey: ['applications', 'one', id, 'offer'],
    queryFn: ({ signal }) => call(readOffer, { params: { id }, signal }),
  })

export const offersQuery = (currency: string | undefined) =>
  queryOptions({
    queryKey: ['applications', 'offers', currency ?? ''],
    queryFn: ({ signal }) => call(compareOffers, { query: { currency }, signal }),
    placeholderData: keepPreviousData,
  })

export const ratesQuery = queryOptions({
  queryKey: ['applications', 'rates'],
  queryFn: ({ signal }) => call(listRates, { signal }),
})

export const usePutOffer = () => useWrite(putOffer, 'Offer kept', 'drawn')
export const useDeleteOffer = () => useWrite(deleteOffer, 'Offer removed')
export const usePutRate = () => useWrite(putRate, null, 'drawn')
export const useDeleteRate = () => useWrite(deleteRate, null)
