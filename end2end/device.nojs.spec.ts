// A shared phone on which no script runs: the browser itself clears up.

import { device } from "./device";

device("officer-guangan");
