// Prices and contract facts with their provenance. Contracts at the left; the shown one's curve, ways to bring prices
// in, index history, settlement and terms at the right. Nothing here may look like a live quote.
import { useState } from 'react'
import type { ContractSpecData, CurveData } from '../../shared/contract/market-commands.ts'
import { marketTexts } from '../../shared/language/market.ts'
import { describeNote } from '../../shared/language/notes.ts'
import { useAction, useCommand } from '../client/use-command.ts'
import { Button } from '../parts/button.tsx'
import { copyText } from '../parts/clipboard.ts'
import { Loaded } from '../parts/loaded.tsx'
import { FailurePanel, MessagePanel } from '../parts/message-panel.tsx'
import { Screen } from '../parts/screen.tsx'
import { Tag } from '../parts/tag.tsx'
import { showToast } from '../parts/toast.tsx'
import { MarketContracts } from './market-contracts.tsx'
import { MarketCurve } from './market-curve.tsx'
import { MarketDetails } from './market-details.tsx'
import { MarketHistory } from './market-history.tsx'
import { MarketPaste } from './market-paste.tsx'
import { tradableSentence } from './market-status.ts'
import { useWording, type Wording } from './wording.ts'

export function MarketScreen() {
  const contracts = useCommand('market.contracts', {})
  const inUse = useCommand('exposure.get', {})
  return (
    <Loaded query={contracts}>
      {(list) => <Loaded query={inUse}>{(assumptions) => <Market contracts={list.contracts} inUse={assumptions.contract} />}</Loaded>}
    </Loaded>
  )
}

function Market({ contracts, inUse }: { contracts: readonly ContractSpecData[]; inUse: string }) {
  const wording = useWording()
  const words = marketTexts[wording.language]
  const [picked, setPicked] = useState<string | null>(null)
  const contract = contracts.find((each) => each.id === (picked ?? inUse)) ?? contracts[0]
  const curve = useCommand('market.curve', contract ? { contract: contract.id } : {})
  const choosing = useAction('exposure.set')
  if (!contract) return <Screen title={words.title.none}>{null}</Screen>
  const copyJson = (): void => {
    void copyText(JSON.stringify({ contract, curve: curve.data }, null, 2)).then(() => showToast({ message: words.contracts.copied }))
  }
  const actions = (
    <>
      {contract.id !== inUse && (
        <Button kind="primary" onPress={() => void choosing.run({ contract: contract.id })} isPending={choosing.pending}>
          {words.contracts.use}
        </Button>
      )}
      <Button kind="quiet" icon="copy" onPress={copyJson}>
        {words.contracts.copyJson}
      </Button>
    </>
  )
  return (
    <Screen title={marketTitle(contract, curve.data, wording)} subtitle={tradableSentence(contract, wording)} actions={actions}>
      {choosing.failure && <FailurePanel failure={choosing.failure} />}
      <div className="market">
        <MarketContracts contracts={contracts} shown={contract.id} inUse={inUse} onShow={setPicked} />
        <div className="market-main">
          {contract.id === inUse && <Tag tone="ok">{words.contracts.using}</Tag>}
          <Loaded query={curve}>
            {(shown) => (
              <>
                {shown.notes
                  .filter((note) => note.code !== 'no-quote')
                  .map((note) => (
                    <MessagePanel key={note.code} tone={note.severity} title={describeNote(note, wording.language)} />
                  ))}
                <MarketCurve contract={contract} curve={shown} />
                <MarketPaste key={contract.id} contract={contract} />
                <MarketHistory contract={contract} curve={shown} />
              </>
            )}
          </Loaded>
          <MarketDetails key={contract.id} contract={contract} />
        </div>
      </div>
    </Screen>
  )
}

function marketTitle(contract: ContractSpecData, curve: CurveData | undefined, wording: Wording): string {
  const words = marketTexts[wording.language]
  if (curve === undefined || curve.points.length === 0) return words.title.noPrice(contract.name)
  if (curve.quotes.length === 0) return words.title.reference(contract.name)
  const days = curve.ageDays ?? 0
  const age = days === 0 ? words.age.today : days === 1 ? words.age.one : words.age.ago(String(days))
  return words.title.priced(contract.name, words.status[contract.status.value], age)
}
