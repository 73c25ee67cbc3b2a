import type { ConfigField } from '#domain/postings/job-board-port.ts'

/** The settings that every employer's board has: its name in the system, and how to call the employer. */
export function employerFields(example: string, more: readonly ConfigField[] = []): readonly ConfigField[] {
  return [
    { name: 'tenant', label: 'Name in the address', kind: 'text', required: true, help: `The last part of ${example}` },
    ...more,
    {
      name: 'company',
      label: 'Employer',
      kind: 'text',
      required: false,
      help: 'Shown where the board does not say it.',
    },
  ]
}
