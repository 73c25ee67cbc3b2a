import { Dialog } from '#ui/dialog.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { useListedShortcuts } from '#ui/shortcuts.ts'

/** Everything that the keyboard can do on the current page. */
export function ShortcutsSheet({ onClose }: { onClose: () => void }) {
  const shortcuts = useListedShortcuts()
  const groups = Map.groupBy(shortcuts, (shortcut) => shortcut.group)
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Shortcuts" wide>
      <div className="grid gap-6 md:grid-cols-2">
        {[...groups].map(([group, list]) => (
          <section key={group}>
            <h3 className="label mb-2">{group}</h3>
            <dl className="grid gap-1.5">
              {list.map((shortcut) => (
                <div className="row" key={shortcut.keys}>
                  <dt className="grow">{shortcut.label}</dt>
                  <dd>
                    <span className="sr">{shortcut.keys}</span>
                    <Kbd keys={shortcut.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
