// Takes files by drop or by the chooser; `isWholeWindow` lets them fall anywhere on the page.
// Gives File objects; the client turns them into paths (desktop) or uploads them to the host (browser).
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from './button.tsx'
import { usePartsText } from './display.tsx'

export interface FileDropProps {
  readonly onFiles: (files: readonly File[]) => void
  readonly label?: ReactNode
  readonly hint?: ReactNode
  readonly isWholeWindow?: boolean
  readonly isDisabled?: boolean
  /** Draws only the window-wide target, no box in the page. */
  readonly isHidden?: boolean
}

export function FileDrop({ onFiles, label, hint, isWholeWindow = false, isDisabled = false, isHidden = false }: FileDropProps) {
  const text = usePartsText()
  const chooser = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (list: FileList | null | undefined): void => {
    const files = [...(list ?? [])]
    if (files.length > 0 && !isDisabled) onFiles(files)
  }
  const latest = useRef(take)
  latest.current = take

  useEffect(() => {
    if (!isWholeWindow) return
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false
    const drag = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(false)
      latest.current(event.dataTransfer?.files)
    }
    window.addEventListener('dragover', drag)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', drag)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [isWholeWindow])

  return (
    <>
      {isWholeWindow && over && !isDisabled && (
        <div className="drop-veil" aria-hidden="true">
          <p>{text.drop.title}</p>
        </div>
      )}
      {!isHidden && (
        // biome-ignore lint/a11y/noStaticElementInteractions: dropping has a typed alternative, the button inside
        <div
          className={over ? 'file-drop over' : 'file-drop'}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault()
            if (isWholeWindow) return
            setOver(false)
            take(event.dataTransfer.files)
          }}
        >
          <p>{label ?? text.drop.title}</p>
          <Button kind="secondary" icon="folder" isDisabled={isDisabled} onPress={() => chooser.current?.click()}>
            {text.drop.choose}
          </Button>
          <p className="quiet">{hint ?? text.drop.hint}</p>
          <input
            ref={chooser}
            type="file"
            multiple
            hidden
            aria-label={text.drop.choose}
            onChange={(event) => {
              take(event.target.files)
              event.target.value = ''
            }}
          />
        </div>
      )}
    </>
  )
}
