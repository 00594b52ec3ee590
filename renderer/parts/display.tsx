// The reader's choices for every number and word below: language, unit of money, sign, row height, first currency.
// Parts read it from context and know nothing of the store; app.tsx provides it, report pages may provide their own.
import { createContext, useContext } from 'react'
import { partsTexts } from '../../shared/language/parts.ts'
import { formatQuantity, type NumberFormat, type NumberStyle } from '../../shared/units/format.ts'
import type { Quantity } from '../../shared/units/quantity.ts'

export interface Display extends NumberStyle {
  readonly density: 'compact' | 'default'
  /** The reporting currency, which stands first among several. */
  readonly home: string
}

const DisplayContext = createContext<Display>({ language: 'en', unit: 'thousand', sign: 'accounting', density: 'default', home: 'USD' })

export const DisplayProvider = DisplayContext.Provider

export function useDisplay(): Display {
  return useContext(DisplayContext)
}

/** The words of the parts in the reader's language. */
export function usePartsText(): (typeof partsTexts)['en'] {
  return partsTexts[useDisplay().language]
}

/** Writes a quantity as the reader wants it. */
export function useShow(): (quantity: Quantity, format: NumberFormat) => string {
  const display = useDisplay()
  return (quantity, format) => formatQuantity(quantity, format, display)
}
