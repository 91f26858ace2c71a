// SPDX-License-Identifier: MIT
// What the scripts of clients in JavaScript share; as calls.py.  Packages are
// found where PAPERD_NODE says: they are not installed beside the scripts.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const place = join(process.env.PAPERD_NODE ?? process.cwd(), 'node_modules')

export const require = createRequire(join(place, 'calls.cjs'))
export const BASE = process.env.PAPERD_URL ?? 'http://127.0.0.1:8080'
export const ARTICLE = '10.5555/clients.article'
export const ABSENT = '10.5555/clients.absent'
export const ISSN = '2049-3630'
export const ODD = [
  '10.5555/(sici)9999-1111(200101)1:2<33::aid-abc4>3.0.co;2-t',
  '10.5555/one,two;three', '10.5555/x[1]_(y):z*'
]

export function client (name, way) {
  const { version } = JSON.parse(readFileSync(join(place, name,
    'package.json')))
  console.log('client', JSON.stringify([name, version, way]))
}

export async function call (name, run) {
  try {
    await run()
    console.log('ok', name)
  } catch (error) {
    const why = String(error?.message ?? error).replace(/\s+/g, ' ')
    console.log(`failed ${name}: ${why.slice(0, 300)}`)
  }
}
