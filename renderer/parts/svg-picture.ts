// A chart as a picture with its title, at twice the size, for slides and mails. Colours come from style sheets by
// class and variable, which a lone SVG does not carry; so each is written out before it is drawn.

const written = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const

export interface PictureWords {
  readonly title: string
  readonly subtitle: string
}

const scale = 2
const margin = 16

/** `frame` is where the chart stands: its colours and face are used for the words and the ground. */
export async function svgPicture(drawing: SVGSVGElement, frame: Element, words: PictureWords): Promise<Blob> {
  const { width, height } = drawing.getBoundingClientRect()
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standalone(drawing, width, height))}`
  await image.decode()
  const head = words.subtitle === '' ? 34 : 54
  const canvas = new OffscreenCanvas((width + 2 * margin) * scale, (height + head + 2 * margin) * scale)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('a canvas has a 2d context')
  const style = getComputedStyle(frame)
  const face = style.fontFamily
  context.scale(scale, scale)
  context.fillStyle = style.getPropertyValue('--surface').trim()
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = style.color
  context.font = `600 15px ${face}`
  context.fillText(words.title, margin, margin + 15)
  context.fillStyle = style.getPropertyValue('--text-secondary').trim()
  context.font = `400 12px ${face}`
  context.fillText(words.subtitle, margin, margin + 35)
  context.drawImage(image, margin, margin + head, width, height)
  return canvas.convertToBlob({ type: 'image/png' })
}

function standalone(drawing: SVGSVGElement, width: number, height: number): string {
  const copy = drawing.cloneNode(true)
  if (!(copy instanceof SVGSVGElement)) throw new Error('an svg clones to an svg')
  const from = [drawing, ...drawing.querySelectorAll<SVGElement>('*')]
  const to = [copy, ...copy.querySelectorAll<SVGElement>('*')]
  from.forEach((element, at) => {
    const style = getComputedStyle(element)
    for (const name of written) to[at]?.setAttribute(name, style.getPropertyValue(name))
  })
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  return new XMLSerializer().serializeToString(copy)
}
