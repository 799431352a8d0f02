import type { Dataset } from "../../contracts/dataset.js";
import type { Subject } from "../with-component.js";

export interface DatasetSubject extends Subject<Dataset> {
  /** False for a data set whose order hangs on no seed, with these options. */
  readonly seeded?: boolean;
  /** More problems than the data set has, with these options: `draws(0, "once")` must end before; 10,000 when left out. */
  readonly moreThan?: number;
}
