// A database of its own beside the workspace, for files that only a database can open or open fast: it may use the paths
// named and nothing else, on all cores and in bounded memory, and can be stopped within moments.
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { cancelled, FailureError } from '../../../shared/result/failure.ts'

const memory = '700MB'

interface SideDatabase {
  /** Its own file; ':memory:' when nothing of it is kept. */
  readonly path: string
  /** Where it puts what exceeds its memory. */
  readonly overflow: string
  /** Files of the user that it reads, and files beside the workspace that it writes. */
  readonly mayUse: readonly string[]
  readonly signal?: AbortSignal | undefined
  /** 0 to 100, for the statement that runs. */
  readonly onProgress?: ((percent: number) => void) | undefined
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Fails as cancelled when the signal is why the work failed. */
export async function withSideDatabase<T>(around: SideDatabase, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const { path, overflow, mayUse, signal, onProgress } = around
  const instance = await DuckDBInstance.create(path, { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' })
  const connection = await instance.connect()
  const stop = () => connection.interrupt()
  const told = onProgress && setInterval(() => onProgress(connection.progress.percentage), 500)
  signal?.addEventListener('abort', stop)
  try {
    for (const setting of [
      `memory_limit = '${memory}'`,
      `temp_directory = ${literal(overflow)}`,
      "TimeZone = 'UTC'",
      'enable_progress_bar = true',
      'enable_progress_bar_print = false',
      `allowed_paths = [${mayUse.map(literal).join(', ')}]`,
      'enable_external_access = false',
      'lock_configuration = true',
    ])
      await connection.run(`SET ${setting}`)
    if (signal?.aborted) throw new FailureError(cancelled())
    return await work(connection)
  } catch (thrown) {
    throw signal?.aborted ? new FailureError(cancelled()) : thrown
  } finally {
    clearInterval(told)
    signal?.removeEventListener('abort', stop)
    connection.closeSync()
    instance.closeSync()
  }
}
