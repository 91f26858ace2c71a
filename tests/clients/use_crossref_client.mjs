#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// @jamesgopsill/crossref-client: made for browsers too.  It makes keys of
// records camelCase and their dates dates.
import assert from 'node:assert/strict'
import { ABSENT, ARTICLE, BASE, call, client, ISSN, ODD, require } from
  './calls.mjs'

const { CrossrefClient } = require('@jamesgopsill/crossref-client')
client('@jamesgopsill/crossref-client', 'a subclass sets `_url`')

class Client extends CrossrefClient {
  _url = BASE
}
const crossref = new Client('reader@example.org')
const plus = new Client('', 'a-token')

async function content (answer) {
  const got = await answer
  assert.equal(got.status, 200)
  return got.content.message
}
const dois = message => message.items.map(work => work.doi ?? work.DOI)

await call('work', async () => {
  const work = await content(crossref.work(ARTICLE))
  assert.deepEqual(work.title, ['Measuring tides on an imaginary coast'])
})

await call('work, DOIs that have to be quoted', async () => {
  for (const doi of ODD) await content(crossref.work(doi))
})

await call('work of an absent DOI', async () => {
  assert.equal((await crossref.work(ABSENT)).status, 404)
})

await call('work with a token of Plus', async () => {
  await content(plus.work(ARTICLE))
})

await call('worksAgency', async () => {
  const { agency } = await content(crossref.worksAgency(ARTICLE))
  assert.equal(agency.id, 'crossref')
})

await call('works: query, queryAuthor, filter, select', async () => {
  const found = await content(crossref.works({
    query: 'imaginary coast',
    queryAuthor: 'Tester',
    filter: [`issn:${ISSN}`, 'from-pub-date:2021'],
    select: ['DOI', 'title']
  }))
  assert.ok(dois(found).includes(ARTICLE))
})

await call('works: sort, order, rows, offset', async () => {
  const ask = (rows, offset) => content(crossref.works(
    { sort: 'issued', order: 'asc', rows, offset }))
  assert.deepEqual(dois(await ask(10, 0)).slice(5), dois(await ask(5, 5)))
})

await call('works: sample, facet', async () => {
  assert.equal(dois(await content(crossref.works({ sample: 3 }))).length, 3)
  const found = await content(crossref.works(
    { rows: 0, facet: 'type-name:10' }))
  assert.ok(Object.keys(found.facets).length)
})

await call('journal, journals, journalWorks', async () => {
  assert.equal((await content(crossref.journal(ISSN))).title,
    'Journal of Invented Results')
  assert.ok((await content(crossref.journals('Invented'))).items.length)
  const works = await content(crossref.journalWorks(ISSN, { rows: 3 }))
  assert.equal(works.items.length, 3)
})

await call('type, types, typeWorks', async () => {
  assert.equal((await content(crossref.type('book'))).label, 'Book')
  assert.ok((await content(crossref.types())).items.length)
  assert.ok((await content(crossref.typeWorks('dissertation'))).items.length)
})

await call('prefix, prefixWorks, members, fundersWorks', async () => {
  await content(crossref.prefix('10.5555'))
  assert.ok((await content(crossref.prefixWorks('10.5555'))).items.length)
  assert.ok((await content(crossref.members('Elmwood'))).items.length)
  assert.deepEqual(dois(await content(
    crossref.fundersWorks('501100777777'))), [ARTICLE])
})
