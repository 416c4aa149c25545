/**
 * The manual.
 */

import {enablePrint} from '../shared/dom.js';

enablePrint();
