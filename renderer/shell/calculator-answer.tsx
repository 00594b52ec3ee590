// What core and page answered: one table where they agree, the differing figures beside it where they do not.
import { calculatorTexts } from '../../shared/language/calculator.ts'
import { partsTexts } from '../../shared/language/parts.ts'
import { Button } from '../parts/button.tsx'
import { copyText } from '../parts/clipboard.ts'
import { useDisplay, useShow } from '../parts/display.tsx'
import { Icon } from '../parts/icon.tsx'
import { FailurePanel, MessagePanel } from '../parts/message-panel.tsx'
import { showToast } from '../parts/toast.tsx'
import { commandLine } from './calc-question.ts'
import { differingRows, type ResultRow, resultRows } from './result-rows.ts'
import { type Answer, type Answers, agree } from './use-calculation.ts'

export interface CalculatorAnswerProps {
  readonly answers: Answers
  /** The question has been changed since. */
  readonly isStale: boolean
  /** The field that is the figure asked about. */
  readonly field: string | undefined
}

export function CalculatorAnswer({ answers: { question, core, page }, isStale, field }: CalculatorAnswerProps) {
  const { language } = useDisplay()
  const text = calculatorTexts[language]
  const copy = useCopy()
  const isSame = agree(core, page)
  const rows = rowsOf(core)
  return (
    <section className={`calculator-answer${isStale ? ' stale' : ''}`}>
      {isStale && (
        <p className="stale-mark" role="status">
          {text.stale}
        </p>
      )}
      {isSame && 'result' in core && (
        <p className="calculator-same" role="status">
          <Icon name="check" />
          {text.same}
        </p>
      )}
      {!isSame && (
        <MessagePanel tone="warning" title={text.differ}>
          <p>{text.differHelp}</p>
        </MessagePanel>
      )}
      <Told answer={core} title={isSame ? text.result : text.inCore} rows={rows} field={field} />
      {!isSame && <Told answer={page} title={text.inPage} rows={differingRows(rowsOf(page), rows)} field={field} />}
      <div className="actions">
        {('result' in core || !isSame) && (
          <Button kind="secondary" onPress={() => copy(JSON.stringify(isSame && 'result' in core ? core.result : { core, page }))}>
            {text.copyResult}
          </Button>
        )}
        <Button kind="secondary" onPress={() => copy(commandLine(question))}>
          {text.copyLine}
        </Button>
      </div>
    </section>
  )
}

const rowsOf = (answer: Answer): ResultRow[] => ('result' in answer ? resultRows(answer.result) : [])

interface ToldProps {
  readonly answer: Answer
  readonly title: string
  readonly rows: readonly ResultRow[]
  readonly field: string | undefined
}

function Told({ answer, title, rows, field }: ToldProps) {
  const text = calculatorTexts[useDisplay().language]
  if ('error' in answer) {
    return (
      <div>
        {title !== text.result && <h3>{title}</h3>}
        <FailurePanel failure={answer.error} />
      </div>
    )
  }
  return (
    <table className="calculator-result" aria-label={title}>
      <caption>{title}</caption>
      <thead className="for-readers">
        <tr>
          <th scope="col">{text.field}</th>
          <th scope="col">{text.value}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name} className={row.name === field ? 'current' : ''}>
            <th scope="row">{row.name}</th>
            <td>
              <Values row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Values({ row: { name, values, shown } }: { row: ResultRow }) {
  const text = calculatorTexts[useDisplay().language]
  const copy = useCopy()
  const show = useShow()
  const count = (n: number): string => show(String(n), { kind: 'count' })
  return (
    <>
      {values.slice(0, shown).map((value, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list of numbers has no other name for its places
        <div key={at}>{value}</div>
      ))}
      {shown < values.length && (
        <div className="calculator-more">
          {text.more(count(values.length - shown))}
          <button
            type="button"
            className="icon-button"
            aria-label={text.copyList(name, count(values.length))}
            onClick={() => copy(values.join('\n'))}
          >
            <Icon name="copy" />
          </button>
        </div>
      )}
    </>
  )
}

function useCopy(): (copied: string) => void {
  const text = partsTexts[useDisplay().language]
  return (copied) => void copyText(copied).then(() => showToast({ message: text.chart.copied }))
}
