import type { IssueCorrection, MadeCorrection } from "../../model/correction.ts";
import type { Tier } from "../../model/subscriber.ts";

/**
 * What a day's corrections say that readers have: without those of a version that is still the newest one, which went to nobody yet. What is
 * built so can be held against what went out. Pure.
 *
 * @param newest ids of versions, each the newest of its edition that went out
 */
export function sentCorrections(given: IssueCorrection, newest: readonly string[]): IssueCorrection {
  const { earlier = [], ...last } = given;
  const [first, ...others] = [last, ...earlier].map((made) =>
    withEditions(made, (_, replaces) => !newest.includes(replaces)),
  );
  return withEarlier(first!, others);
}

/** A new correction above those that stand; of an edition only the newest one is kept. Pure. */
export function withStanding(made: MadeCorrection, standing: IssueCorrection | null): IssueCorrection {
  if (!standing) return made;
  const { earlier = [], ...last } = standing;
  const taken = new Set(Object.keys(made.editions));
  const others = [last, ...earlier].map((one) => {
    const rest = withEditions(one, (tier) => !taken.has(tier));
    for (const tier of Object.keys(rest.editions)) taken.add(tier);
    return rest;
  });
  return withEarlier(made, others);
}

function withEarlier(made: MadeCorrection, others: readonly MadeCorrection[]): IssueCorrection {
  const earlier = others.filter(({ editions }) => Object.keys(editions).length > 0);
  return earlier.length > 0 ? { ...made, earlier: [...earlier] } : made;
}

function withEditions(
  { editions, ...made }: MadeCorrection,
  stays: (tier: Tier, replaces: string) => boolean,
): MadeCorrection {
  const { free, paid } = editions;
  return {
    ...made,
    editions: {
      ...(free && stays("free", free.replaces) ? { free } : {}),
      ...(paid && stays("paid", paid.replaces) ? { paid } : {}),
    },
  };
}
