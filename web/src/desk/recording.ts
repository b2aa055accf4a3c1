/** What recorded events made of a site has the site's id with a mark behind it, and is asked apart. */
const REPLAY = '~replay';

export function recordingOf(viewId: string): { siteId: string; isReplay: boolean } {
  const isReplay = viewId.endsWith(REPLAY);
  return { siteId: isReplay ? viewId.slice(0, -REPLAY.length) : viewId, isReplay };
}
