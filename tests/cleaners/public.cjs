// SPDX-License-Identifier: MIT
// The public cleaners of npm; as public.py.  Node finds the packages by
// NODE_PATH.
const core = require('@citation-js/core')
const date = require('@citation-js/date')
const name = require('@citation-js/name')
const doiRegex = require('doi-regex')
require('@citation-js/plugin-doi')
const { readFileSync } = require('node:fs')

function nameOf (raw) {
  const found = name.parse(raw)
  if (found.literal) return { literal: found.literal }
  const family = [found['dropping-particle'], found['non-dropping-particle'],
    found.family]
  return { family: family.filter(Boolean).join(' '), given: found.given || '' }
}

function dateOf (raw) {
  const found = date.parse(raw)['date-parts']
  if (!found) return null
  return found[0].map((part, i) => String(part).padStart(i ? 2 : 4, '0'))
    .join('-')
}

// A DOI is what its input plug-in takes for one.
function doiOf (raw) {
  const type = core.plugins.input.type(raw)
  return type.startsWith('@doi/') ? raw.slice(raw.indexOf('10.')).trim() : null
}

const cleaners = [
  ['citation-js', '@citation-js/name', 'authors', nameOf],
  ['citation-js', '@citation-js/date', 'date', dateOf],
  ['citation-js', '@citation-js/plugin-doi', 'doi', doiOf],
  ['doi-regex', 'doi-regex', 'doi',
    (raw) => (raw.match(doiRegex()) || [null])[0]]
]
const cases = JSON.parse(readFileSync(0, 'utf8'))

for (const [cleaner, pack, field, clean] of cleaners) {
  const answers = cases[field].map((raw) => {
    try { return clean(raw) ?? null } catch { return null }
  })
  const version = require(`${pack}/package.json`).version
  console.log(JSON.stringify({ cleaner, version, field, answers }))
}
