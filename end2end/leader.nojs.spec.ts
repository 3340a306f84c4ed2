// A leader where no script runs: the tables stand alone.

import { leader } from "./leader";

leader();
