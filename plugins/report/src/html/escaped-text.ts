const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text that HTML shows as it is, between tags and in quoted attributes. */
export function escapedText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]);
}
