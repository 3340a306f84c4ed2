// The first page where no script runs.

import { home } from "./home";

home("citizen-chen");
