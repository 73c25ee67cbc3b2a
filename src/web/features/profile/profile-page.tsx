import { useQuery } from '@tanstack/react-query'
import { profileQuery } from '#lib/profile.ts'
import { LoadError } from '#ui/load.tsx'
import { Page } from '#ui/page.tsx'
import { Bone, Skeleton } from '#ui/skeleton.tsx'
import { ProfileForm } from './profile-form.tsx'

/** What a person says of themselves and looks for; postings are matched with it. */
export function ProfilePage() {
  const { data, error, refetch } = useQuery(profileQuery)
  return (
    <Page title="Profile" lead="Who you are and what you look for. Every posting is matched with it.">
      {error !== null && data === undefined && (
        <LoadError error={error} failure="Your profile did not load" onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && (
        <Skeleton label="Loading your profile">
          <div className="col g-4">
            {[180, 260, 220].map((height) => (
              <Bone key={height} width="100%" height={height} radius={8} />
            ))}
          </div>
        </Skeleton>
      )}
      {data !== undefined && <ProfileForm key={data.version} profile={data} />}
    </Page>
  )
}
