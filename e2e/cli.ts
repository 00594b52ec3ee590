// The command line of the built program, run as a script runs it: exit code, stdout and stderr apart.
import { execFile } from 'node:child_process'
import { cliFile } from './app.ts'

export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs one command with a data folder of its own. */
export const runCli = (dataFolder: string, ...args: string[]): Promise<Ended> => runCliAs({}, dataFolder, ...args)

/** The same as another user of the machine, which only root may. */
export function runCliAs(user: { readonly uid?: number; readonly gid?: number }, dataFolder: string, ...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [cliFile, ...args, '--data', dataFolder], { ...user, maxBuffer: 1 << 27 }, (problem, stdout, stderr) => {
      resolve({ code: typeof problem?.code === 'number' ? problem.code : problem ? -1 : 0, stdout, stderr })
    })
  })
}

/** The JSON document of a command that must succeed. */
export async function cliJson<T>(dataFolder: string, ...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await runCli(dataFolder, ...args, '--json')
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${stderr}`)
  return JSON.parse(stdout) as T
}
