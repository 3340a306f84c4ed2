// A shared phone with the whole browser side.

import { device, otherPeople } from "./device";

device("intake-guangan");
otherPeople("officer-market", "officer-health");
