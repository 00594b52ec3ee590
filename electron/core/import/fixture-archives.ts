// Writes archives for the tests, field by field, so that a test can make one that is wrong in one place.
import { crc32, deflateRawSync } from 'node:zlib'

interface Entry {
  readonly name: string | Buffer
  readonly content: string | Uint8Array
  /** General purpose flags: 1 is encrypted. */
  readonly flags?: number
  readonly method?: number
  /** What the archive says the entry unpacks to. */
  readonly declaredSize?: number
}

/** A ZIP archive with deflated entries. */
export function zipOf(entries: readonly Entry[]): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const { name, content, flags = 0, method = 8, declaredSize } of entries) {
    const nameBytes = Buffer.from(name as string)
    const bytes = Buffer.from(content as string)
    const packed = method === 8 ? deflateRawSync(bytes) : bytes
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(flags, 2)
    facts.writeUInt16LE(method, 4)
    facts.writeUInt32LE(crc32(bytes), 10)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(declaredSize ?? bytes.length, 18)
    facts.writeUInt16LE(nameBytes.length, 22)
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), facts, nameBytes, packed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    centrals.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), facts, place, nameBytes]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

/** A zstd frame of unpacked blocks; of one byte repeated when `repeat` says how often. */
export function zstdOf(content: Uint8Array, repeat = 1): Buffer {
  const header = Buffer.from('28b52ffd0058', 'hex')
  const blocks =
    repeat === 1 ? [rawBlock(content)] : Array.from({ length: Math.ceil(repeat / 131_072) }, () => repeatedBlock(content[0] ?? 0))
  const last = Buffer.from('010000', 'hex')
  return Buffer.concat([header, ...blocks, last])
}

function rawBlock(content: Uint8Array): Buffer {
  const header = Buffer.alloc(3)
  header.writeUIntLE(content.length << 3, 0, 3)
  return Buffer.concat([header, content])
}

function repeatedBlock(byte: number): Buffer {
  const block = Buffer.alloc(4, byte)
  block.writeUIntLE((131_072 << 3) | 2, 0, 3)
  return block
}

/** A workbook of one part per sheet, given as the XML inside `sheetData`. */
export function bookOf(sheets: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = {}, state = ''): Buffer {
  const names = Object.keys(sheets)
  const relations = names.map(
    (_, at) => `<Relationship Id="rId${at + 1}" Type="http://x/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  )
  const styles = more['xl/styles.xml'] ? '<Relationship Id="s" Type="http://x/styles" Target="styles.xml"/>' : ''
  const tabs = names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" ${at > 0 ? state : ''} r:id="rId${at + 1}"/>`)
  return zipOf([
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: '_rels/.rels',
      content: '<Relationships><Relationship Id="a" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    },
    { name: 'xl/workbook.xml', content: `<workbook><sheets>${tabs.join('')}</sheets></workbook>` },
    { name: 'xl/_rels/workbook.xml.rels', content: `<Relationships>${relations.join('')}${styles}</Relationships>` },
    ...names.map((name, at) => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      content: `<x:worksheet xmlns:x="m"><x:sheetData>${sheets[name]}</x:sheetData></x:worksheet>`,
    })),
    ...Object.entries(more).map(([name, content]) => ({ name, content })),
  ])
}
