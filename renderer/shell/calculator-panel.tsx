// Re-perform: any model by name with its inputs, calculated by the core and by this page's own worker, in the dock at the
// right. Opened from the palette, or by a figure's explanation with the question that gives the figure.
import { type KeyboardEvent, useEffect, useState } from 'react'
import { calculatorTexts } from '../../shared/language/calculator.ts'
import { partsTexts } from '../../shared/language/parts.ts'
import { useCommand } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { Field } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { FailurePanel } from '../parts/message-panel.tsx'
import { Progress } from '../parts/progress.tsx'
import { Select } from '../parts/select.tsx'
import { type Calculation, useApp } from '../state/store.ts'
import { readInputs } from './calc-inputs.ts'
import { inputsText } from './calc-question.ts'
import { CalculatorAnswer } from './calculator-answer.tsx'
import { useCalculation } from './use-calculation.ts'

const examples = {
  black76: { F: 2.5, K: 2.6, T: 0.5, sigma: 0.6, r: 0.045, cp: 1 },
  zeroCostCollar: { F: 2.5, T: 0.5, sigma: 0.6, r: 0.045, call_strike: 3 },
} as const

export function CalculatorPanel({ onClose }: { onClose: () => void }) {
  const { language } = useDisplay()
  const text = calculatorTexts[language]
  const { calculation, setCalculation } = useApp()
  const { answers, isRunning, run, cancel } = useCalculation()
  const [asked, setAsked] = useState<Calculation>()
  const [fault, setFault] = useState<string>()
  const list = useCommand('calc.list', {})

  const calculate = (wanted: Calculation): void => {
    const read = readInputs(wanted.inputs)
    if ('fault' in read) {
      const { fault: found } = read
      if (found === 'no-object') return setFault(text.noObject)
      return setFault(text.badJson(String(found.line), String(found.column), text.expected[found.expected], found.found))
    }
    setFault(undefined)
    setAsked(wanted)
    void run({ function: wanted.function, inputs: read.inputs })
  }
  useEffect(() => {
    const { isDue, ...wanted } = calculation
    if (!isDue) return
    setCalculation(wanted)
    calculate(wanted)
  })
  const change = (changed: Partial<Pick<Calculation, 'function' | 'inputs'>>): void => {
    setFault(undefined)
    setCalculation({ function: calculation.function, inputs: calculation.inputs, ...changed })
  }
  const functions = list.data?.functions ?? []
  const exampleOf = (name: string): string => inputsText(functions.find((each) => each.name === name)?.example ?? {})
  /** Inputs somebody typed are kept; an example makes way for the next one. */
  const choose = (name: string): void => {
    const { inputs } = calculation
    const isTyped = inputs.trim() !== '' && inputs !== exampleOf(calculation.function)
    change({ function: name, inputs: isTyped ? inputs : exampleOf(name) })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    if (calculation.function !== '') calculate(calculation)
  }
  const isStale = asked?.function !== calculation.function || asked.inputs !== calculation.inputs
  return (
    <aside className="explain-panel calculator" aria-label={text.title} spellCheck={false} onKeyDown={onKeyDown}>
      <header>
        <h2>{text.title}</h2>
        <button type="button" className="icon-button" aria-label={partsTexts[language].close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {calculation.function === '' && <p className="quiet">{text.intro}</p>}
      <p className="calculator-examples">
        <span className="quiet">{text.examples}</span>
        {(['black76', 'zeroCostCollar'] as const).map((name) => (
          <button
            key={name}
            type="button"
            className="link"
            onClick={() => setCalculation({ function: name, inputs: inputsText(examples[name]), isDue: true })}
          >
            {text.example[name]}
          </button>
        ))}
      </p>
      {calculation.figure && (
        <section>
          <h3>{text.figure}</h3>
          <div>{calculation.figure.text}</div>
        </section>
      )}
      {list.failure && <FailurePanel failure={list.failure} onRetry={list.retry} />}
      <Select
        label={text.function}
        placeholder={text.choose}
        options={functions.map(({ name }) => ({ id: name, label: name }))}
        isDisabled={list.data === undefined}
        value={calculation.function === '' ? null : calculation.function}
        onChange={choose}
      />
      <Field
        label={text.inputs}
        value={calculation.inputs}
        onChange={(inputs) => change({ inputs })}
        lines={9}
        {...(fault === undefined ? {} : { error: fault })}
      />
      <div className="actions">
        <Button
          kind="primary"
          shortcut="Ctrl+Enter"
          isPending={isRunning}
          isDisabled={calculation.function === ''}
          onPress={() => calculate(calculation)}
        >
          {text.calculate}
        </Button>
      </div>
      {isRunning && <Progress step={text.calculating} onCancel={cancel} />}
      {answers && <CalculatorAnswer answers={answers} isStale={isStale} field={calculation.figure?.field} />}
    </aside>
  )
}
