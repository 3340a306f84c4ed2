// The applicant's journey with the whole browser side.

import { applicant } from "./applicant";

applicant("citizen-wang", "residence-permit", "居住证", "居住证申领", "1014");
