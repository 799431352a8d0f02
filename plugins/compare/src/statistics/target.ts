/** What an interval is about: these problems alone, or all problems drawn like them. Both are about training seeds like these. */
export type Target = "fixed" | "population";
