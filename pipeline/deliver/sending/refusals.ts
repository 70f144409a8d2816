/** Refusals in a row, nothing accepted between them: what all would refuse shows itself by that. */
export interface Refusals {
  accepted(): void;
  /** A reader's relay or domain refused for good. True: it is time to stop and to look. */
  refused(domain: string, policy: boolean): boolean;
}

/** One domain that will not have us is its own affair; three one after the other are ours. */
const MOST_DOMAINS = 3;
/** So many dead addresses one after the other do not happen: the relay is mistaken. */
const MOST_IN_A_ROW = 20;

export function refusalsInARow(): Refusals {
  const domains = new Set<string>();
  let row = 0;
  return {
    accepted() {
      domains.clear();
      row = 0;
    },
    refused(domain, policy) {
      row += 1;
      if (policy) domains.add(domain);
      return domains.size >= MOST_DOMAINS || row >= MOST_IN_A_ROW;
    },
  };
}
