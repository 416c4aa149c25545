/** The templates of the person's departments, on a form of staff: fill one in, save the typed text, remove one. */

import {call} from './api.js';
import {askConfirmation} from './confirm.js';
import {byId, element} from './dom.js';
import {clearErrors, showFieldErrors, showProblem} from './errors.js';
import {Problem} from './problem.js';
import {text} from './texts.js';

const PATH = '/api/staff/templates';

/** @typedef {import('json').Template} Template */
/** @typedef {Partial<Pick<Template, 'explanation' | 'items' | 'subject' | 'text'>>} Words */

export class Templates {
  #kind;
  #read;
  #fill;
  /** @type {Template[]} */
  #all = [];
  #chosen = /** @type {HTMLSelectElement} */ (byId('sjabloon'));

  /**
   * @param {'request' | 'message'} kind @param {() => Words} read what was typed
   * @param {(template: Template) => void} fill puts a template into the form
   */
  constructor(kind, read, fill) {
    this.#kind = kind;
    this.#read = read;
    this.#fill = fill;
    byId('sjabloon-gebruik').addEventListener('click', () => this.#use());
    byId('sjabloon-weg').addEventListener('click', () => this.#run(() => this.#remove()));
    byId('sjabloon-bewaar').addEventListener('click', () => this.#run(() => this.#save()));
  }

  /** Shows them to a person who is in a department. */
  async load() {
    /** @type {import('json').Templates} */
    const {departments, items} = await call('GET', PATH);
    this.#all = items.filter(({kind}) => kind === this.#kind);
    byId('sjablonen').hidden = departments.length === 0;
    byId('sjabloon-keuze').hidden = this.#all.length === 0;
    byId('sjabloon-bewaren').hidden = departments.length === 0;
    byId('sjabloon-afdeling-deel').hidden = departments.length < 2;
    byId('sjabloon-afdeling').replaceChildren(...departments.map((one) => element('option', {value: one}, one)));
    this.#chosen.replaceChildren(element('option', {value: ''}, text('sjablonen.none')),
        ...this.#all.map(({id, name, department}) => element('option', {value: id},
            departments.length > 1 ? text('sjablonen.option', {name, department}) : name)));
  }

  get #template() {
    return this.#all.find(({id}) => id === this.#chosen.value);
  }

  async #use() {
    const template = this.#template;
    if (!template) {
      this.#chosen.focus();
      return;
    }
    const {name} = template;
    const typed = Object.values(this.#read()).some((words) => (words?.length ?? 0) > 0);
    if (!typed || await askConfirmation({title: text('sjablonen.overTitle'), words: text('sjablonen.overWords', {name}),
      yes: text('sjablonen.overYes')})) {
      clearErrors();
      this.#fill(template);
      say('sjablonen.used', name);
    }
  }

  async #save() {
    const input = /** @type {HTMLInputElement} */ (byId('template.name'));
    const name = input.value.trim();
    const department = /** @type {HTMLSelectElement} */ (byId('sjabloon-afdeling')).value;
    if (name === '') {
      showFieldErrors([{field: 'template.name', code: 'required'}]);
      return;
    }
    await call('POST', PATH, {department, kind: this.#kind, name, ...this.#read()});
    input.value = '';
    await this.load();
    say('sjablonen.saved', name);
  }

  async #remove() {
    const template = this.#template;
    if (!template) {
      this.#chosen.focus();
      return;
    }
    const {id, name} = template;
    if (await askConfirmation({title: text('sjablonen.removeTitle'), words: text('sjablonen.removeWords', {name}),
      yes: text('sjablonen.remove')})) {
      await call('POST', `${PATH}/${id}/removal`, {});
      await this.load();
      say('sjablonen.removed', name);
    }
  }

  /** @param {() => Promise<void>} act */
  async #run(act) {
    clearErrors();
    try {
      await act();
    } catch (problem) {
      if (problem instanceof Problem && Array.isArray(problem.details.errors)) {
        /** @type {import('json').FieldError[]} */
        const errors = problem.details.errors;
        showFieldErrors(errors.map((one) => (one.field === 'name' ? {...one, field: 'template.name'} : one)));
      } else {
        showProblem(problem);
      }
    }
  }
}

/** @param {string} key @param {string} name */
function say(key, name) {
  byId('sjabloon-melding').textContent = text(key, {name});
}
