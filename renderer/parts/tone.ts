// What a colour may mean. Favourable and unfavourable are to us as a buyer; never colour alone: sign or word goes with it.
export type Tone = 'favourable' | 'unfavourable' | 'warning' | 'neutral'
