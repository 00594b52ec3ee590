// The text of an input is selected in the very moment its edit is shown, so that the next key replaces it. A frame later would
// be too late: on a busy machine the first keys come before, and would be replaced by those after.
import { type RefObject, useLayoutEffect, useReducer, useRef } from 'react'

/** The input to be given the ref, and what asks for its text to be selected together with the state that shows it. */
export function useSelectAll(): { readonly input: RefObject<HTMLInputElement | null>; readonly selectAll: () => void } {
  const input = useRef<HTMLInputElement>(null)
  const [asked, selectAll] = useReducer((times: number) => times + 1, 0)
  useLayoutEffect(() => {
    if (asked > 0) input.current?.select()
  }, [asked])
  return { input, selectAll }
}
