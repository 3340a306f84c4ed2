// The first page with the whole browser side.

import { home } from "./home";

home("citizen-li");
