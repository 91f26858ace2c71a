#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// citation.js: records by address, by its DOI plugin, and its output again as
// BibTeX, RIS and a citation.
import assert from 'node:assert/strict'
import { ABSENT, ARTICLE, BASE, call, client, ODD, require } from './calls.mjs'

const { Cite, util } = require('@citation-js/core')
for (const name of ['doi', 'bibtex', 'ris', 'csl']) {
  require(`@citation-js/plugin-${name}`)
}
client('@citation-js/core', '`Cite.async("http://127.0.0.1:8080/{doi}", ' +
  '{ forceType: "@doi/api" })`, which is plugin-doi')

const address = doi => `${BASE}/${encodeURI(doi)}`
// The answer to an address, in whatever form it comes.
const read = async path => Cite.async(await util.fetchFileAsync(BASE + path))
const cited = doi => Cite.async(address(doi), { forceType: '@doi/api' })
const some = '/v1/records?sample=300&seed=1'
const title = 'Measuring tides on an imaginary coast'

await call('plugin-doi, which looks at the media type', async () => {
  const { data } = await cited(ARTICLE)
  assert.equal(data.length, 1)
  assert.equal(data[0].title, title)
  assert.equal(data[0].author[1].family, 'Ångström')
  assert.deepEqual(data[0].issued['date-parts'], [[2021, 5, 6]])
})

await call('plugin-doi, DOIs that have to be quoted', async () => {
  for (const doi of ODD) assert.equal((await cited(doi)).data[0].DOI, doi)
})

await call('plugin-doi, an absent DOI is an error', async () => {
  await assert.rejects(cited(ABSENT), /404/)
})

await call('fetchFileAsync: one record, in whatever form', async () => {
  assert.equal((await read(`/${ARTICLE}`)).data[0].title, title)
})

await call('output: BibTeX, RIS, apa', async () => {
  const cite = await cited(ARTICLE)
  assert.match(cite.format('bibtex'), /@article\{/)
  assert.match(cite.format('ris'), /TI {2}- Measuring tides/)
  assert.match(cite.format('bibliography', { template: 'apa' }),
    /^Tester, A\., & Ångström, J\.-P\. \(2021\)\. Measuring tides/)
})

await call('apa of paperd is apa of citeproc-js', async () => {
  const cite = await cited(ARTICLE)
  const theirs = cite.format('bibliography', { template: 'apa' })
  const ours = await fetch(address(ARTICLE),
    { headers: { Accept: 'text/x-bibliography; style=apa' } })
  assert.equal((await ours.text()).trim(), theirs.trim())
})

const items = JSON.parse(await util.fetchFileAsync(
  `${BASE}${some}&format=csl`))

const same = {
  csl: ['DOI', 'type', 'title', 'author', 'editor', 'page', 'issued'],
  bibtex: ['DOI', 'volume', 'author', 'editor', 'publisher'],
  ris: ['DOI', 'title', 'volume', 'issue']
}
for (const [form, keys] of Object.entries(same)) {
  await call(`reads the ${form} of some hundred records`, async () => {
    const { data } = await read(`${some}&format=${form}`)
    assert.ok(items.length > 50)
    assert.equal(data.length, items.length)
    for (const [i, item] of items.entries()) {
      for (const key of keys) {
        const told = value => Array.isArray(value) ? value.length
          : JSON.stringify(value)
        assert.equal(told(data[i][key]), told(item[key]), `${item.DOI} ${key}`)
      }
    }
  })
}
