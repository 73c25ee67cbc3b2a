import { useIsCoach, useSession } from '#lib/session.ts'

/** Who one is here: somebody of the staff can be booked, in a practice there are others to book. */
export function usePlace(): { isPractice: boolean; isStaff: boolean; isLead: boolean } {
  const { active_firm } = useSession()
  const isCoach = useIsCoach()
  const isPractice = active_firm.kind === 'practice'
  return {
    isPractice,
    // In one's own workspace one can be booked as well.
    isStaff: isCoach || !isPractice,
    isLead: isPractice && (active_firm.role === 'owner' || active_firm.role === 'admin'),
  }
}
