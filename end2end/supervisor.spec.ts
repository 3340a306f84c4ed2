// A supervisor with the whole browser side.

import { supervisor } from "./supervisor";

supervisor();
