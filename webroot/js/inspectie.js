import {fill} from './dom.js';
import {asMember} from './staff.js';
import {text} from './texts.js';

asMember((member) => fill({
  name: member.name,
  email: member.email,
  roles: member.roles.map((role) => text(`inspectie.role-${role}`)).join(', '),
  departments: member.departments.join(', '),
}));
