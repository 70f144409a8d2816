/** Words from outside as they may stand in a message: the first forty characters in quotes, what is not drawn as "?". */
export function quoted(text: string): string {
  const seen = text.slice(0, 40).replace(/[\p{C}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu, "?");
  return JSON.stringify(seen);
}
