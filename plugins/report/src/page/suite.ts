import type { SuiteData } from "../data/suite-data.js";
import { curvesSection } from "./curves-section.js";
import { differencesSection } from "./differences-section.js";
import { element } from "./element.js";
import { embeddedData } from "./embedded-data.js";
import { pageFrame } from "./page-frame.js";
import { pairsSection } from "./pairs-section.js";
import { runsSection } from "./runs-section.js";
import { suiteDifficultySection } from "./suite-difficulty-section.js";
import { suiteEnvironmentSection } from "./suite-environment-section.js";
import { suiteResultSection } from "./suite-result-section.js";

const data = embeddedData<SuiteData>();
const sections = [suiteResultSection, pairsSection, curvesSection, suiteDifficultySection, runsSection, differencesSection, suiteEnvironmentSection];

pageFrame({
  kind: "suite",
  name: data.state.suite,
  state: element("span", { class: "state" }, data.result === undefined ? "not finished" : "finished"),
  sections: sections.map((make) => make(data)).filter((made) => made !== undefined),
});
