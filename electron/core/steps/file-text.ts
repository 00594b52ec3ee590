// A small text file whole, for tables that a person would as well paste.
import { fileChunks, fileSize } from '../import/file-bytes.ts'

export async function fileText(path: string): Promise<string> {
  await fileSize(path, path)
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of fileChunks({ path, packing: 'none' }, { name: path })) text += decoder.decode(chunk, { stream: true })
  return text + decoder.decode()
}
