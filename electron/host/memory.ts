// What DuckDB's allocator reads from the environment as its library is loaded, so before anything imports it: memory that is
// free again stays with the process for 20 seconds, not for one. An import fills and frees the same hundreds of megabytes many
// times over, and on some machines the pages taken anew each time cost as much as a sixth of it. Closing a database gives all
// back at once. Has an effect where the library brings this allocator (Linux).
export const databaseMemory = { DUCKDB_JE_MALLOC_CONF: 'dirty_decay_ms:20000,muzzy_decay_ms:0' } as const
