import { FileUp } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Spinner } from './spinner.tsx'

interface FileDropProps {
  /** What may come, in words. */
  help: ReactNode
  /** As the `accept` of an input. */
  accept: string
  pending?: boolean
  onFile: (file: File) => void
}

/** A place to drop a file on; pressed, it asks for one. */
export function FileDrop({ help, accept, pending = false, onFile }: FileDropProps) {
  const [over, setOver] = useState(false)
  const take = (file: File | undefined) => {
    setOver(false)
    if (file !== undefined) onFile(file)
  }
  return (
    <label
      className="drop"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        take(event.dataTransfer.files[0])
      }}
    >
      {pending ? <Spinner /> : <FileUp aria-hidden="true" />}
      <b className="m">Drop a file here, or choose one</b>
      <span className="c-2 t-13">{help}</span>
      <input
        type="file"
        className="sr"
        accept={accept}
        onChange={(event) => {
          take(event.target.files?.[0])
          event.target.value = ''
        }}
      />
    </label>
  )
}
