// How a file is read: as which export, in which encoding, and everything that was asked and answered about it, now or with
// an earlier file; all of it can be changed.
import { useState } from 'react'
import type { FilePreviewData, ImportOptionsData, MappingProfile } from '../../shared/contract/import-commands.ts'
import { answerOptions } from '../../shared/contract/import-commands.ts'
import { formatName } from '../../shared/language/import-formats.ts'
import { importMappingTexts } from '../../shared/language/import-mapping.ts'
import { describeAnswer, type QuestionName, questionTexts } from '../../shared/language/import-question.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { Field } from '../parts/field.tsx'
import { Select } from '../parts/select.tsx'
import { Tag } from '../parts/tag.tsx'
import { TypedAnswer } from './import-answer.tsx'

interface ReadingProps {
  readonly file: FilePreviewData
  readonly isBusy: boolean
  readonly onOptions: (options: ImportOptionsData) => void
}

export function ImportReading({ file, isBusy, onOptions }: ReadingProps) {
  const { language } = useDisplay()
  const text = importMappingTexts[language]
  const { mapping } = file
  const generic = file.delimiter === null ? 'generic-json' : 'generic-csv'
  // Chosen by hand, the format can be left to the program again.
  const isChosen = file.answers.some(({ id }) => id === 'format')
  const formats = [
    ...(isChosen ? [{ id: 'auto', label: text.asRecognised }] : []),
    ...[...new Set([file.format ?? generic, generic])].map((id) => ({ id, label: formatName(id, language) })),
  ]
  const encodings = Object.entries(text.encodings).map(([id, label]) => ({ id, label }))
  return (
    <>
      <h3 className="mapping-title">{text.reading}</h3>
      <div className="mapping-reading">
        {formats.length > 1 && (
          <Select
            label={text.format}
            isDisabled={isBusy}
            options={formats}
            value={file.format}
            onChange={(format) => onOptions({ format: format === 'auto' ? undefined : format })}
          />
        )}
        <Select
          label={text.encoding}
          isDisabled={isBusy}
          options={encodings}
          value={encodings.some(({ id }) => id === file.encoding) ? file.encoding : null}
          onChange={(encoding) => onOptions({ encoding })}
        />
        {mapping && (
          <MappedReading
            mapping={mapping}
            file={file}
            isBusy={isBusy}
            onChange={(next) => onOptions({ mapping: { ...mapping, ...next } })}
          />
        )}
      </div>
      {mapping === null && <Answered file={file} isBusy={isBusy} onOptions={onOptions} />}
    </>
  )
}

/** What a mapping says beside its columns. */
function MappedReading({
  mapping,
  file,
  isBusy,
  onChange,
}: {
  mapping: MappingProfile
  file: FilePreviewData
  isBusy: boolean
  onChange: (next: Partial<MappingProfile>) => void
}) {
  const text = importMappingTexts[useDisplay().language]
  return (
    <>
      <Select
        label={text.dateOrder}
        isDisabled={isBusy}
        placeholder={text.asFound}
        options={[
          { id: 'ymd', label: text.ymd },
          { id: 'dmy', label: text.dmy },
          { id: 'mdy', label: text.mdy },
        ]}
        value={mapping.dateOrder ?? dateOrder(file.dateOrder)}
        onChange={(order) => onChange({ dateOrder: order })}
      />
      <Select
        label={text.decimalMark}
        isDisabled={isBusy}
        options={[
          { id: '.', label: text.point },
          { id: ',', label: text.commaMark },
        ]}
        value={mapping.decimalMark ?? (file.decimalMark === ',' ? ',' : '.')}
        onChange={(mark) => onChange({ decimalMark: mark })}
      />
      <Select
        label={text.cached}
        isDisabled={isBusy}
        options={[
          { id: 'yes', label: text.cachedYes },
          { id: 'no', label: text.cachedNo },
        ]}
        value={mapping.cachedInInput ?? null}
        placeholder={text.notChosen}
        onChange={(answer) => onChange({ cachedInInput: answer })}
      />
      <Select
        label={text.tokenUnit}
        isDisabled={isBusy}
        options={[
          { id: '1', label: text.tokenOne },
          { id: '1000', label: text.tokenThousand },
          { id: '1000000', label: text.tokenMillion },
        ]}
        value={mapping.tokenUnit ?? '1'}
        onChange={(unit) => onChange({ tokenUnit: unit })}
      />
      <Typed
        key={`zone ${mapping.zone ?? ''}`}
        label={text.zone}
        value={mapping.zone ?? 'UTC'}
        help={text.zoneHelp}
        onKeep={(zone) => onChange({ zone })}
      />
      {mapping.columns.provider === undefined && (
        <Typed label={text.provider} value={mapping.provider ?? ''} onKeep={(provider) => onChange({ provider })} />
      )}
      {mapping.columns.currency === undefined && (
        <Typed label={text.currency} value={mapping.currency ?? ''} onKeep={(currency) => onChange({ currency: currency.toUpperCase() })} />
      )}
    </>
  )
}

const dateOrder = (order: string | null): 'ymd' | 'dmy' | 'mdy' | null =>
  order === 'ymd' || order === 'dmy' || order === 'mdy' ? order : null

/** Answers about an export, each with a way to change it. */
function Answered({ file, isBusy, onOptions }: ReadingProps) {
  const { language } = useDisplay()
  const text = importMappingTexts[language]
  const [changing, setChanging] = useState<QuestionName | null>(null)
  if (file.answers.length === 0) return null
  return (
    <ul className="answered">
      {file.answers.map(({ id, value, isRemembered }) => {
        const answer = describeAnswer(id, value, language)
        return (
          <li key={id}>
            <span>{answer}</span> {isRemembered && <Tag tone="info">{text.remembered}</Tag>}
            {changing === id ? (
              <ChangedAnswer
                id={id}
                value={value}
                isBusy={isBusy}
                onAnswer={(next) => {
                  setChanging(null)
                  onOptions({ [answerOptions[id]]: next })
                }}
              />
            ) : (
              <Button kind="quiet" isDisabled={isBusy} aria-label={text.changeAnswer(answer)} onPress={() => setChanging(id)}>
                {text.change}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** One of the answers that a question offers, or one that is typed. */
function ChangedAnswer({
  id,
  value,
  isBusy,
  onAnswer,
}: {
  id: QuestionName
  value: string
  isBusy: boolean
  onAnswer: (value: string) => void
}) {
  const { name, options } = questionTexts[useDisplay().language][id]
  const offered = Object.entries(options).map(([each, label]) => ({ id: each, label }))
  return offered.length > 0 ? (
    <Select isCompact label={name} isDisabled={isBusy} options={offered} value={value} onChange={onAnswer} />
  ) : (
    <TypedAnswer id={id} value={value} isBusy={isBusy} onAnswer={onAnswer} />
  )
}

/** A word that is kept when the field is left with another text than before. */
function Typed({ label, value, help, onKeep }: { label: string; value: string; help?: string; onKeep: (value: string) => void }) {
  const [draft, setDraft] = useState(value)
  return (
    <Field
      label={label}
      value={draft}
      help={help}
      onChange={setDraft}
      onCommit={(kept) => kept.trim() !== value && kept.trim() !== '' && onKeep(kept.trim())}
    />
  )
}
