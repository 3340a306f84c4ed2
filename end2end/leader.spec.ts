// A leader with the whole browser side.

import { leader } from "./leader";

leader();
