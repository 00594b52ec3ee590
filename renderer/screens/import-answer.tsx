// An answer that is typed: a date, the first and the last day of a period, a currency, a zone. Checked before it is given.
import { type KeyboardEvent, useState } from 'react'
import type { QuestionData } from '../../shared/contract/import-commands.ts'
import { importMappingTexts } from '../../shared/language/import-mapping.ts'
import { questionTexts } from '../../shared/language/import-question.ts'
import { isIsoDate } from '../../shared/units/calendar.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { Field } from '../parts/field.tsx'

interface AnswerProps {
  readonly id: QuestionData['id']
  readonly value?: string
  readonly isBusy: boolean
  readonly onAnswer: (value: string) => void
}

export function TypedAnswer({ id, value = '', isBusy, onAnswer }: AnswerProps) {
  const { language } = useDisplay()
  const mapping = importMappingTexts[language]
  const text = mapping.question
  const parts = id === 'period' ? [text.firstDay, text.lastDay] : [questionTexts[language][id].name]
  const [typed, setTyped] = useState(() => parts.map((_, at) => value.split('/')[at] ?? ''))
  const [isTried, setTried] = useState(false)
  const isDated = id === 'period' || id === 'day-index'
  const trimmed = typed.map((each) => each.trim())
  const [first = '', last = first] = trimmed
  const problems = trimmed.map((each, at) =>
    isDated && !isIsoDate(each) ? text.badDate : at === 1 && isIsoDate(first) && last < first ? text.badPeriod : undefined,
  )
  const isEmpty = trimmed.some((each) => each === '')
  const give = (): void => {
    setTried(true)
    if (isEmpty || isBusy || problems.some((problem) => problem !== undefined)) return
    onAnswer(id === 'currency' ? first.toUpperCase() : trimmed.join('/'))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    event.stopPropagation()
    give()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter in a field gives the answer, as its button does
    <div className="form-row" onKeyDown={onKeyDown}>
      {parts.map((label, at) => (
        <Field
          key={label}
          label={label}
          value={typed[at] ?? ''}
          onChange={(next) => setTyped(typed.map((each, index) => (index === at ? next : each)))}
          help={isDated ? text.dateHint : id === 'zone' ? mapping.zoneHelp : undefined}
          {...(isTried && problems[at] !== undefined ? { error: problems[at] } : {})}
        />
      ))}
      <Button isDisabled={isBusy || isEmpty} onPress={give}>
        {text.apply}
      </Button>
    </div>
  )
}
