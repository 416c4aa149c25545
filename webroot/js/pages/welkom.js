import {enableLinkField} from '../link/link-field.js';

enableLinkField();
