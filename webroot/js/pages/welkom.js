/**
 * The first page: a mailed link can be pasted there.
 */

import {enableLinkField} from '../link/link-field.js';

enableLinkField();
