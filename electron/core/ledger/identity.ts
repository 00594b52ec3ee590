// When are two usage lines the same line? SQL expressions over the columns of usage_row, used by import and verify.
// `content` is everything a line states except where it stood; `identity` is what it is about. A later line with the
// same identity and other content is an update. For lines without a natural key, identity = content (a multiset).
// MD5 gives 128 bits and is five times as fast here as SHA-256; it tells lines apart, it does not protect them.

const aboutColumns = ['family', 'start_at', 'end_at', 'provider', 'model', 'team', 'project', 'dimensions', 'tier', 'charge', 'currency']
/** Counts and decimals of a row in the order of `content`; the second number is the decimals that a column keeps. */
export const countColumns = [
  'input_uncached',
  'cache_read',
  'cache_write_5m',
  'cache_write_1h',
  'cache_write_other',
  'output',
  'reasoning',
  'requests',
] as const
export const decimalColumns = [
  ['gpu_hours', 12],
  ['billed', 18],
  ['list', 18],
  ['contracted', 18],
] as const

const joined = (columns: readonly string[]): string =>
  `concat_ws(chr(31), ${columns.map((column) => `coalesce(${column}::VARCHAR, '')`).join(', ')})`

export const aboutText = joined(aboutColumns)
export const contentText = joined([...aboutColumns, 'role', ...countColumns, ...decimalColumns.map(([name]) => name), 'cost_is_estimate'])
/**
 * The same text for staged lines, which bring their decimals as text (`decimals`, in that order, joined by the same
 * character): DuckDB takes a microsecond to print a wide decimal, most of what the rest of the text costs.
 */
export const stagedContentText = joined([...aboutColumns, 'role', ...countColumns, 'decimals', 'cost_is_estimate'])

/** Of a row's `content`, what md5_number_lower gives for the text it was made from: the digest in the log adds these. */
export const contentDigest = '(content >> 64)::UBIGINT'

/** Formats that differ only in their file type hold the same lines: 'openai-usage-csv' and 'openai-usage-json'. */
export function sourceFamily(source: string): string {
  return source.replace(/-(?:csv|tsv|json|jsonl|ndjson|xlsx|parquet)$/, '')
}
