import { OnboardingPage } from '#web/onboarding/onboarding-page.tsx'
import { SkillRows } from '#web/profile/skill-rows.tsx'

/** The first set-up, with what the profile draws in it. */
export function Onboarding() {
  return <OnboardingPage SkillRows={SkillRows} />
}
