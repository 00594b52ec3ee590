// One question of the calculator, answered twice: by the core and by the page's own worker.
import { useRef, useState } from 'react'
import type { Failure } from '../../shared/result/failure.ts'
import { useAction } from '../client/use-command.ts'
import { calculateInPage } from '../worker/page-pool.ts'
import type { CalcQuestion } from './calc-question.ts'
import type { Json } from './result-rows.ts'

export type Answer = { readonly result: Json } | { readonly error: Failure }

export interface Answers {
  readonly question: CalcQuestion
  readonly core: Answer
  readonly page: Answer
}

interface CalculationRun {
  /** The last ones; none while the next are calculated. */
  readonly answers: Answers | undefined
  readonly isRunning: boolean
  readonly run: (question: CalcQuestion) => Promise<void>
  readonly cancel: () => void
}

export function useCalculation(): CalculationRun {
  const core = useAction('calc.run')
  const [asked, setAsked] = useState<CalcQuestion>()
  const [page, setPage] = useState<Answer>()
  const running = useRef<AbortController>(undefined)
  const run = async (question: CalcQuestion): Promise<void> => {
    running.current?.abort()
    const own = new AbortController()
    running.current = own
    setAsked(question)
    setPage(undefined)
    const [answer] = await Promise.all([calculateInPage(question, own.signal), core.run({ questions: [question] })])
    if (running.current === own) setPage(answer)
  }
  const cancel = (): void => {
    running.current?.abort()
    running.current = undefined
    core.cancel()
    setAsked(undefined)
  }
  const inCore: Answer | undefined = core.failure ? { error: core.failure } : core.data?.answers[0]
  const answers = asked && page && inCore && !core.pending ? { question: asked, core: inCore, page } : undefined
  return { answers, isRunning: asked !== undefined && answers === undefined, run, cancel }
}

/** JSON says every digit of a double, so the same text is the same number. */
export function agree(core: Answer, page: Answer): boolean {
  return JSON.stringify(told(core)) === JSON.stringify(told(page))
}

const told = (answer: Answer): unknown => ('result' in answer ? answer.result : [answer.error.code, answer.error.params])
