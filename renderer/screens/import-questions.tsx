// A question a file leaves open, asked once: the rows it touches, the values as they stand, and each answer with what
// it would make of the file. One press answers and counts anew. Nothing is guessed.
import { useState } from 'react'
import type { QuestionData } from '../../shared/contract/import-commands.ts'
import { importTexts } from '../../shared/language/import.ts'
import { importMappingTexts } from '../../shared/language/import-mapping.ts'
import { questionTexts } from '../../shared/language/import-question.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { Field } from '../parts/field.tsx'
import { MoneyLines } from './import-check.tsx'
import { useWording } from './wording.ts'

interface QuestionProps {
  readonly file: string
  readonly question: QuestionData
  readonly isBusy: boolean
  readonly onAnswer: (value: string) => void
}

export function ImportQuestion({ file, question, isBusy, onAnswer }: QuestionProps) {
  const { language } = useDisplay()
  const text = importTexts[language]
  const frame = importMappingTexts[language].question
  const words = questionTexts[language][question.id]
  const { count, date } = useWording()
  const [typed, setTyped] = useState('')
  return (
    <section className="question" aria-label={words.ask}>
      <h3>{words.ask}</h3>
      <p className="quiet">
        {file}. {question.id === 'mapping' ? frame.needed : frame.heading(text.rows(count(question.rows)))}
      </p>
      {question.id !== 'mapping' && question.samples.length > 0 && (
        <p>
          {frame.samples}: <span className="sample-text">{question.samples.join('   ')}</span>
        </p>
      )}
      {question.options.length > 0 ? (
        <ul className="answers">
          {question.options.map((option) => (
            <li key={option.value}>
              <div>
                <b>{words.options?.[option.value] ?? option.value}</b>
                {option.reading !== '' && <p>{date(option.reading)}</p>}
                {option.tokens !== null && <p className="number">{frame.tokens(count(option.tokens))}</p>}
                {Object.keys(option.money).length > 0 && <MoneyLines money={option.money} none="" />}
              </div>
              <Button isDisabled={isBusy} onPress={() => onAnswer(option.value)}>
                {frame.choose}
              </Button>
            </li>
          ))}
        </ul>
      ) : (
        question.id !== 'mapping' && (
          <div className="form-row">
            <Field label={frame.answer} value={typed} onChange={setTyped} help={question.id === 'day-index' ? frame.dateHint : undefined} />
            <Button isDisabled={isBusy || typed.trim() === ''} onPress={() => onAnswer(typed.trim())}>
              {frame.apply}
            </Button>
          </div>
        )
      )}
    </section>
  )
}
