// The printed look: white paper, ink text, hairlines, aligned digits. A4 landscape with 12 mm margins; the running
// header and footer stand in the page margins, so every sheet carries them however far a table runs on.
import { cssString } from './markup.ts'

export interface Running {
  readonly lang: 'en' | 'zh'
  readonly header: string
  readonly status: string
  readonly prepared: string
  /** Words around the page counters: 'Page 2 of 9', '第 2 页，共 9 页'. */
  readonly page: string
  readonly of: string
  readonly after: string
}

export function styleSheet(running: Running, fontFaces: string): string {
  const zh = running.lang === 'zh'
  const strong = zh ? 500 : 600
  return `${fontFaces}
:root{--text:#14202F;--secondary:#44526A;--hairline:#D8DEE6;--limit:#A4341A}
@page{size:A4 landscape;margin:17mm 12mm 14mm;
font-family:Inter,"Noto Sans SC",sans-serif;font-size:7.5pt;color:#44526A;
@top-left{content:${cssString(running.header)};vertical-align:bottom;padding-bottom:2mm;text-align:left;width:82%;border-bottom:0.5pt solid #D8DEE6;margin-bottom:2mm}
@top-right{content:${cssString(running.status)};vertical-align:bottom;padding-bottom:2mm;color:#A4341A;text-align:right;width:18%;border-bottom:0.5pt solid #D8DEE6;margin-bottom:2mm}
@bottom-left{content:${cssString(running.prepared)};vertical-align:top;padding-top:2mm;text-align:left;width:60%}
@bottom-right{content:${cssString(`${running.status}  ·  ${running.page} `)} counter(page) ${cssString(` ${running.of} `)} counter(pages) ${cssString(running.after)};vertical-align:top;padding-top:2mm;text-align:right;width:40%}}
*{box-sizing:border-box}
html{font:400 10.5pt/${zh ? 1.6 : 1.45} Inter,"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;color:var(--text);background:#FFF;font-variant-numeric:tabular-nums lining-nums;font-synthesis:none}
body{margin:0}
.page{break-before:page}
.page:first-of-type{break-before:auto}
.label{margin:0;font-size:8.5pt;color:var(--secondary)}
h1{margin:0 0 3mm;font-size:15pt;line-height:1.35;font-weight:${strong}}
h2{margin:4mm 0 1mm;font-size:10.5pt;font-weight:${strong};break-after:avoid}
.lead{margin:0 0 3mm;max-width:250mm}
figure{margin:0 0 3mm;break-inside:avoid}
figcaption{font-size:8.5pt;color:var(--secondary);margin-bottom:1mm}
.chart{display:block;max-width:100%;height:auto;font-size:10.5px}
.halo{paint-order:stroke;stroke:#FFF;stroke-width:3px}
.whole{break-inside:avoid}
.row{display:flex;gap:6mm;align-items:flex-start}
.row>table{flex:1 1 0}
table{width:100%;border-collapse:collapse;margin:0 0 3mm;font-size:8.5pt;line-height:1.35}
.narrow{width:auto;min-width:55%}
.row>.narrow{width:auto;min-width:0}
caption{text-align:left;font-size:8.5pt;color:var(--secondary);padding-bottom:1mm}
caption:empty{display:none}
thead{display:table-header-group}
tr{break-inside:avoid}
th,td{padding:0.5mm 2mm;font-weight:400;vertical-align:top}
thead th{border-bottom:0.8pt solid var(--text);font-weight:${strong};vertical-align:bottom}
tbody tr+tr:not(.total)>*{border-top:0.4pt solid var(--hairline)}
.total>*{border-top:0.8pt solid var(--text);font-weight:${strong}}
.t{text-align:left}
.n,.page>table:not(.narrow) tbody th{white-space:nowrap}
.n{text-align:right}
thead .n{white-space:normal}
.difference,.none{color:var(--secondary)}
.notes{font-size:8.5pt;color:var(--secondary);break-inside:avoid}
.notes p{margin:0 0 0.6mm}
.box{border:0.8pt solid var(--text);padding:1.5mm 3mm;margin:0 0 3mm;font-size:9.5pt}
.row>div{flex:1 1 0}
.row>div h2:first-child{margin-top:0}
.box.warning{border-color:var(--limit);border-left-width:3pt}
strong{font-weight:${strong}}
ul{margin:0 0 2mm;padding-left:5mm;font-size:9pt}
code{font-size:8pt;overflow-wrap:anywhere}
.screen{display:none}
@media screen{body{max-width:275mm;margin:0 auto;padding:8mm 6mm}.screen{display:block;border-bottom:1px solid var(--hairline);padding-bottom:2mm;margin-bottom:6mm;font-size:8.5pt;color:var(--secondary)}.page{border-bottom:1px solid var(--hairline);padding:8mm 0}}
`
}
