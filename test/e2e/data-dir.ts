import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where the server of the browser tests keeps its data, and so the mails that it sends. */
export const dataDir = join(tmpdir(), `career-copilot-e2e-${process.env['E2E_PORT'] ?? '4173'}`)
