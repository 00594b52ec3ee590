// One row of the calculator: the shape of a function's inputs and how its model is called. The rows stand in a file
// per topic beside this one; calc.ts gathers them. Names of functions and fields are the contract of `ballast calc`.
import { z } from 'zod'

export interface CalcFunction {
  /** Checks the inputs, then calls the model. Throws ZodError, OutOfDomain or NoConvergence. */
  readonly run: (inputs: unknown) => object | Promise<object>
}

export type CalcFunctions = Readonly<Record<string, CalcFunction>>

/** Inputs the shape does not name are allowed and not read: notes, rules in words. */
export function calcFunction<S extends z.ZodRawShape>(
  shape: S,
  run: (inputs: z.output<z.ZodObject<S>>) => object | Promise<object>,
): CalcFunction {
  const schema = z.object(shape)
  return { run: (inputs) => run(schema.parse(inputs)) }
}

/** A finite double. */
export const number = z.number()
export const whole = z.number().int()
/** Values per cycle of the season; a series of one value in several units of time (0.1: one in ten years) has none. */
export const frequency = number.transform((each) => (each > 0 && each < 1 ? 1 : each)).pipe(whole)
/** A row of finite doubles, as typed array. */
export const series = z.array(z.number()).transform((values) => Float64Array.from(values))
/** Rows of equal length. */
export const matrix = z
  .array(z.array(z.number()))
  .refine((rows) => rows.every((row) => row.length === rows[0]?.length), 'every row must be as long as the first')
  .transform((rows) => rows.map((row) => Float64Array.from(row)))
/** +1 call, -1 put. */
export const side = z.union([z.literal(1), z.literal(-1)])
