// A question of the calculator as text: inputs to read and to change, and the line `ballast calc` takes.

export interface CalcQuestion {
  readonly function: string
  readonly inputs: object
}

/** One input per line; a list stays on its line. */
export function inputsText(inputs: object): string {
  const lines = Object.entries(inputs).map(([name, value]) => `  ${JSON.stringify(name)}: ${valueText(value)}`)
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n}`
}

/** Lists with spaces, where a long one may break. */
const valueText = (value: unknown): string => (Array.isArray(value) ? `[${value.map(valueText).join(', ')}]` : JSON.stringify(value))

export function commandLine({ function: name, inputs }: CalcQuestion): string {
  return JSON.stringify({ id: 1, function: name, inputs })
}
