// The scores of a month where no script runs.

import { performance } from "./performance";

performance();
