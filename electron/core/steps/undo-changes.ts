// Undo takes back the last change. An earlier one goes together with all that was made since, newest first: what came later
// was counted against it, so taking it out alone would leave figures that nobody has seen.
import type { Workspace } from '../ledger/types.ts'

/** Without `through` the last change; with it every standing change from the last back to that one. */
export async function undoThrough(workspace: Workspace, through?: number): Promise<void> {
  const { undo } = await workspace.undoable()
  if (!undo || (through !== undefined && undo.change < through)) return
  await workspace.undo()
  if (through !== undefined && undo.change > through) await undoThrough(workspace, through)
}
