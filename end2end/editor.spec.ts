// A catalogue editor with the whole browser side.

import { editor } from "./editor";

editor("DEMO-440100-PUBLIC-HYGIENE", "11440100007483172Q3440106042001");
