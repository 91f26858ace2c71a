#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// npm's crossref.  Its address is a constant in its one file: that file is read
// with another.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import Module from 'node:module'
import { promisify } from 'node:util'
import { ABSENT, ARTICLE, BASE, call, client, ISSN, require } from './calls.mjs'

client('crossref', 'the constant `endpoint` in its `index.js`')

const file = require.resolve('crossref')
const source = readFileSync(file, 'utf8')
const theirs = 'https://api.crossref.org/'
assert.equal(source.split(theirs).length, 2)
const loaded = new Module(file)
loaded.paths = Module._nodeModulePaths(file)
loaded._compile(source.replace(theirs, `${BASE}/`), file)
const crossref = loaded.exports

// What a call gives back: a promise of all that the callback gets.
const ask = (name, ...values) => new Promise((resolve, reject) =>
  crossref[name](...values, (error, ...got) =>
    error ? reject(error) : resolve(got)))
const dois = works => works.map(work => work.DOI)

await call('work', async () => {
  const work = await promisify(crossref.work)(ARTICLE)
  assert.equal(work.title[0], 'Measuring tides on an imaginary coast')
})

await call('work of an absent DOI', async () => {
  await assert.rejects(ask('work', ABSENT), /Not found on CrossRef/)
})

await call('works, query and filter', async () => {
  const [works] = await ask('works', {
    query: 'imaginary coast',
    filter: { issn: ISSN, type: ['journal-article', 'book'] }
  })
  assert.ok(dois(works).includes(ARTICLE))
})

await call('works, page by page through nextOptions', async () => {
  const seen = new Set()
  let options = { filter: { issn: ISSN }, rows: 5 }
  let total
  for (let done = false; !done;) {
    const [works, next, isDone, message] = await ask('works', options)
    dois(works).forEach(doi => seen.add(doi))
    options = next
    done = isDone || !works.length
    total = message['total-results']
  }
  assert.equal(seen.size, total)
})

await call('works with facets', async () => {
  const [, , , message] = await ask('works', { rows: 0, facet: true })
  assert.equal(typeof message.facets, 'object')
})

await call('works with a sample', async () => {
  const [works] = await ask('works', { sample: 4 })
  assert.equal(works.length, 4)
})

await call('journal, journalWorks, journals', async () => {
  const [journal] = await ask('journal', ISSN)
  assert.equal(journal.title, 'Journal of Invented Results')
  const [works] = await ask('journalWorks', ISSN, { query: 'coast' })
  assert.ok(dois(works).includes(ARTICLE))
  assert.ok((await ask('journals', { rows: 2 }))[0].length)
})

await call('type, types', async () => {
  assert.equal((await ask('type', 'book'))[0].label, 'Book')
  assert.ok((await ask('types', {}))[0].some(type => type.id === 'book'))
})

await call('prefix, prefixWorks, funderWorks, members', async () => {
  assert.equal(typeof (await ask('prefix', '10.5555'))[0].name, 'string')
  assert.ok((await ask('prefixWorks', '10.5555', {}))[0].length)
  const [works] = await ask('funderWorks', '501100777777', {})
  assert.deepEqual(dois(works), [ARTICLE])
  assert.ok((await ask('members', { rows: 3 }))[0].length)
})
