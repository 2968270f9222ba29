/** The entries of a text in which each stands on a line of its own or between slashes. */
export function listed(text: string): readonly string[] {
  return text
    .split(/[/\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
