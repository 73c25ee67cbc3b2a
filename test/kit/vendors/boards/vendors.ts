import { EMPLOYERS } from './employer-routes.ts'
import { GREY } from './grey-routes.ts'
import { KEYED } from './keyed-routes.ts'
import { OPEN_FEEDS } from './open-routes.ts'
import type { Vendor } from './open-routes.ts'

/** Vendors of the replay server that say themselves where they are asked. */
export const VENDORS: Readonly<Record<string, Vendor>> = { ...OPEN_FEEDS, ...KEYED, ...EMPLOYERS, ...GREY }
