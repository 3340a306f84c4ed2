// The applicant's journey on a phone where no script runs.

import { applicant } from "./applicant";

applicant("citizen-li", "residence-permit", "居住证", "居住证申领", "1026");
