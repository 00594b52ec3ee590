// Files that stand beside tables without being one: hidden ones, manifests, pictures, notes, what the system puts there.
// Left out of folders and archives, so that nobody is told of them; a page need not even copy them.

const endings = /\.(?:pdf|png|jpe?g|gif|svg|md|html?|docx?|pptx?|eml|msg|exe|sig|sha256|md5)$/i
const names =
  /^(?:.*[-_.])?manifest\.json$|^(?:read[-_ ]?me|licen[cs]e|notice|说明|使用说明|读我)[^/]*\.txt$|^(?:thumbs\.db|desktop\.ini)$|^~\$/i

/** `path`: below the folder or the archive, divided by slashes. */
export function isAsideFile(path: string): boolean {
  const steps = path.split('/')
  const last = steps.at(-1) ?? ''
  const isHidden = steps.some((step) => /^\.[^.]/.test(step) || step === '__MACOSX')
  return isHidden || endings.test(last) || names.test(last)
}
