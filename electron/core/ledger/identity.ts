// When are two usage lines the same line? SQL expressions over the columns of usage_row, used by import and verify.
// `content` is everything a line states except where it stood; `identity` is what it is about. A later line with the
// same identity and other content is an update. For lines without a natural key, identity = content (a multiset).
// MD5 gives 128 bits and is five times as fast here as SHA-256; it tells lines apart, it does not protect them.

const aboutColumns = ['family', 'start_at', 'end_at', 'provider', 'model', 'team', 'project', 'dimensions', 'tier', 'charge', 'currency']
const valueColumns = [
  'role',
  'input_uncached',
  'cache_read',
  'cache_write_5m',
  'cache_write_1h',
  'cache_write_other',
  'output',
  'reasoning',
  'requests',
  'gpu_hours',
  'billed',
  'list',
  'contracted',
  'cost_is_estimate',
]

const joined = (columns: readonly string[]): string =>
  `concat_ws(chr(31), ${columns.map((column) => `coalesce(${column}::VARCHAR, '')`).join(', ')})`

export const aboutText = joined(aboutColumns)
export const contentText = joined([...aboutColumns, ...valueColumns])

/** Formats that differ only in their file type hold the same lines: 'openai-usage-csv' and 'openai-usage-json'. */
export function sourceFamily(source: string): string {
  return source.replace(/-(?:csv|tsv|json|jsonl|ndjson|xlsx|parquet)$/, '')
}
