// The built program: says what the database's library reads as it is loaded, then loads the command line.
import { databaseMemory } from '../memory.ts'

for (const [name, value] of Object.entries(databaseMemory)) process.env[name] ??= value
await import('./main.ts')
