/** Choosing from a long list by typing. Pure. */
export interface Choice {
  id: string;
  name: string;
  /** Further words to tell it by. */
  note?: string;
}

export interface Found<C> {
  shown: C[];
  hidden: number;
}

/** How well a choice fits: its id or name from the start first. */
function rank(choice: Choice, words: readonly string[]): number {
  const first = words[0] ?? '';
  const [id, name] = [choice.id.toLowerCase(), choice.name.toLowerCase()];
  if (id === first || name === first) return 0;
  return id.startsWith(first) || name.startsWith(first) ? 1 : 2;
}

/** Every word must be found in id, name or note; what does not fit on the list is counted. */
export function findChoices<C extends Choice>(
  choices: readonly C[],
  typed: string,
  limit: number,
): Found<C> {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = choices.filter((choice) => {
    const hay = `${choice.id} ${choice.name} ${choice.note ?? ''}`.toLowerCase();
    return words.every((word) => hay.includes(word));
  });
  if (words.length > 0) fitting.sort((a, b) => rank(a, words) - rank(b, words));
  return { shown: fitting.slice(0, limit), hidden: Math.max(0, fitting.length - limit) };
}
