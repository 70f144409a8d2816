/** What to say of jobs that nobody waits for any longer. @param noun "sources" */
export function leftWords(left: number, noun: string): string {
  return `${left} ${noun} still wait for workers, or are with them: run it again to hear what came of them.`;
}
