// Takes files and folders by drop or by the choosers; `isWholeWindow` lets them fall anywhere on the page.
// Gives what was chosen; the client turns it into paths (desktop) or uploads it to the host (browser).
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from './button.tsx'
import { type Chosen, chosenFolder, droppedFiles } from './chosen-files.ts'
import { usePartsText } from './display.tsx'

export interface FileDropProps {
  readonly onFiles: (chosen: readonly Chosen[]) => void
  /** Offers a chooser of folders too. */
  readonly hasFolders?: boolean
  readonly label?: ReactNode
  readonly hint?: ReactNode
  readonly isWholeWindow?: boolean
  readonly isDisabled?: boolean
  /** Draws only the window-wide target, no box in the page. */
  readonly isHidden?: boolean
}

export function FileDrop({
  onFiles,
  hasFolders = false,
  label,
  hint,
  isWholeWindow = false,
  isDisabled = false,
  isHidden = false,
}: FileDropProps) {
  const text = usePartsText()
  const chooser = useRef<HTMLInputElement>(null)
  const folderChooser = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (chosen: readonly Chosen[]): void => {
    if (chosen.length > 0 && !isDisabled) onFiles(chosen)
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
      if (event.dataTransfer) latest.current(droppedFiles(event.dataTransfer))
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
          className={`file-drop${hasFolders ? ' with-folders' : ''}${over ? ' over' : ''}`}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault()
            if (isWholeWindow) return
            setOver(false)
            take(droppedFiles(event.dataTransfer))
          }}
        >
          <p>{label ?? text.drop.title}</p>
          <Button kind="secondary" icon="folder" isDisabled={isDisabled} onPress={() => chooser.current?.click()}>
            {text.drop.choose}
          </Button>
          {hasFolders && (
            <Button kind="quiet" isDisabled={isDisabled} onPress={() => folderChooser.current?.click()}>
              {text.drop.chooseFolder}
            </Button>
          )}
          <p className="quiet">{hint ?? text.drop.hint}</p>
          <input
            ref={chooser}
            type="file"
            multiple
            hidden
            aria-label={text.drop.choose}
            onChange={(event) => {
              take([...(event.target.files ?? [])])
              event.target.value = ''
            }}
          />
          {hasFolders && (
            <input
              ref={folderChooser}
              type="file"
              {...{ webkitdirectory: '' }}
              hidden
              aria-label={text.drop.chooseFolder}
              onChange={(event) => {
                const folder = chosenFolder([...(event.target.files ?? [])])
                take(folder === null ? [] : [folder])
                event.target.value = ''
              }}
            />
          )}
        </div>
      )}
    </>
  )
}
