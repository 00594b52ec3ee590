// How a number was made: what any figure on a page can tell about itself, the road to the panel that shows it,
// and the panel. Alt+click or E on a figure calls the road; app.tsx docks the panel at the right.
import { createContext, type KeyboardEvent, type MouseEvent, useContext } from 'react'
import { Button } from './button.tsx'
import { copyText } from './clipboard.ts'
import { usePartsText } from './display.tsx'
import { Icon } from './icon.tsx'
import { showToast } from './toast.tsx'

/** A question of the calculator whose result has the figure in it. */
export interface CalcQuestion {
  readonly function: string
  readonly inputs: object
  /** The field of the result that is the figure. */
  readonly field: string
}

export interface Explanation {
  /** What the figure is: "1-in-20 cost, Q4 2026". */
  readonly title: string
  /** The figure as shown, and every digit of it. */
  readonly value: string
  readonly exact?: string
  /** One or two plain sentences. */
  readonly definition: string
  /** In words or symbols, then the same with this figure's own inputs. */
  readonly formula?: string
  readonly withValues?: string
  readonly inputs?: readonly { readonly label: string; readonly value: string; readonly open?: () => void }[]
  /** Run id, as-of date, seed: "Run 7f3a, as of 30 Sep 2026, seed 42, 10,000 trials". */
  readonly basis?: string
  /** Leads to the rows the figure was made from. */
  readonly showSources?: () => void
  /** Where the figure is exactly one formula of the inputs shown: it can be calculated again. */
  readonly calc?: CalcQuestion
}

export type Explains = Explanation | (() => Explanation)

const ExplainContext = createContext<(explanation: Explanation) => void>(() => undefined)

export const ExplainProvider = ExplainContext.Provider

export function useExplain(): (explains: Explains) => void {
  const show = useContext(ExplainContext)
  return (explains) => show(typeof explains === 'function' ? explains() : explains)
}

/** Spread on a focusable figure: Alt+click and E explain it. */
export function useExplainHandlers(explains: Explains | undefined): {
  onClick?: (event: MouseEvent) => void
  onKeyDown?: (event: KeyboardEvent) => void
} {
  const explain = useExplain()
  if (explains === undefined) return {}
  return {
    onClick(event) {
      if (!event.altKey) return
      event.preventDefault()
      event.stopPropagation()
      explain(explains)
    },
    onKeyDown(event) {
      if (event.key.toLowerCase() !== 'e' || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      event.stopPropagation()
      explain(explains)
    },
  }
}

export interface ExplainPanelProps {
  readonly explanation: Explanation | null
  /** Calculates the figure again. */
  readonly onReperform: (question: CalcQuestion, explanation: Explanation) => void
  readonly onClose: () => void
}

export function ExplainPanel({ explanation, onReperform, onClose }: ExplainPanelProps) {
  const text = usePartsText()
  return (
    <aside className="explain-panel" aria-label={text.explain.title}>
      <header>
        <h2>{text.explain.title}</h2>
        <button type="button" className="icon-button" aria-label={text.explain.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {explanation === null ? (
        <p className="quiet">{text.explain.empty}</p>
      ) : (
        <Explained explanation={explanation} onReperform={onReperform} />
      )}
    </aside>
  )
}

function Explained({ explanation, onReperform }: { explanation: Explanation; onReperform: ExplainPanelProps['onReperform'] }) {
  const text = usePartsText()
  const { title, value, exact, definition, formula, withValues, inputs = [], basis, showSources, calc } = explanation
  const copy = (): void => {
    void copyText(explanationText(explanation, text.explain)).then(() => showToast({ message: text.chart.copied }))
  }
  return (
    <>
      <p className="explain-title">{title}</p>
      <p className="explain-value number">{value}</p>
      {exact !== undefined && exact !== value && (
        <p className="quiet number">
          {text.explain.exact}: {exact}
        </p>
      )}
      <Section title={text.explain.definition}>{definition}</Section>
      {formula !== undefined && <Section title={text.explain.formula}>{formula}</Section>}
      {withValues !== undefined && <Section title={text.explain.withValues}>{withValues}</Section>}
      {inputs.length > 0 && (
        <Section title={text.explain.inputs}>
          <dl className="explain-inputs">
            {inputs.map((input) => (
              <div key={input.label}>
                <dt>
                  {input.open ? (
                    <button type="button" className="link" onClick={input.open}>
                      {input.label}
                    </button>
                  ) : (
                    input.label
                  )}
                </dt>
                <dd className="number">{input.value}</dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
      {basis !== undefined && <Section title={text.explain.basis}>{basis}</Section>}
      <div className="actions">
        <Button kind="secondary" onPress={copy}>
          {text.explain.copy}
        </Button>
        {calc && (
          <Button kind="secondary" onPress={() => onReperform(calc, explanation)}>
            {text.explain.reperform}
          </Button>
        )}
        {showSources && (
          <Button kind="quiet" onPress={showSources}>
            {text.explain.sources}
          </Button>
        )}
      </div>
    </>
  )
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      <div>{children}</div>
    </section>
  )
}

/** The whole panel as text for a mail or a working paper. */
function explanationText(
  explanation: Explanation,
  words: { definition: string; formula: string; withValues: string; inputs: string; basis: string; exact: string },
): string {
  const { title, value, exact, definition, formula, withValues, inputs = [], basis } = explanation
  const lines = [`${title}: ${value}`]
  if (exact !== undefined && exact !== value) lines.push(`${words.exact}: ${exact}`)
  lines.push(`${words.definition}: ${definition}`)
  if (formula !== undefined) lines.push(`${words.formula}: ${formula}`)
  if (withValues !== undefined) lines.push(`${words.withValues}: ${withValues}`)
  if (inputs.length > 0) lines.push(`${words.inputs}:`, ...inputs.map((input) => `- ${input.label}: ${input.value}`))
  if (basis !== undefined) lines.push(`${words.basis}: ${basis}`)
  return lines.join('\n')
}
