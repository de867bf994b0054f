import { BaseSequencer, type TestSpecification } from "vitest/node";

// On a fresh machine nothing is known of how long a file takes, and one of these begun last would keep one worker busy alone.
const longest = ["access/matrix.test.ts", "access/matrix-reading.test.ts", "payloads/sweep.test.ts", "access/holes.test.ts"];
const rank = ({ moduleId }: TestSpecification): number => {
  const at = longest.findIndex((name) => moduleId.endsWith(`tests/${name}`));
  return at < 0 ? longest.length : at;
};

/** Begins the files that take longest first, and the others as usual. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}
