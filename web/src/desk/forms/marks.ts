/** Looks of states. A colour is that of the level which the alert of that state has, else none. */
export interface Mark {
  shape: 'ring' | 'dot' | 'clock' | 'tick' | 'cross' | 'diamond' | 'dash';
  /** quiet: grey; plain: ink; strong: bold ink; drill: blue as a drill; missed: yellow, maintenance. */
  tone: 'quiet' | 'plain' | 'strong' | 'drill' | 'missed';
}
