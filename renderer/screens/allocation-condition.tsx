// The conditions of one rule under edit: which field, how it is compared, with which values.
import { dimensionField, type RuleCondition, type RuleField, ruleFields, ruleTests } from '../../shared/domain/allocation.ts'
import { allocationTexts, fieldTitle } from '../../shared/language/allocation.ts'
import { Button } from '../parts/button.tsx'
import { useDisplay } from '../parts/display.tsx'
import { Field } from '../parts/field.tsx'
import { Select } from '../parts/select.tsx'
import { isCompleteCondition, valuesOf } from './allocation-view.ts'

interface ConditionsProps {
  /** The rule's number as the page shows it. */
  readonly rule: string
  readonly when: readonly RuleCondition[]
  /** Names of further labels of the files. */
  readonly dimensions: readonly string[]
  readonly onChange: (when: readonly RuleCondition[]) => void
  readonly onClose: () => void
}

export function Conditions({ rule, when, dimensions, onChange, onClose }: ConditionsProps) {
  const { language } = useDisplay()
  const text = allocationTexts[language]
  const words = text.rules
  const set = (at: number, part: Partial<RuleCondition>): void =>
    onChange(when.map((each, place) => (place === at ? { ...each, ...part } : each)))
  const fields: RuleField[] = [...ruleFields, ...dimensions.map(dimensionField)]
  return (
    <div className="conditions">
      {when.map((condition, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no identity but its place
        <fieldset key={at} aria-label={words.condition(rule, String(at + 1))}>
          <Select
            label={words.field}
            options={[...new Set([condition.field, ...fields])].map((id) => ({ id, label: fieldTitle(id, language) }))}
            value={condition.field}
            onChange={(field) => set(at, { field })}
          />
          <Select
            label={words.test}
            options={ruleTests.map((id) => ({ id, label: text.test[id] }))}
            value={condition.test}
            onChange={(test) => set(at, { test })}
          />
          <Field
            label={words.values}
            help={words.valuesHelp}
            value={condition.values.join('\n')}
            onChange={(typed) => set(at, { values: valuesOf(typed) })}
            lines={Math.min(6, condition.values.length + 1)}
            {...(isCompleteCondition(condition) ? {} : { error: words.value })}
          />
          <Button
            kind="quiet"
            icon="close"
            aria-label={words.removeCondition(String(at + 1))}
            onPress={() => onChange(when.filter((_, place) => place !== at))}
          >
            {''}
          </Button>
        </fieldset>
      ))}
      <div className="actions">
        <Button icon="plus" onPress={() => onChange([...when, { field: 'project', test: 'equals', values: [''] }])}>
          {words.addCondition}
        </Button>
        <Button kind="quiet" onPress={onClose}>
          {words.close}
        </Button>
      </div>
    </div>
  )
}
