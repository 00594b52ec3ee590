// A question that files leave open, asked once for all that ask it alike: the rows it touches, the values as they stand,
// and each answer with what it would make of the files. One press answers and counts anew. Nothing is guessed.
import { useState } from 'react'
import type { FilePreviewData, QuestionData } from '../../shared/contract/import-commands.ts'
import { importTexts } from '../../shared/language/import.ts'
import { importMappingTexts } from '../../shared/language/import-mapping.ts'
import { questionTexts } from '../../shared/language/import-question.ts'
import { addDecimals } from '../../shared/units/decimal.ts'
import { formatExact } from '../../shared/units/format.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { Check } from '../parts/field.tsx'
import { TypedAnswer } from './import-answer.tsx'
import { addMoney } from './import-figures.ts'
import type { AskedQuestion } from './import-model.ts'
import { MoneyLines } from './money-lines.tsx'
import { useWording } from './wording.ts'

interface QuestionProps {
  readonly asked: AskedQuestion
  readonly files: readonly FilePreviewData[]
  readonly isBusy: boolean
  readonly onAnswer: (files: readonly string[], value: string) => void
}

export function ImportQuestion({ asked: { id, asked }, files, isBusy, onAnswer }: QuestionProps) {
  const { language } = useDisplay()
  const text = importMappingTexts[language].question
  const [isTogether, setTogether] = useState(true)
  const groups = isTogether ? [asked] : asked.map((one) => [one])
  const words = questionTexts[language][id]
  return (
    <section className="question" aria-label={words.ask}>
      <h2>{words.ask}</h2>
      {asked.length > 1 && (
        <Check label={text.forAll(String(asked.length))} checked={isTogether} onChange={setTogether} isDisabled={isBusy} />
      )}
      {groups.map((group) => {
        const names = group.map(({ file }) => file)
        return (
          <Asking
            key={names.join('\n')}
            question={together(group.map(({ question }) => question))}
            names={names}
            isMoneyStated={names.every((name) => statesMoney(files.find(({ file }) => file === name)))}
            isBusy={isBusy}
            onAnswer={(value) => onAnswer(names, value)}
          />
        )
      })}
    </section>
  )
}

interface AskingProps {
  readonly question: QuestionData
  readonly names: readonly string[]
  /** The files state their money: an answer about tokens leaves it as it is. */
  readonly isMoneyStated: boolean
  readonly isBusy: boolean
  readonly onAnswer: (value: string) => void
}

function Asking({ question, names, isMoneyStated, isBusy, onAnswer }: AskingProps) {
  const { language } = useDisplay()
  const text = importTexts[language]
  const frame = importMappingTexts[language].question
  const { count } = useWording()
  const { id, rows, samples, options } = question
  const words = questionTexts[language][id]
  const reading = useReading()
  const isTyped = options.length === 0 || id === 'currency' || id === 'zone'
  return (
    <div className="asking">
      <p className="quiet">
        {text.names(names.slice(0, 3).join(', '), String(Math.max(0, names.length - 3)))}
        {rows > 0 && ` · ${frame.heading(text.rows(count(rows)))}`}
      </p>
      {samples.length > 0 && (
        <p>
          {frame.samples}
          <span className="sample-text">{samples.join('   ')}</span>
        </p>
      )}
      {options.length > 0 && (
        <ul className="answers">
          {options.map((option) => (
            <li key={option.value}>
              <div>
                <b>{words.options[option.value] ?? option.value}</b>
                {reading(id, option.reading) !== '' && <p>{reading(id, option.reading)}</p>}
                {option.tokens !== null && <p className="number">{frame.tokens(count(option.tokens))}</p>}
                {Object.keys(option.money).length > 0 && (
                  <p>
                    <MoneyLines money={option.money} none="" /> {id === 'cached-in-input' && <span className="quiet">{frame.atList}</span>}
                  </p>
                )}
              </div>
              <Button
                isDisabled={isBusy}
                aria-label={`${frame.choose}: ${words.options[option.value] ?? option.value}`}
                onPress={() => onAnswer(option.value)}
              >
                {frame.choose}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {id === 'cached-in-input' && isMoneyStated && <p className="quiet">{frame.sameMoney}</p>}
      {isTyped && <TypedAnswer id={id} isBusy={isBusy} onAnswer={onAnswer} />}
    </div>
  )
}

/** What the first sample means under an answer, in words. */
function useReading(): (id: QuestionData['id'], reading: string) => string {
  const { language } = useDisplay()
  const frame = importMappingTexts[language].question
  const { count, date } = useWording()
  return (id, reading) => {
    if (id === 'zone') return reading === '0' ? frame.notMoved : frame.moved(importTexts[language].rows(count(reading)))
    if (id === 'unit-scale')
      return reading.replace(/([A-Z]+) ([\d.]+) \/ 1M tokens/g, (_, code: string, price: string) =>
        frame.perMillion(`${code} ${formatExact(price)}`),
      )
    return id === 'date-order' ? date(reading) : reading
  }
}

/** One question of several that offer the same answers: rows, tokens and money added up. */
function together(questions: readonly QuestionData[]): QuestionData {
  const [first, ...others] = questions
  if (!first) throw new Error('A question card without a question')
  return others.reduce(added, first)
}

function added(sum: QuestionData, { id, rows, samples, options }: QuestionData): QuestionData {
  return {
    id,
    flag: sum.flag,
    rows: sum.rows + rows,
    samples: [...new Set([...sum.samples, ...samples])].slice(0, 3),
    options: sum.options.map(({ value, reading, tokens, money }, at) => ({
      value,
      reading: id === 'zone' ? addDecimals(reading, options[at]?.reading ?? '0') : reading,
      tokens: tokens === null ? null : addDecimals(tokens, options[at]?.tokens ?? '0'),
      money: addMoney(money, options[at]?.money ?? {}),
    })),
  }
}

function statesMoney(file: FilePreviewData | undefined): boolean {
  const columns = file?.mapping?.columns ?? {}
  return ['cost', 'list', 'contracted'].some((field) => columns[field] !== undefined)
}
