// Signing in where no script runs.

import { accounts } from "./accounts";

accounts("citizen-huang", "黄巧巧");
