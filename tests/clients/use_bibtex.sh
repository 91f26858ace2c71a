#!/bin/sh
# SPDX-License-Identifier: MIT
# bibtex: some hundred records with a style that writes one line for each.
. "$(dirname "$0")/calls.sh"

client bibtex "$(bibtex --version | sed -n '1s/BibTeX \([^ ]*\).*/\1/p')" \
	'`\\\\bibdata` is `/v1/records?format=bibtex`'
cp "$here/titles.bst" .
records bibtex 500 >list.bib
printf '%s\n' '\citation{*}' '\bibstyle{titles}' '\bibdata{list}' >list.aux
bibtex list >log 2>&1

entries() {
	in=$(grep -c '^@' list.bib)
	out=$(grep -c '^entry: ' list.bbl)
	echo "$out entries of $in"
	[ "$in" = "$out" ] && [ "$in" -gt 50 ]
}

quiet() {
	! grep -E -i 'warning|error|---' log | head -n 3 | grep .
}

names() {
	grep -q '^entry: Tester and .*: Measuring tides on an imaginary coast$' \
		list.bbl
}

call 'reads as many entries as there are' entries
call 'no warnings, no errors' quiet
call 'names and titles through its functions' names
