// The yardstick of the import benchmark as a program: read-csv FILE DATABASE prints how many rows were loaded.
import { loadWithReadCsv } from '../../core/ledger/read-csv-reference.ts'

const [csv = '', database = ''] = process.argv.slice(2)
process.stdout.write(String(await loadWithReadCsv(csv, database)))
