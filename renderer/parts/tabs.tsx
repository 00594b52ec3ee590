// Tabs inside a screen: arrow keys move between them; only the open one is in the page.
import type { ReactNode } from 'react'
import { Tab as AriaTab, Tabs as AriaTabs, TabList, TabPanel } from 'react-aria-components'

export interface TabsProps<Id extends string> {
  readonly label: string
  readonly tabs: readonly { readonly id: Id; readonly title: ReactNode; readonly content: ReactNode }[]
  readonly selected?: Id
  readonly onSelect?: (id: Id) => void
}

export function Tabs<Id extends string>({ label, tabs, selected, onSelect }: TabsProps<Id>) {
  const pick = (key: string | number): void => {
    const tab = tabs.find((each) => each.id === key)
    if (tab) onSelect?.(tab.id)
  }
  return (
    <AriaTabs className="tabs" {...(selected === undefined ? {} : { selectedKey: selected })} onSelectionChange={pick}>
      <TabList aria-label={label} className="tab-list">
        {tabs.map((tab) => (
          <AriaTab key={tab.id} id={tab.id} className="tab">
            {tab.title}
          </AriaTab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="tab-panel">
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
