import {enableLinkField} from './link-field.js';

enableLinkField();
