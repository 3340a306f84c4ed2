// The scores of a month with the whole browser side.

import { performance } from "./performance";

performance();
