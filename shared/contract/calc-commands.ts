// The calculator: any model by name, without a workspace. What `ballast calc` and the page's re-performance send.
import { z } from 'zod'
import { FailureSchema } from '../result/failure.ts'

const Question = z.object({ function: z.string(), inputs: z.unknown() })
const Answer = z.union([
  /** Finite numbers, texts, lists and objects of them. */
  z.object({ result: z.json() }),
  z.object({ error: FailureSchema }),
])

export const calcCommands = {
  /** One answer per question, in order. */
  'calc.run': {
    input: z.object({ questions: z.array(Question).max(10_000) }),
    output: z.object({ answers: z.array(Answer) }),
  },
  /** All functions by name, each with inputs it answers. */
  'calc.list': {
    input: z.object({}),
    output: z.object({ functions: z.array(z.object({ name: z.string(), example: z.record(z.string(), z.json()) })) }),
  },
} as const
