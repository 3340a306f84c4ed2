// Signing in with the whole browser side.

import { accounts } from "./accounts";

accounts("citizen-chen", "陈德福");
