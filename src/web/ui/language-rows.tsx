import { Plus, X } from 'lucide-react'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import { Menu } from './menu.tsx'
import { Select } from './select.tsx'

interface Language {
  code: string
  level: (typeof LEVELS)[number]
}

const CODES = [
  'en',
  'de',
  'fr',
  'it',
  'es',
  'nl',
  'pl',
  'pt',
  'sv',
  'da',
  'no',
  'fi',
  'cs',
  'sk',
  'hu',
  'ro',
  'bg',
  'el',
  'hr',
  'sl',
  'uk',
  'ru',
  'tr',
  'ar',
  'zh',
  'ja',
  'ko',
  'hi',
]
const LEVELS = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'native'] as const
const LEVEL_OPTIONS = LEVELS.map((value) => ({ value, label: value === 'native' ? 'Native' : value }))

/** Languages, each with its level of the Common European Framework. */
export function LanguageRows({
  value,
  onChange,
  locale,
}: {
  value: readonly Language[]
  onChange: (value: Language[]) => void
  /** In which language their names are written. */
  locale: string
}) {
  const names = new Intl.DisplayNames([locale], { type: 'language' })
  const nameOf = (code: string) => names.of(code) ?? code
  const left = CODES.filter((code) => !value.some((language) => language.code === code))
  return (
    <div className="grid justify-items-start gap-1.5">
      {value.map((language) => (
        <div className="row w-full" key={language.code}>
          <span className="grow m">{nameOf(language.code)}</span>
          <Select
            size="sm"
            className="w-28!"
            aria-label={`Level of ${nameOf(language.code)}`}
            value={language.level}
            options={LEVEL_OPTIONS}
            onChange={(level) => onChange(value.map((one) => (one.code === language.code ? { ...one, level } : one)))}
          />
          <IconButton
            icon={X}
            size="sm"
            label={`Remove ${nameOf(language.code)}`}
            onClick={() => onChange(value.filter((one) => one.code !== language.code))}
          />
        </div>
      ))}
      <Menu
        align="start"
        trigger={
          <Button size="sm">
            <Plus aria-hidden="true" />
            Add a language
          </Button>
        }
        groups={[
          {
            items: left.map((code) => ({
              key: code,
              label: nameOf(code),
              run: () => onChange([...value, { code, level: 'B2' }]),
            })),
          },
        ]}
      />
    </div>
  )
}
