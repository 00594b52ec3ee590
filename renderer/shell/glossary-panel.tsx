// The terms of the trade in the dock at the right. F1 opens it at the term that has the focus.
import { useEffect, useRef, useState } from 'react'
import { glossaryEntry, termIds } from '../../shared/language/glossary.ts'
import { partsTexts } from '../../shared/language/parts.ts'
import { shellTexts } from '../../shared/language/shell.ts'
import { useDisplay } from '../parts/display.tsx'
import { Icon } from '../parts/icon.tsx'
import { bestScore } from './match.ts'

export function GlossaryPanel({ term, onClose }: { term: string | null; onClose: () => void }) {
  const { language } = useDisplay()
  const text = shellTexts[language].glossary
  const [typed, setTyped] = useState('')
  const opened = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (term !== null) opened.current?.scrollIntoView({ block: 'start' })
  }, [term])
  const shown = termIds.filter((id) => bestScore(typed, [glossaryEntry(id, 'en').term, glossaryEntry(id, 'zh').term]) !== null)
  return (
    <aside className="explain-panel" aria-label={text.title}>
      <header>
        <h2>{text.title}</h2>
        <button type="button" className="icon-button" aria-label={partsTexts[language].close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <input
        type="search"
        className="glossary-search"
        aria-label={text.search}
        placeholder={text.search}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <dl className="glossary">
        {shown.map((id) => (
          <div key={id} ref={id === term ? opened : null} className={id === term ? 'current' : ''}>
            <dt>{glossaryEntry(id, language).term}</dt>
            <dd>
              {glossaryEntry(id, language).help}
              <small lang={language === 'en' ? 'zh-CN' : 'en'}>{glossaryEntry(id, language === 'en' ? 'zh' : 'en').term}</small>
            </dd>
          </div>
        ))}
      </dl>
    </aside>
  )
}
