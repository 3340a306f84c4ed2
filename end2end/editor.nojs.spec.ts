// A catalogue editor where no script runs.

import { editor } from "./editor";

editor("DEMO-440100-FLEXIBLE-INSURANCE", "11440100007483172Q3440106029006");
