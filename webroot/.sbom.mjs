// Adds what npm brought into the jar to the bill of materials that Maven made (CycloneDX), and fails the build for a licence that is
// not known to go together with the EUPL.
//   node .sbom.mjs MAVEN.json RESULT.json
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

// Permissive licences, and those in the appendix of the EUPL 1.2. OFL is for fonts.
const compatible = new Set([
  'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'EPL-1.0', 'EPL-2.0', 'EUPL-1.2', 'ISC', 'LGPL-2.1-only',
  'LGPL-2.1-or-later', 'MIT', 'MIT-0', 'MPL-2.0', 'OFL-1.1', 'Unicode-3.0',
])
// What libraries call a licence that SPDX has another name for.
const names = { 'The (New) BSD License': 'BSD-3-Clause' }

const [maven, result] = process.argv.slice(2)
if (!existsSync(maven)) {
  console.warn('No bill of materials, and no check of licences: Maven makes it online only.')
  process.exit(0)
}
const bom = JSON.parse(readFileSync(maven, 'utf8'))
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages

for (const name of Object.keys(lock[''].dependencies).sort()) {
  const found = lock[`node_modules/${name}`]
  const purl = `pkg:npm/${name.replace('@', '%40')}@${found.version}`
  bom.components.push({
    type: 'library', 'bom-ref': purl, name, version: found.version, scope: 'required', purl,
    licenses: licencesOf(found.license),
  })
}

// "MIT AND OFL-1.1" is an expression, and both hold.
function licencesOf(text) {
  if (!text) {
    return []
  }
  return text.includes(' ') ? [{ expression: text }] : [{ license: { id: text } }]
}

const idsOf = ({ license, expression }) =>
  expression ? expression.split(' AND ') : [license.id ?? names[license.name] ?? license.name ?? 'no name']
// A pom that names several licences lets us choose among them: a library of Eclipse comes under the EPL or the GPL.
const isChoice = ({ purl }, ids) => purl.startsWith('pkg:maven/') && ids.some((id) => compatible.has(id))
const wrong = bom.components.flatMap((component) => {
  const ids = (component.licenses ?? []).flatMap(idsOf)
  const unknown = ids.length === 0 ? ['no licence']
    : isChoice(component, ids) ? [] : ids.filter((id) => !compatible.has(id))
  return unknown.map((id) => `${component.purl}: ${id}`)
})
if (wrong.length) {
  console.error(`Not known to be compatible with the EUPL (see webroot/.sbom.mjs):\n${wrong.join('\n')}`)
  process.exit(1)
}
writeFileSync(result, JSON.stringify(bom, undefined, 1) + '\n')
