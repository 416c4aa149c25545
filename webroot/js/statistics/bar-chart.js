/**
 * Bar charts in SVG. Lengths are in percent and em, so that a chart fits a phone and grows with the text. A chart is
 * one picture to a screen reader; the table beside it has the same numbers.
 */

import {element} from '../shared/dom.js';

const SVG = 'http://www.w3.org/2000/svg';
/** In em: a line of text above its bars, a bar, the space below. */
const WORDS = 1.5;
const BAR = 0.8;
const SPACE = 0.7;
/** Characters of a label beside which a number fits on a phone; the table has all of it. */
const LABEL = 30;
/** In percent of the width: the shortest bar of a number that is not 0. */
const SEEN = 0.4;

/**
 * @typedef {object} Row
 * @property {string} label
 * @property {string} number as it is written at the end of the line
 * @property {number[]} values one for each series
 */

/**
 * Shows a chart, with a legend if it has more than one series.
 * @param {Element} place
 * @param {{title: string, series: string[], rows: Row[], stacked?: boolean}} chart title: for screen readers; series:
 * their names; stacked: true if one bar holds all series
 */
export function showChart(place, {title, series, rows, stacked = false}) {
  const bars = stacked ? 1 : series.length;
  const height = WORDS + bars * BAR + SPACE;
  const sums = rows.map(({values}) => (stacked ? values.reduce((sum, one) => sum + one, 0) : Math.max(...values)));
  const most = Math.max(1, ...sums);
  const picture = shape('svg', {'class': 'rc-chart', 'role': 'img', 'aria-label': title,
    'height': `${rows.length * height}em`});
  rows.forEach((row, index) => {
    const top = index * height;
    picture.append(words(shorten(row.label), {x: '0', y: `${top + 1}em`}),
        words(row.number, {'x': '100%', 'y': `${top + 1}em`, 'text-anchor': 'end'}),
        shape('rect', {class: 'rc-chart__ground', x: '0', y: `${top + WORDS}em`, width: '100%',
          height: `${bars * BAR}em`}));
    let left = 0;
    row.values.forEach((value, number) => {
      const width = value > 0 ? Math.max(SEEN, value / most * 100) : 0;
      picture.append(shape('rect', {class: `rc-chart__bar rc-chart__bar--${number + 1}`, x: `${left}%`,
        y: `${top + WORDS + (stacked ? 0 : number * BAR)}em`, width: `${Math.min(width, 100 - left)}%`,
        height: `${BAR}em`}));
      left += stacked ? width : 0;
    });
  });
  place.replaceChildren(...series.length > 1 ? [legend(series)] : [], picture);
}

/** @param {string[]} series */
function legend(series) {
  return element('ul', {class: 'rc-legend'}, ...series.map((name, number) => {
    const sample = shape('svg', {'class': 'rc-legend__sample', 'aria-hidden': 'true'});
    sample.append(shape('rect', {class: `rc-chart__bar rc-chart__bar--${number + 1}`, width: '100%', height: '100%'}));
    return element('li', {}, sample, name);
  }));
}

/** @param {string} label */
function shorten(label) {
  const characters = [...label];
  return characters.length > LABEL ? `${characters.slice(0, LABEL - 1).join('')}…` : label;
}

/** @param {string} written @param {Record<string, string>} attributes */
function words(written, attributes) {
  const made = shape('text', attributes);
  made.textContent = written;
  return made;
}

/** @param {string} name @param {Record<string, string>} attributes */
function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  return made;
}
