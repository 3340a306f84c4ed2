// A supervisor where no script runs: the tables stand alone.

import { supervisor } from "./supervisor";

supervisor();
