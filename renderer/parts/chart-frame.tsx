// The frame of every chart: title = message, subtitle = measure, unit and basis, the same numbers as a table (T),
// copy data, copy image. Gives the chart its width in pixels, so print and screen draw alike; `print` fixes the size.
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react'
import { copyPicture, copyTable } from './clipboard.ts'
import { useDisplay, usePartsText } from './display.tsx'
import { Icon } from './icon.tsx'
import { svgPicture } from './svg-picture.ts'
import type { Column } from './table/column.ts'
import { copiedTable } from './table/copied-table.ts'
import { DataTable } from './table/data-table.tsx'
import { showToast } from './toast.tsx'

export interface ChartTitle {
  /** The message, as a sentence. */
  readonly title: string
  /** Measure, unit, basis. */
  readonly subtitle?: string
  /** Under the chart: sources, what is left out. */
  readonly note?: ReactNode
  /** 240 to 320. */
  readonly height?: number
  /** A fixed size for paper: no toolbar, no measuring. */
  readonly print?: { readonly width: number; readonly height: number }
  /** At the left of the toolbar: a measure switch, for example. */
  readonly actions?: ReactNode
  readonly stale?: boolean
}

export interface ChartFrameProps<Row> extends ChartTitle {
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly rowKey: (row: Row) => string
  readonly children: (size: { width: number; height: number }) => ReactNode
}

export function ChartFrame<Row>({
  title,
  subtitle,
  note,
  height = 280,
  print,
  actions,
  stale = false,
  rows,
  columns,
  rowKey,
  children,
}: ChartFrameProps<Row>) {
  const display = useDisplay()
  const text = usePartsText()
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const [asTable, setAsTable] = useState(false)

  const copyData = (): void => {
    void copyTable(copiedTable(columns, rows, display)).then(() => showToast({ message: text.chart.copied }))
  }
  const copyImage = (): void => {
    const drawing = largest([...(box.current?.querySelectorAll<SVGSVGElement>('svg.recharts-surface, svg.drawing') ?? [])])
    if (!drawing || !box.current) return
    void svgPicture(drawing, box.current, { title, subtitle: subtitle ?? '' })
      .then(copyPicture)
      .then(() => showToast({ message: text.chart.copied }))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const typing = event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey
    if (event.key.toLowerCase() !== 't' || typing) return
    event.preventDefault()
    event.stopPropagation()
    setAsTable(!asTable)
  }

  return (
    <figure className={`chart-frame${stale ? ' stale' : ''}`} aria-labelledby={id} aria-busy={stale} onKeyDown={onKeyDown}>
      <figcaption>
        <div>
          <h3 id={id}>{title}</h3>
          {subtitle !== undefined && <p className="subtitle">{subtitle}</p>}
        </div>
        {!print && (
          <div className="chart-tools">
            {actions}
            <button type="button" className="tool" aria-pressed={asTable} aria-keyshortcuts="T" onClick={() => setAsTable(!asTable)}>
              <Icon name={asTable ? 'chart' : 'table'} /> {asTable ? text.chart.showChart : text.chart.showTable}
            </button>
            <button type="button" className="tool" onClick={copyData}>
              <Icon name="copy" /> {text.chart.copyData}
            </button>
            {!asTable && (
              <button type="button" className="tool" onClick={copyImage}>
                <Icon name="image" /> {text.chart.copyImage}
              </button>
            )}
          </div>
        )}
      </figcaption>
      <div ref={box} className="chart-box">
        {asTable ? (
          <DataTable caption={title} rows={rows} columns={columns} rowKey={rowKey} maxHeight={Math.max(height, 320)} />
        ) : print ? (
          children(print)
        ) : (
          width > 0 && children({ width, height })
        )}
      </div>
      {note !== undefined && <p className="chart-note">{note}</p>}
    </figure>
  )
}

function useWidth(box: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    setWidth(Math.floor(element.getBoundingClientRect().width))
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.getBoundingClientRect().width)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  return width
}

/** Legend icons carry the class of the drawing: the drawing is the largest. */
function largest(drawings: readonly SVGSVGElement[]): SVGSVGElement | undefined {
  const area = (drawing: SVGSVGElement): number => drawing.clientWidth * drawing.clientHeight
  return drawings.toSorted((a, b) => area(b) - area(a))[0]
}
