#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// citation.js: records by address, by its DOI plugin, and its output again as
// BibTeX, RIS and a citation.
import assert from 'node:assert/strict'
import { ABSENT, ARTICLE, BASE, call, client, ODD, require } from './calls.mjs'

const { Cite } = require('@citation-js/core')
for (const name of ['doi', 'bibtex', 'ris', 'csl']) {
  require(`@citation-js/plugin-${name}`)
}
client('@citation-js/core', 'the input is `http://127.0.0.1:8080/{doi}`; for ' +
  'plugin-doi with `forceType: "@doi/api"`')

const address = doi => `${BASE}/${encodeURI(doi).replaceAll('#', '%23')}`
const title = 'Measuring tides on an imaginary coast'

await call('an address', async () => {
  const cite = await Cite.async(address(ARTICLE))
  assert.equal(cite.data.length, 1)
  assert.equal(cite.data[0].title, title)
  assert.deepEqual(cite.data[0].issued['date-parts'], [[2021, 5, 6]])
})

await call('plugin-doi, which looks at the media type', async () => {
  const cite = await Cite.async(address(ARTICLE), { forceType: '@doi/api' })
  assert.equal(cite.data[0].title, title)
  assert.equal(cite.data[0].author[1].family, 'Ångström')
})

await call('plugin-doi, DOIs that have to be quoted', async () => {
  for (const doi of ODD) {
    const cite = await Cite.async(address(doi), { forceType: '@doi/api' })
    assert.equal(cite.data[0].DOI, doi)
  }
})

await call('an absent DOI is an error', async () => {
  await assert.rejects(Cite.async(address(ABSENT), { forceType: '@doi/api' }))
})

await call('an address, several records', async () => {
  const list = await Cite.async(`${BASE}/v1/records?format=csl&limit=200`)
  assert.ok(list.data.length > 50)
})

await call('output: BibTeX, RIS, apa', async () => {
  const cite = await Cite.async(address(ARTICLE))
  assert.match(cite.format('bibtex'), /@article\{/)
  assert.match(cite.format('ris'), /TI {2}- Measuring tides/)
  assert.match(cite.format('bibliography', { template: 'apa' }),
    /^Tester, A\., & Ångström, J\.-P\. \(2021\)\. Measuring tides/)
})

await call('apa of paperd is apa of citeproc-js', async () => {
  const cite = await Cite.async(address(ARTICLE))
  const theirs = cite.format('bibliography', { template: 'apa' })
  const ours = await fetch(address(ARTICLE),
    { headers: { Accept: 'text/x-bibliography; style=apa' } })
  assert.equal((await ours.text()).trim(), theirs.trim())
})

for (const form of ['bibtex', 'ris']) {
  await call(`reads the ${form} of some hundred records`, async () => {
    const ask = word => fetch(`${BASE}/v1/records?limit=300&format=${word}`)
    const text = await (await ask(form)).text()
    const items = await (await ask('csl')).json()
    const { data } = await Cite.async(text)
    assert.equal(data.length, items.length)
    for (const [i, item] of items.entries()) {
      assert.equal(data[i].DOI, item.DOI)
      assert.equal(data[i].author?.length, item.author?.length, item.DOI)
    }
  })
}
